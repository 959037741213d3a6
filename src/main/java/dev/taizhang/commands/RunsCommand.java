package dev.taizhang.commands;

import dev.taizhang.definition.ExitCode;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Thinning;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.terminal.TextTable;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the releases. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "列出历次发布，最新的在最后。 Lists the releases, the newest last.")
final class RunsCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        dev.taizhang.definition.Configuration configuration = options.configuration();
        Warehouse warehouse = options.warehouse(configuration);
        DateTimeFormatter clock = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                .withZone(configuration.settings().zone());
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
                        "哈希 hash",
                        "备注 note"),
                List.of(true, false, false, false, true, true, true, true, true, false, false));
        Set<Long> thinned = Thinning.done(warehouse);
        for (Release release : WantedRelease.all(warehouse)) {
            table.add(List.of(
                    Long.toString(release.number()),
                    release.runId(),
                    release.asOfDate().toString(),
                    clock.format(release.publishedAt()),
                    Long.toString(release.ingested().deliveries()),
                    Long.toString(release.ingested().read()),
                    Long.toString(release.ingested().accepted()),
                    Long.toString(release.ingested().rejected()),
                    Long.toString(release.ingested().leftOut()),
                    release.hash().substring(0, 12),
                    note(release, thinned)));
        }
        System.out.print(table.text());
        return ExitCode.PUBLISHED.code();
    }

    private static String note(Release release, Set<Long> thinned) {
        return Stream.of(
                        release.isMaintenance() ? "维护 maintenance" : "",
                        thinned.contains(release.number()) ? "已精简 thinned" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
