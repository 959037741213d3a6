package dev.taizhang.cube;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.LineKind;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Settings;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The members of a dimension as rows to join, and after them the lines that stand for no member. */
public final class Members {
    private static final StructType SCHEMA = new StructType()
            .add("code", DataTypes.StringType)
            .add("name_zh", DataTypes.StringType)
            .add("name_en", DataTypes.StringType)
            .add("sort_order", DataTypes.IntegerType);

    /** Beyond every sort_order that a reference table can give. */
    private static final int BELOW = 1_000_000_000;

    private Members() {}

    /** {@code <dimension>_code}, {@code _name}, {@code _name_en} and {@code _sort}, the place in the order. */
    public static Dataset<Row> of(SparkSession spark, Configuration configuration, Dimension dimension) {
        return spark.createDataFrame(rows(configuration, dimension), SCHEMA)
                .toDF(
                        dimension.keyColumn(),
                        dimension.name() + "_name",
                        dimension.name() + "_name_en",
                        dimension.sortColumn());
    }

    /** The same as rows of code, Chinese and English name, and place in the order. */
    public static List<Row> rows(Configuration configuration, Dimension dimension) {
        List<Row> rows = new ArrayList<>();
        if (dimension.equals(Dimension.PROGRAMME)) {
            Settings settings = configuration.settings();
            rows.add(RowFactory.create(
                    settings.programmeCode(),
                    settings.programmeName().zh(),
                    settings.programmeName().en(),
                    1));
        } else {
            for (ReferenceTable.Member member :
                    configuration.reference(dimension.members()).members()) {
                rows.add(RowFactory.create(member.code(), member.nameZh(), member.nameEn(), member.sortOrder()));
            }
            List<LineKind> special = LineKind.besideMembers(dimension.name()).toList();
            special.forEach(kind -> rows.add(RowFactory.create(
                    kind.code(), kind.title().zh(), kind.title().en(), BELOW + special.indexOf(kind))));
        }
        return rows;
    }
}
