package dev.taizhang.definition;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What a column holds and how it is kept in ledger and facts. */
public enum ColumnType {
    /** Free text. */
    TEXT(DataTypes.StringType),
    /** The sender's own word for a member of a reference table; matched to a code when facts are made, not before. */
    REFERENCE(DataTypes.StringType),
    /** Money in whole smallest units (fen, cent) of the row's currency. */
    AMOUNT(DataTypes.LongType),
    /** A number in the unit that its column or metric implies; amounts among them in whole units of the currency. */
    NUMBER(DataTypes.createDecimalType(26, 6)),
    /** A fraction: 1 is 100 %. */
    FRACTION(DataTypes.createDecimalType(12, 6)),
    DATE(DataTypes.DateType),
    /** A month, kept as its first day. */
    MONTH(DataTypes.DateType),
    YEAR(DataTypes.IntegerType),
    FLAG(DataTypes.BooleanType);

    private final DataType sparkType;

    ColumnType(DataType sparkType) {
        this.sparkType = sparkType;
    }

    public DataType sparkType() {
        return sparkType;
    }

    /** Whether a delivered value means something only together with a unit. */
    public boolean wantsUnit() {
        return this == AMOUNT || this == NUMBER || this == FRACTION;
    }
}
