package dev.taizhang.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.summaries.SummaryTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.junit.jupiter.api.Test;

/** What must hold for a run to publish. */
class QualityGatesTest {
    @Test
    void twoRowsOfOneGrainStopTheRelease() {
        SummaryTable table = SummaryTable.BUILT_IN.get().stream()
                .filter(known -> known.name().equals("programme_overview"))
                .findFirst()
                .orElseThrow();
        Object[] values = new Object[table.schema().size()];
        values[table.schema().fieldIndex("as_of_date")] = LocalDate.of(2025, 3, 31);
        values[table.schema().fieldIndex("programme_code")] = "P";
        values[table.schema().fieldIndex("currency")] = "CNY";
        Row row = new GenericRowWithSchema(values, table.schema());
        assertThatThrownBy(() -> QualityGates.requireUniqueRows(Map.of(table, List.of(row, row))))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.GATE_FAILED);
                    assertThat(failure.message().zh())
                            .contains("表 summaries.programme_overview（总体情况）有两行的主键", "[2025-03-31, P, CNY]");
                    assertThat(failure.message().en())
                            .contains("Two rows of the table summaries.programme_overview have the same grain");
                });
    }
}
