package dev.taizhang.drafts;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.feeds.ColumnSource;
import dev.taizhang.feeds.Feed;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * An empty workbook that a clerk fills in: a sheet with the headers that a feed reads, with units and selection lists,
 * and a sheet with instructions. The feed ingests the completed workbook if its file is named as the instructions
 * require.
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
    private final Map<String, ReferenceTable> references;

    /** A column that the clerk fills in, with its header. */
    private record Field(Column column, String header, boolean required) {}

    /**
     * Prepares a template that the feed reads.
     *
     * @param references the reference tables by name, whose members the selection lists contain
     */
    public Template(Feed feed, Map<String, ReferenceTable> references) {
        this.feed = feed;
        this.references = references;
    }

    /** Writes the workbook. */
    public void write(OutputStream stream) throws IOException {
        try (Workbook workbook = new Workbook(stream, "Taizhang", null)) {
            Worksheet sheet = workbook.newWorksheet(sheetName());
            Worksheet help = workbook.newWorksheet("填报说明 Instructions");
            Worksheet lists = workbook.newWorksheet("选项 Lists");
            lists.setVisibilityState(VisibilityState.HIDDEN);
            List<Field> fields = fields();
            for (int place = 0; place < fields.size(); place++) {
                head(sheet, place, fields.get(place));
                addList(sheet, lists, place, fields.get(place).column());
            }
            sheet.freezePane(0, 1);
            writeInstructions(help, fields);
        }
    }

    /** Returns the first sheet name that the feed requires, or else the title of the dataset. */
    private String sheetName() {
        return feed.layout().sheets().stream()
                .filter(name -> name.matches("[^*?]+"))
                .findFirst()
                .orElse(feed.dataset().title().zh());
    }

    private List<Field> fields() {
        DatasetDefinition dataset = feed.dataset();
        List<Field> fields = new ArrayList<>();
        for (Column column : dataset.columns()) {
            if (feed.columns().get(column.name()) instanceof ColumnSource.Header source) {
                boolean required = dataset.required().contains(column.name())
                        || dataset.mandatory().contains(column.name());
                fields.add(new Field(column, header(column, source), required));
            }
        }
        return fields;
    }

    private String header(Column column, ColumnSource.Header source) {
        String name = source.names().get(0);
        String unit = Optional.ofNullable(source.unit())
                .or(() -> Optional.ofNullable(column.type().isMoney() ? unit() : null))
                .orElse(null);
        return unit == null ? name : name + "（" + unit + "）";
    }

    /** Returns the unit of amounts: that of the feed, or else the one that offices in China use. */
    private String unit() {
        return feed.unitColumn() != null ? null : feed.unit() == null ? "万元" : feed.unit();
    }

    private static void head(Worksheet sheet, int place, Field field) {
        sheet.value(0, place, field.header());
        sheet.style(0, place)
                .bold()
                .wrapText(true)
                .horizontalAlignment("center")
                .fillColor(field.required() ? REQUIRED_FILL : HEADER_FILL)
                .borderStyle("thin")
                .set();
        sheet.width(place, WIDTH);
    }

    private void addList(Worksheet sheet, Worksheet lists, int place, Column column) {
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
                references.get(column.reference()).members().stream()
                        .map(ReferenceTable.Member::nameZh)
                        .toList();
            case FLAG -> List.of("是", "否");
            default -> List.of();
        };
    }

    private void writeInstructions(Worksheet help, List<Field> fields) {
        int row = 0;
        for (Bilingual line : DraftMessages.instructions(sheetName(), feed.files())) {
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
        for (Field field : fields) {
            row++;
            help.value(row, 0, field.header());
            help.value(row, 1, field.required() ? "是 yes" : "");
            help.value(row, 2, field.column().title().line());
            help.value(row, 3, DraftMessages.form(field.column()).line());
        }
    }
}
