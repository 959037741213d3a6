package dev.taizhang.query;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/** Finds the release that a command reads. */
public final class WantedRelease {
    private WantedRelease() {}

    /** Returns the current release, or the one requested by number or run. */
    public static Release of(Warehouse warehouse, String wanted) {
        if (wanted == null) {
            return warehouse.current().orElseThrow(() -> none(warehouse));
        }
        return all(warehouse).stream()
                .filter(release -> release.runId().equals(wanted)
                        || Long.toString(release.number()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> Failure.usage(
                        new Bilingual("没有发布“" + wanted + "”。", "There is no release \"" + wanted + "\"."),
                        new Bilingual("用 jobs/runs 查看全部发布。", "See all of them with jobs/runs.")));
    }

    /** Returns the release that was current at the end of a day in the portfolio's time zone. */
    public static Release knownAt(Warehouse warehouse, LocalDate day, ZoneId zone) {
        return all(warehouse).stream()
                .filter(release -> release.publishedAt()
                        .isBefore(day.plusDays(1).atStartOfDay(zone).toInstant()))
                .max(Comparator.comparing(Release::number))
                .orElseThrow(() -> Failure.usage(
                        new Bilingual(day + " 之前还没有任何发布。", "Nothing was published by the end of " + day + "."),
                        new Bilingual("用 jobs/runs 查看全部发布。", "See all releases with jobs/runs.")));
    }

    /** Returns all releases, the first one first. Throws a {@link Failure} if there is none. */
    public static List<Release> all(Warehouse warehouse) {
        List<Release> releases = warehouse.releases();
        if (releases.isEmpty()) {
            throw none(warehouse);
        }
        return releases;
    }

    /**
     * Reports that there is no release. A missing folder is more often a typing error than a warehouse yet to be
     * created.
     */
    private static Failure none(Warehouse warehouse) {
        String folder = warehouse.folder();
        return warehouse.exists()
                ? Failure.usage(
                        new Bilingual(
                                "台账库 " + folder + " 中还没有任何发布。", "The warehouse " + folder + " holds no release yet."),
                        new Bilingual(
                                "请核对 --warehouse；若无误，请先运行 jobs/nightly。",
                                "Check --warehouse; if it is right, run jobs/nightly first."))
                : Failure.usage(
                        new Bilingual("台账库 " + folder + " 不存在。", "The warehouse " + folder + " does not exist."),
                        new Bilingual(
                                "请核对 --warehouse 或 taizhang.conf 中的 warehouse；首次使用请先运行 jobs/nightly。",
                                "Check --warehouse, or warehouse in taizhang.conf. On first use, run jobs/nightly first."));
    }
}
