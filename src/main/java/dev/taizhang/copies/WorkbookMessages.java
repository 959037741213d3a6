package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;

/** The words of the meeting's workbook that are not those of a table. */
final class WorkbookMessages {
    private WorkbookMessages() {}

    static Bilingual cover() {
        return new Bilingual("封面", "Cover");
    }

    static Bilingual contents() {
        return new Bilingual("目录", "Contents");
    }

    static Bilingual dictionary() {
        return new Bilingual("数据字典", "Dictionary");
    }

    static Bilingual back() {
        return new Bilingual("← 目录", "← Contents");
    }

    // The cover

    static Bilingual asOf(String date) {
        return new Bilingual("截至 " + date, "as of " + date);
    }

    static Bilingual keyFigures() {
        return new Bilingual("主要指标", "Key figures");
    }

    static Bilingual notReported() {
        return new Bilingual("未报", "not reported");
    }

    /** The heading of the bars of districts. */
    static Bilingual completion(String elapsed) {
        return new Bilingual(
                "各县区投资完成率，竖线为时间进度 " + elapsed + "，慢于时间进度的为红色",
                "Completion of the annual plan; the line is the time elapsed, " + elapsed + "; red is behind it");
    }

    static Bilingual release(long number, String run) {
        return new Bilingual("发布 %s（%s）".formatted(number, run), "release %s (%s)".formatted(number, run));
    }

    static Bilingual publishedAt(String time) {
        return new Bilingual("发布时间 " + time, "published at " + time);
    }

    static Bilingual rows(long read, long accepted, long rejected, long leftOut) {
        return new Bilingual(
                "本次读取 %s 行：接收 %s 行，退回 %s 行，略过 %s 行".formatted(read, accepted, rejected, leftOut),
                "%s rows read by this run: %s accepted, %s rejected, %s left out"
                        .formatted(read, accepted, rejected, leftOut));
    }

    static Bilingual reconciled() {
        return new Bilingual("各表已核对，核对不符的数据不予发布", "all tables reconcile; figures that do not are not published");
    }

    // Tables

    /** The unit of amounts. */
    static Bilingual unit(DisplayUnit unit) {
        return new Bilingual(
                "金额单位：" + unit.title().zh(),
                "amounts in units of " + unit.title().en().toLowerCase(java.util.Locale.ROOT));
    }

    static Bilingual total() {
        return new Bilingual("合计", "Total");
    }

    static Bilingual sheet() {
        return new Bilingual("工作表", "Sheet");
    }

    static Bilingual oneRow() {
        return new Bilingual("一行是", "One row");
    }

    static Bilingual rowCount() {
        return new Bilingual("行数", "Rows");
    }

    static Bilingual figure() {
        return new Bilingual("指标", "Figure");
    }

    static Bilingual meaning() {
        return new Bilingual("含义", "Meaning");
    }

    static Bilingual name() {
        return new Bilingual("列名", "Name");
    }

    static Bilingual column() {
        return new Bilingual("列", "Column");
    }

    static Bilingual unitOfColumn() {
        return new Bilingual("单位", "Unit");
    }

    static Bilingual formula() {
        return new Bilingual("公式", "Formula");
    }
}
