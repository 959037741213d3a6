package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;

/** Which release a command reads. */
final class Standing {
    private Standing() {}

    /** The standing release, or the one that is asked for by number or run. */
    static Release of(Warehouse warehouse, String wanted) {
        if (wanted == null) {
            return warehouse
                    .standing()
                    .orElseThrow(() -> new Failure(
                            ExitCode.USAGE,
                            new Bilingual("台账库中还没有任何发布。", "The warehouse holds no release yet."),
                            new Bilingual("请先运行 jobs/nightly。", "Run jobs/nightly first.")));
        }
        return warehouse.releases().stream()
                .filter(release -> release.runId().equals(wanted)
                        || Long.toString(release.number()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> Failure.usage(
                        new Bilingual("没有发布“" + wanted + "”。", "There is no release \"" + wanted + "\"."),
                        new Bilingual("用 jobs/runs 查看全部发布。", "See all of them with jobs/runs.")));
    }

    /** The release that stood at the end of a day by the portfolio's clock. */
    static Release knownAt(Warehouse warehouse, LocalDate day, ZoneId zone) {
        return warehouse.releases().stream()
                .filter(release -> release.publishedAt()
                        .isBefore(day.plusDays(1).atStartOfDay(zone).toInstant()))
                .max(Comparator.comparing(Release::number))
                .orElseThrow(() -> Failure.usage(
                        new Bilingual(day + " 之前还没有任何发布。", "Nothing was published by the end of " + day + "."),
                        new Bilingual("用 jobs/runs 查看全部发布。", "See all releases with jobs/runs.")));
    }
}
