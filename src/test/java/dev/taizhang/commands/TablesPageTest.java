package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.cube.Measure;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import dev.taizhang.terminal.TablesPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tables say of themselves, and the page made of it. */
class TablesPageTest {
    static List<TableDefinition> tables() {
        return WarehouseTables.known(OfficeTables.of(Configuration.read(Path.of("conf"))));
    }

    @Test
    void thePageIsThatOfTheTables() throws IOException {
        assertThat(Files.readString(Path.of("docs/tables.md")))
                .as("docs/tables.md is stale; mend it with: jobs/tables --markdown > docs/tables.md")
                .isEqualTo(TablesPage.of(tables()));
    }

    @Test
    void titlesTellTablesApart() {
        assertThat(tables())
                .extracting(table -> table.title().zh())
                .doesNotHaveDuplicates()
                .allMatch(TablesPageTest::chinese);
        assertThat(tables()).extracting(table -> table.title().en()).doesNotHaveDuplicates();
    }

    private static boolean chinese(String text) {
        return text.matches("\\p{IsHan}+");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void titlesTellColumnsApart(TableDefinition table) {
        assertThat(Stream.of(table.schema().fields()).map(Column::title))
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        assertThat(table.schema().fieldNames()).containsAll(table.grain());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void ratiosNameTheirDenominator(TableDefinition table) {
        for (StructField field : table.schema().fields()) {
            if (field.metadata().contains(Measure.FORMULA)
                    && field.metadata().getString(Measure.FORMULA).startsWith("try_divide")) {
                Bilingual comment = Column.comment(field);
                assertThat(comment.zh()).contains("分母为");
                assertThat(comment.en()).contains("the denominator is");
            }
        }
    }
}
