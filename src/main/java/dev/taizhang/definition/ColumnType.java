package dev.taizhang.definition;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What a column holds and how it is kept in ledger and facts. */
public enum ColumnType {
    /** Free text. */
    TEXT,
    /** The sender's own word for a member of a reference table; matched to a code when facts are made, not before. */
    REFERENCE,
    /** The sender's own word for a member of the dimension that the row names; matched like a reference. */
    MEMBER,
    /** Money in whole smallest units (fen, cent) of the row's currency. */
    AMOUNT,
    /** A number in the unit that its column implies. */
    NUMBER,
    /** A number that is an amount where its metric is one, in whole units of the currency. */
    TARGET,
    /** A fraction: 1 is 100 %. */
    FRACTION,
    /** A fraction of a whole: 0 to 1. */
    SHARE,
    DATE,
    /** A month, kept as its first day. */
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

    /** Whether the unit that a title, a unit column or a feed names for amounts is meant for it. */
    public boolean isMoney() {
        return this == AMOUNT || this == TARGET;
    }
}
