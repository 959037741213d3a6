package dev.taizhang.feeds;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.hadoop.io.Text;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Converts the values of one Parquet column to the text that a sender would have typed: numbers in full, binary
 * fractions with the fewest digits that identify them, dates as 2025-03-31, and timestamps in the time zone of the
 * portfolio. Each entry of the dictionary is converted once.
 */
final class ParquetText extends PrimitiveConverter {
    private final PrimitiveTypeName primitive;
    private final LongFunction<String> integers;
    private final Function<Binary, String> bytes;
    private Dictionary dictionary;
    private String[] texts;
    private String text;

    ParquetText(PrimitiveType type, ZoneId zone) {
        primitive = type.getPrimitiveTypeName();
        integers = integers(type.getLogicalTypeAnnotation(), zone);
        bytes = bytes(type, zone);
    }

    /** The text of the last value added. */
    String text() {
        return text;
    }

    private static LongFunction<String> integers(LogicalTypeAnnotation logical, ZoneId zone) {
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return value -> BigDecimal.valueOf(value, decimal.getScale()).toPlainString();
        }
        if (logical instanceof DateLogicalTypeAnnotation) {
            return value -> LocalDate.ofEpochDay(value).toString();
        }
        if (logical instanceof TimestampLogicalTypeAnnotation moment) {
            ChronoUnit unit = ChronoUnit.valueOf(moment.getUnit().name());
            ZoneId clock = moment.isAdjustedToUTC() ? zone : ZoneOffset.UTC;
            return value -> local(Instant.EPOCH.plus(value, unit), clock);
        }
        if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
            return integer.getBitWidth() == Long.SIZE
                    ? Long::toUnsignedString
                    : value -> Integer.toUnsignedString((int) value);
        }
        return Long::toString;
    }

    private static Function<Binary, String> bytes(PrimitiveType type, ZoneId zone) {
        if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
            return value -> new BigDecimal(new BigInteger(value.getBytesUnsafe()), decimal.getScale()).toPlainString();
        }
        // Hive and Spark write timestamps like this, in UTC: the Julian day and the nanoseconds of the day.
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            return value -> {
                NanoTime moment = NanoTime.fromBinary(value);
                LocalDate day = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, moment.getJulianDay());
                return local(
                        day.atStartOfDay().plusNanos(moment.getTimeOfDayNanos()).toInstant(ZoneOffset.UTC), zone);
            };
        }
        return value -> letters(value, type.getName());
    }

    private static String local(Instant moment, ZoneId zone) {
        return moment.atZone(zone).toLocalDateTime().toString();
    }

    /**
     * Decodes text. Java replaces invalid UTF-8 by U+FFFD without an error, so the bytes are validated if one occurs.
     */
    private static String letters(Binary value, String column) {
        String letters = value.toStringUsingUTF8();
        if (letters.indexOf('\uFFFD') >= 0) {
            try {
                Text.validateUTF8(value.getBytes());
            } catch (CharacterCodingException misfit) {
                throw RefusalMessages.columnNotUtf8(column);
            }
        }
        return letters;
    }

    private static String plain(String number) {
        return Character.isLetter(number.charAt(number.length() - 1))
                ? number
                : new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    @Override
    public boolean hasDictionarySupport() {
        return primitive != PrimitiveTypeName.BOOLEAN;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
        this.dictionary = dictionary;
        this.texts = new String[dictionary.getMaxId() + 1];
    }

    @Override
    public void addValueFromDictionary(int id) {
        if (texts[id] == null) {
            switch (primitive) {
                case INT32 -> addInt(dictionary.decodeToInt(id));
                case INT64 -> addLong(dictionary.decodeToLong(id));
                case FLOAT -> addFloat(dictionary.decodeToFloat(id));
                case DOUBLE -> addDouble(dictionary.decodeToDouble(id));
                case BOOLEAN, BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> addBinary(dictionary.decodeToBinary(id));
            }
            texts[id] = text;
        }
        text = texts[id];
    }

    @Override
    public void addBinary(Binary value) {
        text = bytes.apply(value);
    }

    @Override
    public void addBoolean(boolean value) {
        text = Boolean.toString(value);
    }

    @Override
    public void addDouble(double value) {
        text = plain(Double.toString(value));
    }

    @Override
    public void addFloat(float value) {
        text = plain(Float.toString(value));
    }

    @Override
    public void addInt(int value) {
        text = integers.apply(value);
    }

    @Override
    public void addLong(long value) {
        text = integers.apply(value);
    }
}
