package dev.taizhang.drafts;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import dev.taizhang.feeds.FilePreview;
import dev.taizhang.feeds.Refusal;
import java.nio.file.Path;
import java.util.List;

/** The sentences in drafted feeds and in template workbooks. */
final class DraftMessages {
    private DraftMessages() {}

    // Comments in a drafted feed

    static final String GUESS = "  # 猜测 guess";

    static final String LIST_COMMENT = "  # 如为所属范围的整表，请改为 whole；change to whole if it is the full list of its scope";

    static Bilingual drafted() {
        return new Bilingual(
                "由 jobs/feed 起草：请逐行核对，尤其是标有“猜测”的各行，改好后存入 conf/feeds。",
                "Drafted by jobs/feed. Check every line, above all those marked as a guess, and save the file"
                        + " under conf/feeds.");
    }

    static String unusedHeaders(List<String> headers) {
        return "# 未使用的表头 headers not used: " + String.join(", ", headers);
    }

    static String requiredColumnNotFound(Column column) {
        String constant = column.type() == ColumnType.REFERENCE
                ? "。各行相同的可写成 If it is the same in all rows: " + column.name() + " { constant = \"…\" }"
                : "";
        return "# " + column.name() + " = 必需，未找到：" + column.title().zh() + " required, not found: "
                + column.title().en() + constant;
    }

    static Refusal noHeader() {
        return new Refusal(
                "no_header",
                "文件前 " + FilePreview.ROWS + " 行中没有可识别的表头。请核对文件，或参照 docs/feeds.md 手工编写报表配置（feed）。",
                "No header was recognized in the first " + FilePreview.ROWS
                        + " rows. Check the file, or write a feed by hand as described in docs/feeds.md.");
    }

    static Failure noDraft(Path file, Refusal reason) {
        String name = Names.shown(file.toString());
        return Failure.usage(
                new Bilingual(
                        "无法为文件 " + name + " 起草报表配置（feed）：" + reason.sentence().zh(),
                        "No feed can be drafted for the file " + name + ": "
                                + reason.sentence().en()),
                new Bilingual("也可以去掉该文件再运行一次。", "Or run again without this file."));
    }

    // Comments in the configuration of a new office

    static List<Bilingual> districts() {
        return List.of(
                new Bilingual(
                        "县区。请核对代码和英文名（按拼音生成，多音字可能有误）；代码发布后不宜再改，可用 GB/T 2260 的行政区划代码。",
                        "Districts. Check codes and English names, which are in pinyin; a character may have another"
                                + " reading. Do not change a code after the first release."),
                new Bilingual(
                        "aliases 是报表中的其他写法，以 | 分隔；另可增加 group、tile_row、tile_column 等列，见 docs/feeds.md。",
                        "Aliases are other spellings in the files, separated by |. docs/feeds.md describes further"
                                + " columns, such as group, tile_row and tile_column."));
    }

    static List<Bilingual> clusters() {
        return List.of(
                new Bilingual(
                        "产业集群，各列与 districts.csv 相同；请填写英文名。没有产业集群的可不填。",
                        "Clusters, with the same columns as districts.csv. Translate the names. Leave the file empty if you have none."));
    }

    static List<Bilingual> statuses() {
        return List.of(new Bilingual(
                "项目状态。请把本单位报表中的写法补入 aliases。",
                "Statuses of projects. Add the words that your files use to the aliases."));
    }

    // Instructions in a template workbook

    static List<Bilingual> instructions(String sheet, List<String> files) {
        String names = String.join("、", files);
        return List.of(
                new Bilingual(
                        "请填写“" + sheet + "”表，每行一条；橙色表头为必填。请勿改动表头、合并单元格或增加合计行。",
                        "Fill in the sheet \"" + sheet
                                + "\", one record per row; orange headers are required. Do not change the"
                                + " headers, merge cells or add total rows."),
                new Bilingual("未知的数字请留空，不要填 0。", "Leave unknown numbers empty; do not enter 0."),
                new Bilingual(
                        "文件名须符合 " + names + "（* 代表任意文字），其中的日期写成 2025-03-31 的形式。",
                        "The file name must match " + names
                                + " (* stands for any text); write dates in it in the form 2025-03-31."));
    }

    static Bilingual form(Column column) {
        return switch (column.type()) {
            case AMOUNT, TARGET, NUMBER -> new Bilingual("数字", "a number");
            case FRACTION, SHARE -> new Bilingual("百分数，如 35%", "a percentage, such as 35%");
            case DATE -> new Bilingual("日期，如 2025-03-31", "a date, such as 2025-03-31");
            case MONTH -> new Bilingual("月份，如 2025-03", "a month, such as 2025-03");
            case YEAR -> new Bilingual("年份，如 2025", "a year, such as 2025");
            case FLAG -> new Bilingual("是或否", "是 (yes) or 否 (no)");
            case REFERENCE -> new Bilingual("从下拉列表选择", "select from the list");
            case TEXT, MEMBER -> new Bilingual("文字", "text");
        };
    }
}
