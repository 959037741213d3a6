package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.summaries.Chapter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The complete content of the page.
 *
 * @param portfolio the name of the portfolio
 * @param language the language in which it opens
 * @param currency the currency of the charts
 * @param facts release, date and hash, for the footer
 * @param conversion the rates at which amounts were converted; empty if none were converted
 * @param cards the first screen
 * @param lights the number of projects with each light
 * @param since the date with which changes compare; empty if no earlier date was published
 * @param districts the districts that can be selected
 * @param heat districts by clusters
 * @param sections the tables
 */
record PageView(
        Bilingual portfolio,
        String language,
        String currency,
        Facts facts,
        Optional<Bilingual> conversion,
        List<PageCard> cards,
        List<PageLight> lights,
        String since,
        List<District> districts,
        Optional<HeatMap> heat,
        List<PageSection> sections) {
    /** A district by which the page can be filtered. */
    record District(String code, Bilingual name) {}

    /** Identifies the release that the page shows. */
    record Facts(long number, String runId, String asOf, String published, String hash, String exports) {}

    List<Chapter> chapters() {
        return Arrays.stream(Chapter.values())
                .filter(chapter -> !of(chapter).isEmpty())
                .toList();
    }

    List<PageSection> of(Chapter chapter) {
        return sections.stream()
                .filter(section -> section.part().chapter() == chapter)
                .toList();
    }
}
