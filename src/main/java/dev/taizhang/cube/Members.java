package dev.taizhang.cube;

import dev.taizhang.definition.ReferenceTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The members of a reference table as rows to join, the line for everything unmatched among them, last. */
public final class Members {
    /** Code, name in Chinese, name in English, place in the order. */
    public static final StructType SCHEMA = new StructType()
            .add("code", DataTypes.StringType)
            .add("name_zh", DataTypes.StringType)
            .add("name_en", DataTypes.StringType)
            .add("sort_order", DataTypes.IntegerType);

    private Members() {}

    public static List<Row> rows(ReferenceTable table) {
        List<Row> rows = new ArrayList<>();
        for (ReferenceTable.Member member : table.members()) {
            rows.add(RowFactory.create(member.code(), member.nameZh(), member.nameEn(), member.sortOrder()));
        }
        rows.add(RowFactory.create(ReferenceTable.UNASSIGNED, "未归类", "Unassigned", Integer.MAX_VALUE));
        return rows;
    }
}
