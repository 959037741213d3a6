package dev.taizhang.feeds;

import java.math.BigDecimal;
import java.math.BigInteger;
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
 * The values of one Parquet column as a sender would have typed them: numbers in full, a binary fraction by the fewest digits
 * that mean it, dates as 2025-03-31, and a moment by the clock of the portfolio's zone. What stands in the column's dictionary
 * becomes text once, however many rows have it.
 */
final class ParquetText extends PrimitiveConverter {
    private final PrimitiveTypeName primitive;
    private final LongFunction<String> integers;
    private final Function<Binary, String> bytes;
    private Dictionary dictionary;
    private String[] known;
    private String text;

    ParquetText(PrimitiveType type, ZoneId zone) {
        primitive = type.getPrimitiveTypeName();
        integers = integers(type.getLogicalTypeAnnotation(), zone);
        bytes = bytes(type, zone);
    }

    /** The text of the value that was added last. */
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
        // Hive and Spark write moments so, in UTC: the day of the Julian calendar and the nanoseconds in it.
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

    /** Java reads bytes that are no UTF-8 as U+FFFD without a word; which of them is real is looked at only where there is one. */
    private static String letters(Binary value, String column) {
        String letters = value.toStringUsingUTF8();
        if (letters.indexOf('\uFFFD') >= 0) {
            try {
                Text.validateUTF8(value.getBytes());
            } catch (java.nio.charset.CharacterCodingException misfit) {
                throw new Refusal(
                        "charset_unknown",
                        "列“" + column + "”中的文字不是 UTF-8 编码。请改正编码后重新报送。",
                        "The text in the column \"" + column
                                + "\" is not in UTF-8. Write it in UTF-8 and send the file again.");
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
        this.known = new String[dictionary.getMaxId() + 1];
    }

    @Override
    public void addValueFromDictionary(int id) {
        if (known[id] == null) {
            switch (primitive) {
                case INT32 -> addInt(dictionary.decodeToInt(id));
                case INT64 -> addLong(dictionary.decodeToLong(id));
                case FLOAT -> addFloat(dictionary.decodeToFloat(id));
                case DOUBLE -> addDouble(dictionary.decodeToDouble(id));
                case BOOLEAN, BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> addBinary(dictionary.decodeToBinary(id));
            }
            known[id] = text;
        }
        text = known[id];
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
