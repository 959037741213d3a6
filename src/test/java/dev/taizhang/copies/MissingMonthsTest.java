package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader is told if the progress of months is missing. */
class MissingMonthsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            2025-07-31 | 6 | 进度报至 6 月，缺 7 月，投资完成率与 6 月的时间进度对照。 | progress reported to month 6, month 7 missing
            2025-09-15 | 6 | 进度报至 6 月，缺 7–8 月，投资完成率与 6 月的时间进度对照。 | progress reported to month 6, months 7–8 missing
            2025-07-30 | 6 | none | none
            2025-01-15 | 0 | none | none
            """)
    void saysWhichMonthsAreMissing(LocalDate asOf, int reported, String sentence, String clause) {
        GenericRowWithSchema overview = new GenericRowWithSchema(
                new Object[] {reported}, new StructType().add("months_elapsed", DataTypes.IntegerType));
        Optional<MissingMonths> missing = MissingMonths.of(asOf, overview);
        assertThat(missing.map(months -> months.sentence().zh())).isEqualTo(Optional.ofNullable(sentence));
        assertThat(missing.map(months -> months.clause().en())).isEqualTo(Optional.ofNullable(clause));
    }
}
