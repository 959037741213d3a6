package dev.taizhang.copies;

import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Members;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A small table of a mart in addition to the summaries: the dimensions of a star schema, and the release from which the
 * mart was copied.
 *
 * @param schema its columns; the first one is its key
 */
record DimensionTable(String name, Bilingual title, StructType schema, List<Row> rows) {
    /** The table that identifies the release in a mart. */
    static final String RELEASE = "release";

    /** Returns all of them for the dates that the mart contains. */
    static List<DimensionTable> all(Members members, ReleaseRows copied, Set<LocalDate> dates) {
        Release release = copied.release();
        List<DimensionTable> tables = new ArrayList<>();
        for (Dimension dimension : List.of(Dimension.DISTRICT, Dimension.CLUSTER, Dimension.STATUS)) {
            tables.add(of(members, dimension));
        }
        tables.add(new DimensionTable(
                "dim_date",
                new Bilingual("日期", "dates"),
                schema(
                        Column.field(TableDefinition.AS_OF_DATE, DataTypes.DateType, "截止日期", "As-of date"),
                        Column.field("year", DataTypes.IntegerType, "年", "Year"),
                        Column.field("quarter", DataTypes.IntegerType, "季", "Quarter"),
                        Column.field("month", DataTypes.IntegerType, "月", "Month")),
                dates.stream()
                        .map(date -> RowFactory.create(
                                date, date.getYear(), (date.getMonthValue() + 2) / 3, date.getMonthValue()))
                        .toList()));
        tables.add(new DimensionTable(
                RELEASE,
                new Bilingual("来源发布", "source release"),
                schema(
                        Column.field("release_number", DataTypes.LongType, "发布编号", "Number of the release"),
                        Column.field("run_id", DataTypes.StringType, "运行", "Run"),
                        Column.field(TableDefinition.AS_OF_DATE, DataTypes.DateType, "截止日期", "As-of date"),
                        Column.field("published_at", DataTypes.StringType, "发布时间", "Published at"),
                        Column.field("release_hash", DataTypes.StringType, "发布哈希", "Hash of the release"),
                        Column.field(
                                "synthetic",
                                DataTypes.BooleanType,
                                "是否为合成的示例数据",
                                "Whether all data are those of the synthetic sample city")),
                List.of(RowFactory.create(
                        release.number(),
                        release.runId(),
                        release.asOfDate(),
                        release.publishedAt().toString(),
                        release.hash(),
                        copied.warehouse().isSynthetic()))));
        return tables;
    }

    /** Includes the lines for rows without a member, so that a join does not lose their amounts. */
    private static DimensionTable of(Members members, Dimension dimension) {
        return new DimensionTable(
                "dim_" + dimension.name(),
                dimension.title(),
                schema(
                        Column.field(dimension.keyColumn(), DataTypes.StringType, "代码", "Code"),
                        Column.field("name", DataTypes.StringType, "名称", "Chinese name"),
                        Column.field("name_en", DataTypes.StringType, "英文名称", "English name"),
                        Column.field("sort_order", DataTypes.IntegerType, "排序", "Sort order")),
                members.of(dimension));
    }

    private static StructType schema(StructField... fields) {
        return new StructType(fields);
    }

    List<String> key() {
        return List.of(schema.fieldNames()[0]);
    }
}
