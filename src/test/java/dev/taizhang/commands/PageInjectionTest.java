package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that would be script, markup or a change of direction are shown as they came, and are nothing but names. */
class PageInjectionTest {
    private static final List<String> NAMES = List.of(
            "<script>window.stolen=1</script>",
            "</script><img src=x onerror=window.stolen=1>",
            "\" onmouseover=\"window.stolen=1",
            "' autofocus onfocus='window.stolen=1",
            "${7*7} @template.say() {{constructor}}",
            "javascript:window.stolen=1",
            "&lt;b&gt; &amp; 100%",
            "上行\n下行");
    private static final String RIGHT_TO_LEFT = "东\u202E区";

    static Document pageOfHostileNames(TestInbox office) throws IOException {
        office.configure("reference/districts.csv", """
                code,name_zh,name_en,aliases,parent,sort_order,valid_from,valid_to
                D1,%s,"East ""><script>window.stolen=1</script>",东,,1,,
                """.formatted(RIGHT_TO_LEFT));
        String[] lines = new String[NAMES.size() + 1];
        lines[0] = TestInbox.PROJECTS;
        for (int place = 0; place < NAMES.size(); place++) {
            lines[place + 1] = "P" + place + ",\"" + NAMES.get(place).replace("\"", "\"\"") + "\",东,铸造,开工,"
                    + (1000 - place) + ",,,";
        }
        office.deliver("2025-03-31_项目清单.csv", lines);
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        return Jsoup.parse(office.warehouse().resolve("report/index.html").toFile(), "UTF-8");
    }

    @Test
    void namesAreNothingButNames(@TempDir Path folder) throws IOException {
        Document page = pageOfHostileNames(TestInbox.below(folder));
        assertThat(page.select("#project_watch td[data-column=project_name]").eachAttr("data-value"))
                .containsExactlyElementsOf(NAMES);
        assertThat(page.select("#project_watch td[data-column=project_name]").stream()
                        .map(Element::wholeText))
                .containsExactlyElementsOf(NAMES);
        assertThat(page.select("#projects_by_district tbody td.district .zh")
                        .first()
                        .wholeText())
                .isEqualTo(RIGHT_TO_LEFT);
        assertThat(page.select("#projects_by_district tbody td.district bdi")).isNotEmpty();
        assertThat(page.select("script")).hasSize(3);
        assertThat(page.select("img")).isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .filter(attribute -> attribute.getKey().startsWith("on")))
                .isEmpty();
    }
}
