package dev.taizhang.validated;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a text that is a number, with words before and after it.
 *
 * @param before the words before the number; empty if there are none
 * @param number the number without its unit
 * @param after the words after the number; empty if there are none
 */
record NumberText(String before, BigDecimal number, String after) {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\s]]");

    /** Parentheses, the notation of bookkeepers for a negative number. */
    private static final Pattern NEGATIVE = Pattern.compile("^\\(([\\d.,][^()]*)\\)((?:[^\\d(].*)?)$");

    private static final Pattern NUMBER = Pattern.compile(
            "(?<before>[^\\d.,+-]*?)\\s*(?<sign>[+-]?)\\s?(?<digits>[.,]?\\d(?:[.,'\u2019]|\\d| (?=\\d{3}))*)"
                    + "(?:[eE](?<exponent>[+-]?\\d{1,2}))?\\s*(?<after>(?:[^\\d.,'\u2019+-].*)?)");

    private static final Pattern GROUPS = Pattern.compile("[1-9]\\d{0,2}([,.' \u2019])\\d{3}(?:\\1\\d{3})*");
    private static final Pattern AMBIGUOUS = Pattern.compile("[1-9]\\d{0,2}[.,]\\d{3}");

    private static final Pattern AMBIGUOUS_WITHIN =
            Pattern.compile("(?<![\\d.,])" + AMBIGUOUS.pattern() + "(?![\\d.,])");
    private static final Pattern DECIMAL_COMMA = Pattern.compile(
            "(?<![\\d.,])(?:\\d{1,3}(?:[. ]\\d{3})+,\\d+|\\d+,\\d{1,2}|\\d{1,3}(?:\\.\\d{3}){2,})(?![\\d.,])");

    /** What follows a number and refers to a note: [1], (注1), ①, *. */
    private static final Pattern FOOTNOTE =
            Pattern.compile("(?<=[^\\s(])\\s*(?:\\[(?:注\\s*)?\\d{1,2}\\]|[【〔](?:注\\s*)?\\d{1,2}[】〕]"
                    + "|\\(\\d\\)|\\(注\\s*\\d{0,2}\\)|注\\d{0,2}|[*†‡§#※]|[\\p{No}\\p{Nl}&&[^〇]])+$");

    private static final Pattern ENCLOSED_DIGIT = Pattern.compile("\\p{Nd}\\p{M}");
    private static final Pattern FRACTION = Pattern.compile("[\u2044\u2215]");

    /**
     * Reads the parts of a text.
     *
     * @throws Unreadable if it has no number, several numbers, or one whose marks are not clear
     */
    static NumberText of(String text, DecimalMark mark) throws Unreadable {
        Matcher matcher = NUMBER.matcher(NEGATIVE.matcher(plain(text)).replaceFirst("-$1$2"));
        if (!matcher.matches()) {
            throw ValidationMessages.notANumber(text);
        }
        String exponent = matcher.group("exponent") == null ? "" : "E" + matcher.group("exponent");
        String digits = decimal(matcher.group("digits"), mark, text);
        return new NumberText(
                matcher.group("before").strip(),
                new BigDecimal(matcher.group("sign") + digits + exponent),
                matcher.group("after").strip());
    }

    /** The text without the mark of a footnote at its end; empty if there is no mark behind a digit. */
    static Optional<String> withoutFootnote(String text) throws Unreadable {
        String plain = plain(text);
        String rest = FOOTNOTE.matcher(plain).replaceFirst("").strip();
        String mark = plain.substring(rest.length());
        boolean fraction = FRACTION.matcher(Normalizer.normalize(mark, Normalizer.Form.NFKC))
                .find();
        boolean found = !mark.isEmpty() && !fraction && rest.chars().anyMatch(letter -> letter >= '0' && letter <= '9');
        return found ? Optional.of(rest) : Optional.empty();
    }

    /** Whether a text shows that its sender writes a decimal comma: 1.234.567,89 or 12,5. */
    static boolean showsDecimalComma(String text) {
        return (text.indexOf(',') >= 0 || text.indexOf('.') != text.lastIndexOf('.'))
                && DECIMAL_COMMA.matcher(text).find();
    }

    /** Whether a text is a number of other value with a decimal point and with a decimal comma: 3,250 or 850.125. */
    static boolean isAmbiguous(String text) {
        return hasThreeDigitsBehindMark(text) && AMBIGUOUS_WITHIN.matcher(text).find();
    }

    /** What few numbers have, at a small part of the cost of a pattern. */
    private static boolean hasThreeDigitsBehindMark(String text) {
        for (int index = 0; index < text.length() - 3; index++) {
            char mark = text.charAt(index);
            if ((mark == '.' || mark == ',')
                    && isDigit(text.charAt(index + 1))
                    && isDigit(text.charAt(index + 2))
                    && isDigit(text.charAt(index + 3))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /** The digits with a decimal point and without separators of thousands. */
    private static String decimal(String digits, DecimalMark mark, String text) throws Unreadable {
        char decimal = mark.mark();
        if (mark == DecimalMark.COMMA_IN_TEXT && digits.indexOf(',') < 0 && digits.matches("\\d*\\.\\d*")) {
            // A cell of numbers has a point and no zero at its end; a text may separate thousands by a point.
            if (AMBIGUOUS.matcher(digits).matches() && !digits.endsWith("0")) {
                throw NumberMessages.unclearMarks(text);
            }
            decimal = AMBIGUOUS.matcher(digits).matches() ? ',' : '.';
        }
        if (mark == DecimalMark.DOUBTFUL && AMBIGUOUS.matcher(digits).matches()) {
            throw NumberMessages.doubtfulMarks(text);
        }
        int place = digits.lastIndexOf(decimal);
        String whole = place < 0 ? digits : digits.substring(0, place);
        String rest = place < 0 ? "" : digits.substring(place + 1);
        boolean grouped = whole.indexOf(decimal) < 0 && GROUPS.matcher(whole).matches();
        if (!rest.matches("\\d*") || !(grouped || whole.matches("\\d*"))) {
            throw digits.indexOf(',') >= 0 || digits.indexOf('.') >= 0
                    ? NumberMessages.unclearMarks(text)
                    : ValidationMessages.notANumber(text);
        }
        if (whole.length() > 1 && whole.charAt(0) == '0') {
            throw NumberMessages.leadingZeros(text);
        }
        return whole.replaceAll("\\D", "") + "." + (rest.isEmpty() ? "0" : rest);
    }

    /**
     * A text with plain letters, and with ASCII digits for the decimal digits of any one script. Raised, circled and
     * roman digits stay what they are.
     *
     * @throws Unreadable if it has digits of several scripts, or digits in a combining circle
     */
    private static String plain(String text) throws Unreadable {
        if (ENCLOSED_DIGIT.matcher(text).find()) {
            throw ValidationMessages.notANumber(text);
        }
        StringBuilder plain = new StringBuilder();
        int zero = '0';
        for (int point : INVISIBLE.matcher(text).replaceAll("").codePoints().toArray()) {
            String letter = Character.toString(point);
            if (Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER) {
                int own = point - Character.digit(point, 10);
                if (own != '0' && own != '\uFF10') {
                    if (zero != own && plain.chars().anyMatch(Character::isDigit)) {
                        throw ValidationMessages.notANumber(text);
                    }
                    zero = own;
                } else if (zero != '0') {
                    throw ValidationMessages.notANumber(text);
                }
                plain.append(Character.digit(point, 10));
            } else {
                plain.append(plainLetter(point, letter));
            }
        }
        return plain.toString().strip();
    }

    private static String plainLetter(int point, String letter) {
        if (point == '\u066B' || point == '\u066C') {
            return point == '\u066B' ? "." : ",";
        }
        if (point == '\u2212') {
            return "-";
        }
        String normal = Normalizer.normalize(letter, Normalizer.Form.NFKC);
        boolean digits = normal.chars().anyMatch(Character::isDigit);
        int type = Character.getType(point);
        boolean numeral = type == Character.OTHER_NUMBER || type == Character.LETTER_NUMBER;
        return digits || numeral ? letter : normal;
    }
}
