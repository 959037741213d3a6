package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Configuration;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;

/** Copies take the unit of every column of every table from its definition, never from its type. */
class CopiedUnitsTest {
    private static Stream<SummaryTable> tables() {
        return OfficeTables.of(Configuration.read(Path.of("conf"))).published().stream();
    }

    private static String name(SummaryTable table, StructField field) {
        return table.name() + "." + field.name();
    }

    @Test
    void onlyAmountsAreMoney() {
        tables().forEach(table -> Stream.of(table.schema().fields())
                .forEach(field -> assertThat(CopiedColumn.of(field).isAmount())
                        .as(name(table, field))
                        .isEqualTo(Unit.of(field).equals(Optional.of(Unit.AMOUNT)))));
    }

    @Test
    void everyDecimalNumberHasAUnitExceptRatesOfExchange() {
        assertThat(tables().flatMap(table -> Stream.of(table.schema().fields())
                        .filter(field -> field.dataType() instanceof DecimalType)
                        .filter(field -> Unit.of(field).isEmpty())
                        .map(field -> name(table, field))))
                .containsExactly("exchange_rates.rate");
    }

    @Test
    void aTableOfQuantitiesNamesTheirUnitInEachRow() {
        List<SummaryTable> withQuantities = tables().filter(
                        table -> Stream.of(table.schema().fields()).anyMatch(Unit.QUANTITY::isUnitOf))
                .toList();
        assertThat(withQuantities).extracting(SummaryTable::name).contains("factor_guarantees");
        assertThat(withQuantities)
                .allSatisfy(table -> assertThat(table.schema().fieldNames()).contains("quantity_unit"));
    }
}
