package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A sheet of the meeting's workbook, as {@code taizhang.conf} picks it.
 *
 * @param table the table that it shows
 * @param columns the columns that it has, in their order; empty for all that the table has
 * @param place file and line, for whoever finds that there is no such table or column
 */
public record WorkbookSheet(String table, List<String> columns, String place) {
    static List<WorkbookSheet> read(ConfigurationFile settings) {
        Set<String> tables = new HashSet<>();
        return settings.objectsOrWords("workbook", "table", Set.of("table", "columns")).stream()
                .map(entry -> {
                    WorkbookSheet sheet = new WorkbookSheet(entry.text("table"), entry.words("columns"), entry.place());
                    if (!tables.add(sheet.table())) {
                        throw entry.wrong("table", twice(sheet.table()));
                    }
                    Set<String> columns = new HashSet<>();
                    for (String column : sheet.columns()) {
                        if (!columns.add(column)) {
                            throw entry.wrong("columns", twice(column));
                        }
                    }
                    return sheet;
                })
                .toList();
    }

    private static Bilingual twice(String name) {
        return new Bilingual("“" + name + "”列了两次。", "\"" + name + "\" is listed twice.");
    }
}
