package dev.taizhang.feeds;

import dev.taizhang.feeds.FormatToken.Role;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The placeholders of a section that displays a quantity, with the literals around and between them.
 *
 * @param prefix the text before the number
 * @param suffix the text behind the number
 * @param whole placeholders and literals before the point; empty for the general format
 * @param decimals placeholders and literals behind the point
 * @param notation whether the number is displayed as a fraction or with an exponent
 * @param power the power of ten by which percent signs and scaling commas change the stored number
 */
record NumberMask(
        String prefix,
        String suffix,
        List<FormatToken> whole,
        List<FormatToken> decimals,
        boolean point,
        boolean grouped,
        boolean general,
        boolean notation,
        int percents,
        int power) {

    /** The mask of a section; empty if its parts contradict each other. */
    static Optional<NumberMask> of(List<FormatToken> tokens) {
        return new NumberMaskReader().read(tokens);
    }

    /** The number that is displayed, before rounding. */
    BigDecimal scaled(BigDecimal stored) {
        return stored.scaleByPowerOfTen(power);
    }

    /** The number of digits before the point that are displayed at least. */
    int requiredDigits() {
        List<FormatToken> digits = digits(whole);
        for (int index = 0; index < digits.size(); index++) {
            if (digits.get(index).text().equals("0")) {
                return digits.size() - index;
            }
        }
        return 0;
    }

    /** The number of decimals that are displayed at least. */
    int requiredDecimals() {
        List<FormatToken> digits = digits(decimals);
        for (int index = digits.size(); index > 0; index--) {
            if (digits.get(index - 1).text().equals("0")) {
                return index;
            }
        }
        return 0;
    }

    /** Whether it displays no digit for zero. */
    boolean hidesZero() {
        return !general && !point && requiredDigits() == 0 && literals(whole) == 0;
    }

    /** Whether it has placeholders before the point only, and two zeros or more. */
    boolean isPadded() {
        return !general && !point && !grouped && power == 0 && requiredDigits() > 1 && literals(whole) == 0;
    }

    /** Whether all digits of a scaled number are displayed. */
    boolean isExact(BigDecimal scaled) {
        return general
                ? !notation
                : scaled.setScale(digits(decimals).size(), RoundingMode.HALF_UP).compareTo(scaled) == 0;
    }

    /**
     * Whether the literals between placeholders only group digits: by threes before the point, with blanks behind it.
     */
    boolean isPlain() {
        return decimals.stream().allMatch(token -> token.is(Role.DIGIT) || isBlank(token))
                && (literals(whole) == 0 || (requiredDigits() < 2 && groupsByThree()));
    }

    /** The number of placeholders behind a literal point in the whole part; zero if there is none. */
    int literalDecimals() {
        if (point || literals(whole) != 1) {
            return 0;
        }
        for (int index = 0; index < whole.size(); index++) {
            if (whole.get(index).text().equals(".") && whole.get(index).is(Role.LITERAL)) {
                return whole.size() - index - 1;
            }
        }
        return 0;
    }

    /** Whether a literal point may be meant to group digits by thousands: {@code #"."##0}. */
    boolean mayGroupByPoint() {
        return literalDecimals() == 3 && whole.get(whole.size() - 3).text().equals("#");
    }

    /** The text of a scaled number without sign, as spreadsheet programs display it. */
    String display(BigDecimal scaled) {
        if (general) {
            return scaled.stripTrailingZeros().toPlainString();
        }
        int places = digits(decimals).size();
        String number = scaled.setScale(places, RoundingMode.HALF_UP).toPlainString();
        String digits = number.substring(0, number.length() - (places == 0 ? 0 : places + 1));
        // Without a placeholder before the point, as in .00, all digits are displayed there.
        String left = digits.equals("0") ? "" : digits;
        return (digits(whole).isEmpty() ? left : displayWhole(left))
                + (point ? "." : "")
                + displayDecimals(number.substring(number.length() - places));
    }

    private String displayWhole(String digits) {
        StringBuilder reversed = new StringBuilder();
        int left = digits.length();
        int shown = 0;
        int placeholders = digits(whole).size();
        for (int index = whole.size() - 1; index >= 0; index--) {
            FormatToken token = whole.get(index);
            if (!token.is(Role.DIGIT)) {
                reversed.append(new StringBuilder(token.text()).reverse());
                continue;
            }
            placeholders--;
            // The first placeholder displays all digits that are left.
            int wanted = placeholders == 0 ? Math.max(1, left) : 1;
            for (int digit = 0; digit < wanted; digit++) {
                String next = left > 0 ? digits.substring(left - 1, left) : blank(token);
                left = Math.max(0, left - 1);
                reversed.append(grouped && shown > 0 && shown % 3 == 0 && isDigit(next) ? "," : "")
                        .append(next);
                shown += isDigit(next) ? 1 : 0;
            }
        }
        return reversed.reverse().toString();
    }

    private String displayDecimals(String digits) {
        int significant = digits.length();
        while (significant > 0 && digits.charAt(significant - 1) == '0') {
            significant--;
        }
        StringBuilder text = new StringBuilder();
        int place = 0;
        for (FormatToken token : decimals) {
            if (!token.is(Role.DIGIT)) {
                text.append(token.text());
            } else {
                text.append(place < significant ? digits.substring(place, place + 1) : blank(token));
                place++;
            }
        }
        return text.toString();
    }

    private boolean groupsByThree() {
        int digits = 0;
        for (int index = whole.size() - 1; index >= 0; index--) {
            if (whole.get(index).is(Role.DIGIT)) {
                digits++;
            } else if (!isGroupMark(whole.get(index)) || digits == 0 || digits % 3 != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGroupMark(FormatToken token) {
        return isBlank(token) || ",'’".contains(token.text());
    }

    private static boolean isBlank(FormatToken token) {
        return token.text().chars().allMatch(letter -> Character.isSpaceChar(letter) || Character.isWhitespace(letter));
    }

    private static boolean isDigit(String text) {
        return !text.isBlank();
    }

    /** What a placeholder displays without a digit. */
    private static String blank(FormatToken placeholder) {
        return switch (placeholder.text()) {
            case "0" -> "0";
            case "?" -> " ";
            default -> "";
        };
    }

    private static List<FormatToken> digits(List<FormatToken> tokens) {
        List<FormatToken> digits = new ArrayList<>(tokens);
        digits.removeIf(token -> !token.is(Role.DIGIT));
        return digits;
    }

    private static int literals(List<FormatToken> tokens) {
        return tokens.size() - digits(tokens).size();
    }
}
