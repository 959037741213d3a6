package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.util.List;
import java.util.Optional;

/**
 * The part of the page that needs no script: what a reader sees first, and the release that it shows.
 *
 * @param portfolio the name of the portfolio
 * @param synthetic whether its data are invented
 * @param language the language in which it opens
 * @param bothLanguages whether readers can change the language
 * @param facts release, date and hash
 * @param findings what the tables show, the headline first
 * @param changes what changed since the end of the month before, and since the date published before
 * @param conversion the rates at which amounts were converted; empty if none were converted
 * @param cards the figures of the overview
 * @param since the date with which the cards compare; empty if no earlier date was published
 * @param data the data for the script; empty on the page of tables
 */
record PageView(
        Bilingual portfolio,
        boolean synthetic,
        String language,
        boolean bothLanguages,
        Facts facts,
        List<Finding> findings,
        List<Finding> changes,
        Optional<Bilingual> conversion,
        List<PageCard> cards,
        String since,
        String data) {
    /** Identifies the release that the page shows. */
    record Facts(
            long number,
            Optional<Long> restores,
            String runId,
            String asOf,
            String published,
            String hash,
            String exports) {
        /** Returns the release as the line below the title names it. */
        public Bilingual release() {
            return restores.map(earlier -> new Bilingual(
                            "第 " + number + " 次发布（恢复第 " + earlier + " 次发布的数字）",
                            "release " + number + " (restores the figures of release " + earlier + ")"))
                    .orElseGet(() -> new Bilingual("第 " + number + " 次发布", "release " + number));
        }
    }

    Finding headline() {
        return findings.get(0);
    }

    /** Returns the findings below the headline. */
    List<Finding> points() {
        return findings.subList(1, findings.size());
    }
}
