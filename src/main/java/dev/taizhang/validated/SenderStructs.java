package dev.taizhang.validated;

import com.google.common.collect.Iterables;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.feeds.ReturnVerdict;
import dev.taizhang.feeds.SentRow;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns with a row as its sender wrote it, and with the rejected row that it answers. */
final class SenderStructs {
    /**
     * A row as its sender wrote it: the sheet and title that the feed reads, and each column with its canonical column.
     */
    static final StructType SENT = new StructType()
            .add("sheet", DataTypes.StringType)
            .add("title", DataTypes.StringType)
            .add(
                    "columns",
                    DataTypes.createArrayType(new StructType()
                            .add("header", DataTypes.StringType)
                            .add("column", DataTypes.StringType)
                            .add("cell", DataTypes.StringType)));

    /** The rejected row that a row of a return workbook answers, with the verdict. */
    static final StructType ANSWER = new StructType()
            .add("sheet", DataTypes.StringType)
            .add("row_number", DataTypes.IntegerType)
            .add("verdict", DataTypes.StringType);

    private SenderStructs() {}

    static Row sent(SentRow sent) {
        Row[] columns = new Row[Math.max(sent.header().size(), sent.cells().size())];
        for (int place = 0; place < columns.length; place++) {
            columns[place] = RowFactory.create(
                    Iterables.get(sent.header(), place, null),
                    Iterables.get(sent.columns(), place, null),
                    Iterables.get(sent.cells(), place, null));
        }
        return RowFactory.create(sent.sheet(), sent.title(), columns);
    }

    static Row answer(ReturnVerdict answer) {
        return NamedRow.of(ANSWER)
                .with("sheet", answer.sheet())
                .with("row_number", answer.rowNumber())
                .with("verdict", answer.verdict().name())
                .row();
    }
}
