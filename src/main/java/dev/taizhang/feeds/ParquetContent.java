package dev.taizhang.feeds;

import dev.taizhang.definition.ColumnType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** The content of a Parquet column according to its declared type, and the canonical columns that it fits. */
enum ParquetContent {
    TEXT,
    NUMBER,
    FLAG,
    DAY,
    /** A column without any value, for which the writer could not determine a type. */
    NOTHING,
    /** Lists, maps, groups, raw bytes and other content that fits no canonical column. */
    OTHER;

    static ParquetContent of(Type type) {
        if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
            return OTHER;
        }
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical == null) {
            return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
                case INT32, INT64, FLOAT, DOUBLE -> NUMBER;
                case BOOLEAN -> FLAG;
                case INT96 -> DAY;
                case BINARY, FIXED_LEN_BYTE_ARRAY -> OTHER;
            };
        }
        if (logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation
                || logical instanceof JsonLogicalTypeAnnotation) {
            return TEXT;
        }
        if (logical instanceof IntLogicalTypeAnnotation || logical instanceof DecimalLogicalTypeAnnotation) {
            return NUMBER;
        }
        if (logical instanceof DateLogicalTypeAnnotation || logical instanceof TimestampLogicalTypeAnnotation) {
            return DAY;
        }
        return logical instanceof UnknownLogicalTypeAnnotation ? NOTHING : OTHER;
    }

    /** Whether values of a canonical column may have such content. Each value is still checked when its row is read. */
    boolean fits(ColumnType column) {
        return switch (column) {
            case TEXT, REFERENCE, MEMBER -> this != OTHER;
            case AMOUNT, NUMBER, TARGET, FRACTION, SHARE, YEAR -> this == NUMBER || isOpen();
            case DATE -> this == DAY || isOpen();
            case MONTH -> this == DAY || this == NUMBER || isOpen();
            case FLAG -> this == FLAG || this == NUMBER || isOpen();
        };
    }

    private boolean isOpen() {
        return this == TEXT || this == NOTHING;
    }
}
