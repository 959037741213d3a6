package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import dev.taizhang.ledger.Defect;
import dev.taizhang.ledger.Release;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The messages of {@code jobs/doctor}: its lines, and the problems that no other command reports. */
final class DoctorMessages {
    private DoctorMessages() {}

    // Lines

    static String ok(String checked, String found) {
        return "[好 ok]   " + checked + "：" + found;
    }

    static String wrong(String checked, List<Bilingual> problems) {
        return "[错 wrong] " + checked + "："
                + problems.stream()
                        .map(problem -> "\n    " + problem.zh() + "\n    " + problem.en())
                        .collect(Collectors.joining());
    }

    /** A part of a warehouse in which something is not as it was written. */
    static String defective(String part, List<Defect> defects) {
        StringBuilder lines = new StringBuilder("[错 wrong] " + part + "：");
        for (Defect defect : defects) {
            lines.append("\n    ").append(Names.shown(defect.file()));
            line(lines, "问题 problem", defect.problem());
            line(lines, "影响 harms", defect.harm());
            line(lines, "修复 mend", defect.remedy());
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, String what, Bilingual text) {
        lines.append("\n      ").append(what).append("：");
        lines.append(text.zh().equals(text.en()) ? text.en() : text.zh() + "\n        " + text.en());
    }

    static String mended(Defect defect) {
        return "[已修 mended] " + Names.shown(defect.file()) + "："
                + defect.mend().orElseThrow().done().line();
    }

    static String copied(Release release, Optional<String> behind) {
        String which = "发布 release " + release.number() + "（" + release.asOfDate() + "）";
        return behind.map(reason -> "[错 wrong] 副本 copies，" + which + "：" + reason)
                .orElse("[已修 mended] 副本已重新写出 copies written again：" + which);
    }

    static String notChecked(String checked) {
        return "[未查 no] " + checked + "：因上述问题 because of a problem above";
    }

    static Bilingual problems(int count) {
        return count == 0
                ? new Bilingual("没有发现问题。", "No problem was found.")
                : new Bilingual("发现 " + count + " 个问题。", "Problems found: " + count + ".");
    }

    static Failure unfinishedDrafts(List<String> files) {
        List<String> names = files.stream().map(Names::shown).toList();
        return Failure.usage(
                new Bilingual(
                        "未完成的草稿，运行时不读取：" + String.join("、", names) + "。",
                        "No run reads unfinished drafts: " + String.join(", ", names) + "."),
                new Bilingual(
                        "请补全标有“必需”的各行，并去掉文件名末尾的 .draft；不需要的请删除。",
                        "Complete the lines marked as required and remove .draft from the names, or delete the files."));
    }

    // The inbox and the warehouse

    static Bilingual noInbox() {
        return new Bilingual("没有收件目录，jobs/nightly 将使用示例城市", "none: jobs/nightly would use the sample city");
    }

    /** The files in the inbox that no feed matches. */
    static String unmatched(List<String> files) {
        return "；没有相符报表配置（feed）的文件 matched by no feed: "
                + String.join("、", files.stream().map(Names::shown).toList());
    }

    static Bilingual noWarehouse() {
        return new Bilingual("尚不存在，首次运行时建立", "does not exist yet; the first run creates it");
    }

    static Bilingual noRelease() {
        return new Bilingual("尚无发布", "no release yet");
    }

    // Originals of deliveries

    static Failure wrongOriginals(String folder, List<String> damaged, List<String> unknown) {
        return Failure.usage(
                new Bilingual(
                        "目录 " + folder + " 中："
                                + unless(damaged, "缺失或已损坏的文件 " + listed(damaged, "、") + "。")
                                + unless(unknown, "台账中没有的文件 " + listed(unknown, "、") + "。"),
                        "In " + folder + ":"
                                + unless(damaged, " missing or damaged: " + listed(damaged, ", ") + ".")
                                + unless(unknown, " not in the ledger: " + listed(unknown, ", ") + ".")),
                new Bilingual(
                        unless(damaged, "请从备份恢复缺失或损坏的文件。")
                                + unless(unknown, "台账中没有的文件多由中断的运行留下；如收件目录中已无该报表，请放回后再运行一次。"),
                        unless(damaged, "Restore missing or damaged files from a backup. ")
                                + unless(
                                        unknown,
                                        "Files that are not in the ledger usually come from an interrupted run."
                                                + " If such a"
                                                + " file is no longer in the inbox, put it back there and run"
                                                + " again.")));
    }

    private static String unless(List<String> empty, String sentence) {
        return empty.isEmpty() ? "" : sentence;
    }

    private static String listed(List<String> names, String separator) {
        return Names.first(names.stream().map(Names::shown).toList(), separator);
    }

    // Tables and targets

    /** The targets of districts that do not exist, each by file, sheet, row and district. */
    static Failure unknownDistricts(List<String> rows) {
        String listed = Names.first(rows, "、");
        return Failure.usage(
                new Bilingual(
                        "有 " + rows.size() + " 行目标任务的县区不在 districts.csv 中：" + listed + "。",
                        "The district of " + rows.size() + (rows.size() == 1 ? " row" : " rows")
                                + " of targets is not in districts.csv: " + listed + "."),
                new Bilingual(
                        "请在 reference/districts.csv 中补上别名或县区，或请报送单位更正。",
                        "Add the alias or the district to reference/districts.csv, or ask the sender to correct it."));
    }

    static String tables(long all, long custom) {
        return all + "，其中自定义 of which custom " + custom;
    }
}
