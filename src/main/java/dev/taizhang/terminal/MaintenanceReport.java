package dev.taizhang.terminal;

import com.google.common.collect.Maps;
import dev.taizhang.ledger.Leftover;
import dev.taizhang.night.Maintenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what the maintenance of a warehouse is to do, and what it did. */
public final class MaintenanceReport {
    private static final int STEP = 1000;

    private MaintenanceReport() {}

    /** Returns what is to be done and why, below it the tables that are left alone, and the size of the warehouse. */
    public static String planned(Maintenance.Plan plan, List<Maintenance.Size> now) {
        return steps(plan)
                + sizes(now)
                + (plan.isEmpty() ? TerminalMessages.nothingToMaintain() : TerminalMessages.maintenancePreviewed())
                        .line()
                + "\n";
    }

    /** Returns what was done and why, and the size of the warehouse before and after. */
    public static String done(Maintenance.Plan plan, List<Maintenance.Size> before, List<Maintenance.Size> after) {
        return plan.isEmpty() && plan.leftovers().damaged().isEmpty()
                ? TerminalMessages.nothingToMaintain().line() + "\n"
                : steps(plan) + sizes(before, after);
    }

    private static String steps(Maintenance.Plan plan) {
        TextTable table = new TextTable(
                List.of("操作 action", "对象 of", "文件 files", "大小 size", "原因 reason"),
                List.of(false, false, true, true, false));
        plan.compacted()
                .forEach(small -> table.add(List.of(
                        "合并 compact",
                        small.table(),
                        small.paths().size() + " → " + small.into(),
                        size(small.bytes()),
                        TerminalMessages.manySmallFiles().line())));
        plan.checkpoints()
                .forEach(log -> table.add(List.of(
                        "检查点 checkpoint",
                        log,
                        "1",
                        "",
                        TerminalMessages.logWithoutCheckpoint().line())));
        if (!plan.thinned().isEmpty()) {
            table.add(List.of(
                    "精简 thin",
                    TerminalMessages.releases(plan.thinned()),
                    "",
                    "",
                    TerminalMessages.oldReleases().line()));
        }
        removals(table, plan.leftovers().found());
        StringBuilder text = new StringBuilder(plan.isEmpty() ? "" : table.text() + "\n");
        plan.leftovers()
                .damaged()
                .forEach(damaged -> text.append(
                                TerminalMessages.leftAlone(damaged.table()).line())
                        .append('\n'));
        return text.toString();
    }

    private static void removals(TextTable table, List<Leftover> leftovers) {
        Map<List<String>, Long> files = new LinkedHashMap<>();
        Map<List<String>, Long> bytes = new LinkedHashMap<>();
        for (Leftover leftover : leftovers) {
            List<String> kind =
                    List.of(leftover.area(), leftover.reason().sentence().line());
            files.merge(kind, leftover.files(), Long::sum);
            bytes.merge(kind, leftover.bytes(), Long::sum);
        }
        files.forEach((kind, count) ->
                table.add(List.of("删除 remove", kind.get(0), Long.toString(count), size(bytes.get(kind)), kind.get(1))));
    }

    private static String sizes(List<Maintenance.Size> sizes) {
        TextTable table = new TextTable(List.of("目录 folder", "文件 files", "大小 size"), List.of(false, true, true));
        sizes.forEach(size -> table.add(List.of(size.folder(), Long.toString(size.files()), size(size.bytes()))));
        return table.text();
    }

    private static String sizes(List<Maintenance.Size> before, List<Maintenance.Size> after) {
        Map<String, Maintenance.Size> then = Maps.uniqueIndex(before, Maintenance.Size::folder);
        TextTable table = new TextTable(
                List.of("目录 folder", "此前文件 files before", "大小 size", "现在文件 files now", "大小 size"),
                List.of(false, true, true, true, true));
        for (Maintenance.Size size : after) {
            Maintenance.Size earlier = then.getOrDefault(size.folder(), new Maintenance.Size(size.folder(), 0, 0));
            table.add(List.of(
                    size.folder(),
                    Long.toString(earlier.files()),
                    size(earlier.bytes()),
                    Long.toString(size.files()),
                    size(size.bytes())));
        }
        return table.text();
    }

    /** Returns a number of bytes in its greatest unit. */
    static String size(long bytes) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        double size = bytes;
        int unit = 0;
        while (size >= STEP && unit < units.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
    }
}
