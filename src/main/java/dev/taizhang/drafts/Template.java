package dev.taizhang.drafts;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.feeds.ColumnSource;
import dev.taizhang.feeds.Feed;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * An empty workbook for a clerk to begin from: a sheet with the headers that a feed knows, with units, and lists to choose from
 * where a column has members; and a sheet that says how to fill it in. Filled in and named as that sheet says, the feed takes it.
 */
public final class Template {
    private static final int ROWS_WITH_LISTS = 2000;
    private static final int WIDTH = 18;
    private static final String HEADER_FILL = "DDEBF7";
    private static final String REQUIRED_FILL = "FCE4D6";
    private static final List<Bilingual> TITLES = List.of(
            new Bilingual("表头", "Header"),
            new Bilingual("必填", "Required"),
            new Bilingual("含义", "Meaning"),
            new Bilingual("填写形式", "Form"));

    private final Feed feed;
    private final Configuration configuration;

    /** A column that the clerk fills in. */
    private record Asked(Column column, String header, boolean required) {}

    /** A template that the feed reads. */
    public Template(Feed feed, Configuration configuration) {
        this.feed = feed;
        this.configuration = configuration;
    }

    /** Writes the workbook. */
    public void write(OutputStream stream) throws IOException {
        try (Workbook workbook = new Workbook(stream, "Taizhang", null)) {
            Worksheet sheet = workbook.newWorksheet(sheetName());
            Worksheet help = workbook.newWorksheet("填报说明 Instructions");
            Worksheet lists = workbook.newWorksheet("选项 Lists");
            lists.setVisibilityState(VisibilityState.HIDDEN);
            List<Asked> asked = asked();
            for (int place = 0; place < asked.size(); place++) {
                head(sheet, place, asked.get(place));
                offer(sheet, lists, place, asked.get(place).column());
            }
            sheet.freezePane(0, 1);
            explain(help, asked);
        }
    }

    /** The sheet's name as the feed wants it, where it wants one. */
    private String sheetName() {
        return feed.layout().sheets().matches("[^*?]+")
                ? feed.layout().sheets()
                : feed.dataset().title().zh();
    }

    private List<Asked> asked() {
        DatasetDefinition dataset = feed.dataset();
        List<Asked> asked = new ArrayList<>();
        for (Column column : dataset.columns()) {
            if (feed.columns().get(column.name()) instanceof ColumnSource.Header source) {
                boolean required = dataset.required().contains(column.name())
                        || dataset.mandatory().contains(column.name());
                asked.add(new Asked(column, header(column, source), required));
            }
        }
        return asked;
    }

    private String header(Column column, ColumnSource.Header source) {
        String name = source.names().get(0);
        String unit = Optional.ofNullable(source.unit())
                .or(() -> Optional.ofNullable(column.type().isMoney() ? unit() : null))
                .orElse(null);
        return unit == null ? name : name + "（" + unit + "）";
    }

    /** The unit of amounts: the feed's own, else the one that offices in China use. */
    private String unit() {
        return feed.unitColumn() != null ? null : feed.unit() == null ? "万元" : feed.unit();
    }

    private static void head(Worksheet sheet, int place, Asked asked) {
        sheet.value(0, place, asked.header());
        sheet.style(0, place)
                .bold()
                .wrapText(true)
                .horizontalAlignment("center")
                .fillColor(asked.required() ? REQUIRED_FILL : HEADER_FILL)
                .borderStyle("thin")
                .set();
        sheet.width(place, WIDTH);
    }

    private void offer(Worksheet sheet, Worksheet lists, int place, Column column) {
        List<String> members = members(column);
        for (int row = 0; row < members.size(); row++) {
            lists.value(row, place, members.get(row));
        }
        if (!members.isEmpty()) {
            Range choice = lists.range(0, place, members.size() - 1, place);
            sheet.range(1, place, ROWS_WITH_LISTS, place)
                    .validateWithList(choice)
                    .showErrorMessage(false);
        }
    }

    private List<String> members(Column column) {
        return switch (column.type()) {
            case REFERENCE ->
                configuration.reference(column.reference()).members().stream()
                        .map(ReferenceTable.Member::nameZh)
                        .toList();
            case FLAG -> List.of("是", "否");
            default -> List.of();
        };
    }

    private void explain(Worksheet help, List<Asked> asked) {
        int row = 0;
        for (Bilingual line : advice()) {
            help.value(row++, 0, line.zh());
            help.value(row++, 0, line.en());
        }
        row++;
        for (int place = 0; place < TITLES.size(); place++) {
            help.value(row, place, TITLES.get(place).line());
            help.style(row, place)
                    .bold()
                    .fillColor(HEADER_FILL)
                    .borderStyle("thin")
                    .set();
            help.width(place, place < 2 ? WIDTH : 3 * WIDTH);
        }
        for (Asked one : asked) {
            row++;
            help.value(row, 0, one.header());
            help.value(row, 1, one.required() ? "是 yes" : "");
            help.value(row, 2, one.column().title().line());
            help.value(row, 3, form(one.column()).line());
        }
    }

    private List<Bilingual> advice() {
        String files = String.join("、", feed.files());
        return List.of(
                new Bilingual(
                        "填写“" + sheetName() + "”表，一行一条；橙色表头必填。不要改表头，不要合并单元格，不要加合计行。",
                        "Fill in the sheet \"" + sheetName()
                                + "\", one row each; orange headers are required. Leave the headers, merge nothing, add no totals."),
                new Bilingual("没有的数字请留空，不要填 0。", "Leave what you do not know blank; do not write 0."),
                new Bilingual(
                        "文件名须符合 " + files + "（* 代表任意文字），其中的日期写成 2025-03-31。",
                        "The file's name must fit " + files
                                + " (* stands for any letters); write dates in it like 2025-03-31."));
    }

    private static Bilingual form(Column column) {
        return switch (column.type()) {
            case AMOUNT, TARGET, NUMBER -> new Bilingual("数字", "a number");
            case FRACTION, SHARE -> new Bilingual("百分数，如 35%", "a percentage, as 35%");
            case DATE -> new Bilingual("日期，如 2025-03-31", "a date, as 2025-03-31");
            case MONTH -> new Bilingual("月份，如 2025-03", "a month, as 2025-03");
            case YEAR -> new Bilingual("年份，如 2025", "a year, as 2025");
            case FLAG -> new Bilingual("是或否", "是 (yes) or 否 (no)");
            case REFERENCE -> new Bilingual("从下拉列表选择", "choose from the list");
            case TEXT, MEMBER -> new Bilingual("文字", "text");
        };
    }
}
