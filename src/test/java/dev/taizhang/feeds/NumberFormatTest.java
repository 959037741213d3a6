package dev.taizhang.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What numbers mean under the format codes of offices, and under any code that the grammar allows. */
final class NumberFormatTest {
    private static final long SEED = 20_250_331;

    private static final BigDecimal TINY = new BigDecimal("1E-320");
    private static final BigDecimal HUGE = new BigDecimal("-1.7E+308");

    /** An amount: sign, currency, digits, unit. */
    private static final Pattern AMOUNT = Pattern.compile("(-?)([^-\\d]*)(\\d+(?:\\.\\d+)?)(?:E[+]\\d+)?(.*)");

    /** The lines of the table that state an expectation. */
    static Stream<String> lines() throws IOException {
        try (InputStream table = NumberFormatTest.class.getResourceAsStream("/number-formats.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("\t"));
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void eachLineOfTheTable(String line) {
        List<String> parts = List.of(line.split("\t"));
        Shown shown = NumberFormat.of(parts.get(0)).show(new BigDecimal(parts.get(1)));
        String kind = shown.kind() == Shown.Kind.DATE
                ? shown.precision().name()
                : shown.kind().name();
        String text = shown.text().isEmpty() ? "(blank)" : shown.text();
        assertEquals(parts.get(2) + " " + parts.get(3), kind + " " + text);
    }

    @Test
    void theMeaningRoundsToWhatIsDisplayed() {
        FormatCodes codes = new FormatCodes(SEED);
        for (int count = 0; count < 10_000; count++) {
            List<FormatCodes.Section> sections = codes.quantities();
            String code = sections.stream().map(FormatCodes.Section::code).collect(Collectors.joining(";"));
            BigDecimal number = codes.number();
            int index = number.signum() < 0 && sections.size() > 1 ? 1 : number.signum() == 0 ? sections.size() - 1 : 0;
            FormatCodes.Section section = sections.get(index == 1 && number.signum() == 0 ? 0 : index);
            boolean hidden = number.signum() < 0 && sections.size() > 1 && !showsSign(sections);
            check(code, number, section, hidden, NumberFormat.of(code).show(number));
        }
    }

    private static boolean showsSign(List<FormatCodes.Section> sections) {
        FormatCodes.Section negative = sections.get(1);
        return switch (negative.minus()) {
            // A dash before a word may be a part of it.
            case DASH, PARENTHESES -> !negative.isWord();
            case COLOUR, NONE -> negative.tag() && !colour(negative).equals(colour(sections.get(0)));
        };
    }

    private static String colour(FormatCodes.Section section) {
        return section.tag() ? section.code().substring(0, section.code().indexOf(']')) : "";
    }

    private static void check(
            String code, BigDecimal number, FormatCodes.Section section, boolean hidden, Shown shown) {
        String about = code + " shows " + number.toPlainString() + " as " + shown;
        BigDecimal rounded = section.rounded(number);
        BigDecimal meant = number.abs().scaleByPowerOfTen(section.power() - section.literalPoint());
        boolean exact = rounded.compareTo(meant) == 0;
        switch (shown.kind()) {
            case NUMBER -> {
                assertTrue(!hidden && !section.isWord(), about);
                Matcher amount = AMOUNT.matcher(shown.text());
                assertTrue(amount.matches(), about);
                BigDecimal read = new BigDecimal(amount.group(3));
                assertEquals(0, meant.compareTo(read), about);
                assertEquals(0, rounded.compareTo(read.setScale(rounded.scale(), RoundingMode.HALF_UP)), about);
                assertEquals(number.signum() < 0, amount.group(1).equals("-"), about);
                assertEquals(section.prefix(), amount.group(2), about);
                assertEquals(section.suffix(), amount.group(4), about);
            }
            case TEXT -> {
                if (number.signum() == 0 && section.mask().matches("#|#,###") && !section.isWord()) {
                    assertTrue(shown.text().isEmpty(), about);
                } else {
                    assertTrue((section.isWord() || section.isPadded()) && exact, about);
                    String sign = number.signum() < 0 ? "-" : "";
                    // An absent digit of ? is a blank.
                    assertEquals(sign + section.displayed(number), shown.text().replace(" ", ""), about);
                }
            }
            case DOUBT -> {
                boolean word = section.isWord() && (!exact || number.signum() < 0);
                boolean padded = section.isPadded() && (!exact || number.signum() < 0);
                assertTrue(hidden || word || padded, about);
            }
            case DATE -> throw new AssertionError(about);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "00",
                "0.5",
                "-0.5",
                "0.50",
                ".5",
                "5.",
                "1",
                "-1",
                "10",
                "1.0",
                "1.10",
                "007",
                "1.05",
                "+1",
                "1E5",
                "-",
                "--1",
                "1-2",
                "1.2.3",
                "",
                "12345678901234",
                "123456789012345",
                "1234567890123456",
                "0.1234567890123456",
                "38460000",
                "45.678",
                "１"
            })
    void plainNumbersInTheGeneralFormatAreAsTheyAreInAnyOther(String stored) {
        ShownNumbers numbers = ShownNumbers.from1900();
        // The same format, spelled so that it is evaluated.
        assertEquals(numbers.text(stored, "general"), numbers.text(stored, "General"));
    }

    @Test
    void everyCodeHasAMeaningOrADoubt() {
        FormatCodes codes = new FormatCodes(SEED);
        for (int count = 0; count < 10_000; count++) {
            String code = count % 3 == 0 ? codes.date() : codes.junk();
            NumberFormat format = NumberFormat.of(code);
            for (BigDecimal number : List.of(codes.number(), codes.number(), BigDecimal.ZERO, TINY, HUGE)) {
                Shown shown = format.show(number, LocalDate.of(1904, 1, 1));
                assertNotNull(shown.text(), code);
                if (shown.kind() == Shown.Kind.NUMBER) {
                    assertTrue(shown.text().matches("(?s).*\\d.*"), code + " shows " + number + " as " + shown);
                }
                assertEquals(shown.kind() == Shown.Kind.DATE, shown.precision() != null, code);
            }
        }
    }
}
