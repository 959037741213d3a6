package dev.taizhang.terminal;

import dev.taizhang.definition.Column;
import dev.taizhang.ledger.Release;
import dev.taizhang.publication.Movement;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of releases, and all that is known of one of them. */
public final class ReleaseListing {
    static final int DIGITS = 12;

    private final DateTimeFormatter clock;

    /** Shows times in a zone. */
    public ReleaseListing(ZoneId zone) {
        this.clock = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(zone);
    }

    /**
     * Returns a line for each release, and below them one for the release that awaits approval.
     *
     * @param thinned the numbers of the releases of which only the record is kept
     */
    public String all(List<Release> releases, Optional<Release> candidate, Set<Long> thinned) {
        TextTable table = new TextTable(
                List.of(
                        "发布 release",
                        "运行 run",
                        "截止 as of",
                        "发布时间 published",
                        "收件 deliveries",
                        "读取 read",
                        "接收 accepted",
                        "退回 rejected",
                        "略过 left out",
                        "恢复 restores",
                        "哈希 hash",
                        "备注 note"),
                List.of(true, false, false, false, true, true, true, true, true, true, false, false));
        releases.forEach(release -> table.add(line(release, time(release.publishedAt()), thinned)));
        candidate.ifPresent(release -> table.add(line(release, TerminalMessages.AWAITS_APPROVAL, thinned)));
        return table.text();
    }

    private static List<String> line(Release release, String published, Set<Long> thinned) {
        return List.of(
                Long.toString(release.number()),
                release.runId(),
                release.asOfDate().toString(),
                published,
                Long.toString(release.ingested().deliveries()),
                Long.toString(release.ingested().read()),
                Long.toString(release.ingested().accepted()),
                Long.toString(release.ingested().rejected()),
                Long.toString(release.ingested().leftOut()),
                restores(release),
                release.hash().substring(0, DIGITS),
                note(release, thinned));
    }

    private static String note(Release release, Set<Long> thinned) {
        return Stream.of(
                        release.isMaintenance() ? "维护 maintenance" : "",
                        thinned.contains(release.number()) ? "已精简 thinned" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Returns a line for each property of a release. */
    public String one(Release release) {
        return properties(release, time(release.publishedAt()));
    }

    /** Returns the same for a release that is not published. */
    public String oneThatAwaitsApproval(Release release) {
        return properties(release, TerminalMessages.AWAITS_APPROVAL);
    }

    private String properties(Release release, String published) {
        return new TextTable(List.of("内容 property", "值 value"), List.of(false, false))
                .add(List.of("发布 release", Long.toString(release.number())))
                .add(List.of("恢复 restores", restores(release)))
                .add(List.of("运行 run", release.runId()))
                .add(List.of("截止 as of", release.asOfDate().toString()))
                .add(List.of("开始时间 started", time(release.startedAt())))
                .add(List.of("发布时间 published", published))
                .add(List.of("程序版本 code", release.codeVersion()))
                .add(List.of("配置 configuration", release.configurationHash()))
                .add(List.of("收件 deliveries", Long.toString(release.ingested().deliveries())))
                .add(List.of("读取 read", Long.toString(release.ingested().read())))
                .add(List.of("接收 accepted", Long.toString(release.ingested().accepted())))
                .add(List.of("退回 rejected", Long.toString(release.ingested().rejected())))
                .add(List.of("略过 left out", Long.toString(release.ingested().leftOut())))
                .add(List.of("台账行数 rows of the ledger", Long.toString(release.ledgerRows())))
                .add(List.of(
                        "已发布日期 dates",
                        release.publishedDates().stream().map(Object::toString).collect(Collectors.joining(" "))))
                .add(List.of("上一发布哈希 previous hash", release.previousHash()))
                .add(List.of("哈希 hash", release.hash()))
                .text();
    }

    /** Returns a line for each file of a configuration, with its SHA-256. */
    public static String files(SortedMap<String, String> hashes) {
        TextTable table = new TextTable(List.of("配置文件 file", "SHA-256"), List.of(false, false));
        hashes.forEach((name, hash) -> table.add(List.of(name, hash.substring(0, DIGITS))));
        return table.text();
    }

    /** Returns a line for each total of the whole programme that moved since the release before. */
    public static String movements(List<Movement> movements) {
        TextTable table = new TextTable(
                List.of("合计 total", "币种 currency", "上次发布 before", "本次 after", "变动 change", "%"),
                List.of(false, false, true, true, true, true));
        for (Movement movement : movements) {
            table.add(List.of(
                    Column.title(movement.measure()) + " " + movement.measure().name(),
                    movement.currency(),
                    Movement.text(movement.before()),
                    Movement.text(movement.after()),
                    Movement.text(movement.difference()),
                    movement.percent()));
        }
        return table.text();
    }

    private String time(Instant moment) {
        return clock.format(moment);
    }

    private static String restores(Release release) {
        return release.restores().map(earlier -> Long.toString(earlier)).orElse("");
    }
}
