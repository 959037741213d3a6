package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.summaries.Chapter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that the page shows.
 *
 * @param portfolio whose projects these are
 * @param language in which it opens
 * @param currency that of the charts
 * @param facts release, date and hash, for the foot
 * @param conversion at which rates amounts were converted; nothing where none was
 * @param cards the first screen
 * @param lights how many projects have each light
 * @param since the date that changes are since; empty where none was published before
 * @param districts those that can be chosen
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
    /** A district that the page can be narrowed to. */
    record District(String code, Bilingual name) {}

    /** Which release the page shows. */
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
