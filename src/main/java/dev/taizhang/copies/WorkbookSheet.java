package dev.taizhang.copies;

import dev.taizhang.definition.ConfigurationFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A sheet of the meeting's workbook, selected by {@code taizhang.conf}.
 *
 * @param table the name of its table
 * @param columns its columns in order; empty for all columns of the table
 * @param place file and line, for messages about an unknown table or column
 */
public record WorkbookSheet(String table, List<String> columns, String place) {
    static List<WorkbookSheet> read(ConfigurationFile settings) {
        Set<String> tables = new HashSet<>();
        return settings.objectsOrWords("workbook", "table", Set.of("table", "columns")).stream()
                .map(entry -> {
                    WorkbookSheet sheet = new WorkbookSheet(entry.text("table"), entry.words("columns"), entry.place());
                    if (!tables.add(sheet.table())) {
                        throw entry.wrong("table", CopyMessages.listedTwice(sheet.table()));
                    }
                    Set<String> columns = new HashSet<>();
                    for (String column : sheet.columns()) {
                        if (!columns.add(column)) {
                            throw entry.wrong("columns", CopyMessages.listedTwice(column));
                        }
                    }
                    return sheet;
                })
                .toList();
    }
}
