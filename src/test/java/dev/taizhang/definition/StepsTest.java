package dev.taizhang.definition;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.TestSpark;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Each step has the columns and rows of the step of Spark's {@code Dataset}. */
class StepsTest {
    private static final Dataset<Row> PROJECTS = TestSpark.session()
            .createDataFrame(
                    List.of(
                            RowFactory.create("a", "east", 5L, new String[] {"x", "y"}),
                            RowFactory.create("b", "east", 7L, new String[] {}),
                            RowFactory.create("c", null, 9L, null)),
                    StructType.fromDDL("code STRING, district STRING, total BIGINT, tags ARRAY<STRING>"));

    private static final Dataset<Row> DISTRICTS = TestSpark.session()
            .createDataFrame(
                    List.of(RowFactory.create("east", "East"), RowFactory.create("west", "West")),
                    StructType.fromDDL("district STRING, title STRING"));

    private static void assertSame(Steps steps, Dataset<Row> expected) {
        assertThat(steps.rows().schema().treeString())
                .isEqualTo(expected.schema().treeString());
        assertThat(texts(steps.collect()))
                .containsExactlyInAnyOrderElementsOf(texts(expected.collectAsList()))
                .isNotEmpty();
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream().map(Row::toString).toList();
    }

    @Test
    void columnsAreSelectedAddedReplacedAndDropped() {
        Map<String, Column> added = new LinkedHashMap<>();
        added.put("total", expr("total * 2"));
        added.put("one", expr("total + 1"));
        added.put("two", expr("one + 1"));
        Dataset<Row> expected = PROJECTS.selectExpr(
                "code", "district", "total * 2 AS total", "tags", "total + 1 AS one", "total + 2 AS two");

        assertSame(Steps.from(PROJECTS).withColumns(added), expected);
        assertSame(
                Steps.from(PROJECTS)
                        .withColumns(added)
                        .select(col("*"), expr("explode(tags)").as("tag"))
                        .drop("tags"),
                expected.select(col("*"), expr("explode(tags)").as("tag")).drop("tags"));
        assertSame(Steps.from(PROJECTS).select("code", "total"), PROJECTS.select("code", "total"));
    }

    @Test
    void aConditionOnSumsSeesTheSums() {
        assertSame(
                Steps.from(PROJECTS)
                        .group(Steps.columns("district"), expr("sum(total)").as("total"))
                        .where("total > 9")
                        .group(
                                List.of(),
                                expr("max(total)").as("total"),
                                expr("count(1)").as("groups")),
                PROJECTS.groupBy("district")
                        .agg(expr("sum(total)").as("total"))
                        .where("total > 9")
                        .agg(expr("max(total)").as("total"), expr("count(1)").as("groups")));
    }

    @Test
    void aConditionOnSetsSeesTheColumnsOfTheSets() {
        assertSame(
                Steps.from(PROJECTS)
                        .groupBySets(
                                List.of(Steps.columns("district"), Steps.columns("code")),
                                Steps.columns("district", "code"),
                                expr("grouping_id()").as("grouping"),
                                expr("sum(total)").as("total"))
                        .where("code IS NULL"),
                TestSpark.session()
                        .createDataFrame(
                                List.of(
                                        RowFactory.create("east", null, 1L, 12L),
                                        RowFactory.create(null, null, 1L, 9L)),
                                StructType.fromDDL(
                                        "district STRING, code STRING, grouping BIGINT NOT NULL, total BIGINT")));
    }

    @Test
    void rowsAreJoinedAndAppendedByName() {
        Steps districts = Steps.from(DISTRICTS).broadcast();
        assertSame(
                Steps.from(PROJECTS).join(districts, List.of("district"), "left_outer"),
                PROJECTS.join(broadcast(DISTRICTS), new String[] {"district"}, "left_outer"));
        assertSame(
                Steps.from(PROJECTS).join(Steps.from(PROJECTS).select("district"), List.of("district"), "left_semi"),
                PROJECTS.where("district = 'east'").select("district", "code", "total", "tags"));
        assertSame(
                Steps.from(PROJECTS).select("code").join(districts, expr("title = upper(code)"), "left_outer"),
                PROJECTS.select("code").join(DISTRICTS, expr("title = upper(code)"), "left_outer"));
        assertSame(
                Steps.from(DISTRICTS).unionOfSomeColumns(Steps.from(PROJECTS).select("total", "district")),
                DISTRICTS.unionByName(PROJECTS.select("total", "district"), true));
        Steps misspelt = Steps.from(DISTRICTS)
                .union(Steps.from(DISTRICTS)
                        .select(col("district"), col("title").as("titel")));
        assertThatThrownBy(misspelt::rows).hasMessageContaining("title");
    }

    @Test
    void rowsAreInOrder() {
        Steps rows = Steps.from(PROJECTS).sort("district", "code");
        assertThat(texts(rows.select("code").collect())).containsExactly("[c]", "[a]", "[b]");
        assertThat(texts(rows.select("code").limit(2).collect())).containsExactly("[c]", "[a]");
        assertSame(
                Steps.from(PROJECTS).select("district").distinct(),
                PROJECTS.select("district").distinct());
        assertThat(texts(Steps.from(PROJECTS.repartition(3))
                        .inOneTask("district", "code")
                        .select("code")
                        .collect()))
                .containsExactly("[c]", "[a]", "[b]");
    }

    @Test
    void collectedValuesAreThoseOfADataset() {
        List<Row> given = List.of(RowFactory.create(
                "text",
                3,
                true,
                new BigDecimal("1.50"),
                Date.valueOf("2025-03-31"),
                Timestamp.valueOf("2025-03-31 12:30:00"),
                List.of("x"),
                RowFactory.create("inner", 4L),
                Map.of("key", "value"),
                null));
        StructType schema = StructType.fromDDL("a STRING, b INT, c BOOLEAN, d DECIMAL(10,2), e DATE, f TIMESTAMP,"
                + " g ARRAY<STRING>, h STRUCT<i: STRING, j: BIGINT>, k MAP<STRING, STRING>, l STRING");
        List<Row> collected = Steps.from(TestSpark.session(), given, schema).collect();

        assertThat(collected)
                .isEqualTo(TestSpark.session().createDataFrame(given, schema).collectAsList());
        assertThat(collected.get(0).<BigDecimal>getAs("d")).isEqualTo(new BigDecimal("1.50"));
        assertThat(collected.get(0).getStruct(7).<Long>getAs("j")).isEqualTo(4L);
    }
}
