package dev.taizhang.definition;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The type of a column, with its representation in ledger and facts. */
public enum ColumnType {
    /** Free text. */
    TEXT,
    /**
     * The sender's word for a member of a reference table. It is matched to a code when facts are computed, not before.
     */
    REFERENCE,
    /** The sender's word for a member of the dimension that the row names, matched like a reference. */
    MEMBER,
    /** Money in whole smallest units (fen, cent) of the row's currency. */
    AMOUNT,
    /** A number in the unit that its column implies. */
    NUMBER,
    /** A target: an amount in whole units of the currency if its metric is an amount, otherwise a plain number. */
    TARGET,
    /** A fraction: 1 is 100 %. */
    FRACTION,
    /** A fraction of a whole: 0 to 1. */
    SHARE,
    DATE,
    /** A month, stored as its first day. */
    MONTH,
    YEAR,
    FLAG;

    public DataType sparkType() {
        return switch (this) {
            case TEXT, REFERENCE, MEMBER -> DataTypes.StringType;
            case AMOUNT -> DataTypes.LongType;
            case NUMBER, TARGET -> DataTypes.createDecimalType(26, 6);
            case FRACTION, SHARE -> DataTypes.createDecimalType(12, 6);
            case DATE, MONTH -> DataTypes.DateType;
            case YEAR -> DataTypes.IntegerType;
            case FLAG -> DataTypes.BooleanType;
        };
    }

    /** Returns whether the unit that a title, a unit column or a feed gives for amounts applies to the column. */
    public boolean isMoney() {
        return this == AMOUNT || this == TARGET;
    }
}
