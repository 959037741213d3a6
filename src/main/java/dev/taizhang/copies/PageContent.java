package dev.taizhang.copies;

import com.google.common.collect.Sets;
import com.google.common.collect.Streams;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Successions;
import dev.taizhang.summaries.Chapter;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.PagePart;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** The blocks of the page in their chapters: what to act on, the trends, and the remaining tables. */
final class PageContent {
    private static final String PROJECTS = "project_watch";

    /** Of more projects than these, only the reports of the year are in the file. */
    private static final int FEW_PROJECTS = 1_000;

    private static final int MONTHS = 15;

    private final ReleaseRows rows;
    private final AsOf asOf;
    private final DeliveredToRelease delivered;
    private final PageTexts texts;
    private final List<PageSection> sections;

    PageContent(ReleaseRows rows, AsOf asOf, PageTexts texts, PageSections sections) {
        this.rows = rows;
        this.asOf = asOf;
        this.delivered = new DeliveredToRelease(rows, asOf);
        this.texts = texts;
        this.sections = inOrder(rows.tables())
                .flatMap(table -> section(table, sections).stream())
                .toList();
    }

    private Optional<PageSection> section(SummaryTable table, PageSections sections) {
        if (rows.held().containsKey(table)) {
            return sections.of(table, rows.held().get(table));
        }
        PagePart part = table.head().page().orElseThrow();
        ReleaseRows.First first = rows.first(table, part.mostRows());
        return first.whole() > 0 ? Optional.of(sections.of(table, first.rows(), first.whole())) : Optional.empty();
    }

    /** Returns the tables that the page shows, by chapter, then by their position in it, then by name. */
    static Stream<SummaryTable> inOrder(OfficeTables office) {
        return office.published().stream()
                .filter(table -> table.head().page().isPresent())
                .sorted(Comparator.comparing((SummaryTable table) ->
                                table.head().page().get().chapter())
                        .thenComparing(table -> table.head().page().get().place())
                        .thenComparing(SummaryTable::name));
    }

    /** Returns the listed projects: the red ones first, then the largest. */
    List<Row> projects() {
        return sections.stream()
                .filter(section -> section.table().equals(PROJECTS))
                .findFirst()
                .map(PageSection::rows)
                .orElse(List.of());
    }

    /**
     * Returns how many projects turned red, and how many no longer are, since the date published before; empty if none did, if
     * that date does not have the projects, or if there are too many to compare.
     */
    Optional<Bilingual> turnedRed() {
        SummaryTable table = SummaryTable.builtIn(PROJECTS);
        return rows.dateBefore(table).filter(date -> rows.isFew(table)).flatMap(date -> {
            Successions codes = delivered.successions();
            Set<String> before =
                    red(rows.of(table, Set.of(date))).map(codes::present).collect(Collectors.toSet());
            Set<String> now =
                    red(rows.of(table, Set.of(rows.release().asOfDate()))).collect(Collectors.toSet());
            String turned = PageFigures.count(
                    BigDecimal.valueOf(Sets.difference(now, before).size()));
            String cleared = PageFigures.count(
                    BigDecimal.valueOf(Sets.difference(before, now).size()));
            return turned.equals("0") && cleared.equals("0")
                    ? Optional.empty()
                    : Optional.of(ChangeMessages.turned(turned, cleared));
        });
    }

    private static Stream<String> red(Iterator<Row> projects) {
        return Streams.stream(projects)
                .filter(row -> "red".equals(row.getAs("light_code")))
                .map(row -> row.<String>getAs("project_code"));
    }

    /** Adds all blocks to the data, and the chapters in which they stand. */
    void addTo(PageData data) {
        List<String> act = new ArrayList<>();
        Map<String, Bilingual> names = new LinkedHashMap<>();
        projects().forEach(row -> names.put(row.getAs("project_code"), texts.text(row, "project_name")));
        if (!projects().isEmpty()) {
            act.add(PROJECTS);
            data.reports(new ProjectReports(rows, asOf, delivered).of(names.keySet(), firstMonth(names.size())));
        }
        for (PageBlock list : new WorkList(rows, texts, names).blocks()) {
            data.block(list);
            act.add(list.name());
        }
        sections.forEach(data::block);
        Set<String> listed = sections.stream().map(PageSection::table).collect(Collectors.toSet());
        Stream.of("senders").filter(listed::contains).forEach(act::add);
        boolean judged = projects().stream().anyMatch(row -> row.getAs("light_code") != null) || act.size() > 1;
        data.chapter(
                "act",
                judged ? new Bilingual("需要督办", "What to act on") : new Bilingual("最大的项目", "Largest projects"),
                act);
        data.chapter("trends", new Bilingual("走势", "Trends"), of(Chapter.TIME, act));
        Arrays.stream(Chapter.values())
                .filter(chapter -> chapter != Chapter.TIME)
                .forEach(chapter -> data.chapter(
                        chapter.name().toLowerCase(Locale.ROOT), texts.inOwnWords(chapter.title()), of(chapter, act)));
    }

    private List<String> of(Chapter chapter, List<String> elsewhere) {
        return sections.stream()
                .filter(section -> section.part().chapter() == chapter)
                .map(PageSection::table)
                .filter(table -> !elsewhere.contains(table))
                .toList();
    }

    private LocalDate firstMonth(int projects) {
        return projects <= FEW_PROJECTS ? asOf.date().withDayOfMonth(1).minusMonths(MONTHS - 1L) : asOf.yearStart();
    }
}
