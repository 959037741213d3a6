package dev.taizhang.feeds;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes off what programs put around a text so that a spreadsheet does not convert it: {@code ="00726"} and
 * {@code '00726}.
 */
final class CellGuard {
    private static final Pattern FORMULA = Pattern.compile("\\s*=\\s*\"((?:[^\"]|\"\")*)\"\\s*");

    /**
     * An apostrophe that belongs to no pair, before what a spreadsheet would convert. In {@code 't} it elides letters.
     */
    private static final Pattern APOSTROPHE =
            Pattern.compile("\\s*'((?=[\\p{N}\\p{Lu}\\p{Lo}=+@-])[^']+)", Pattern.DOTALL);

    private CellGuard() {}

    /** The text without its guard. */
    static String off(String cell) {
        if (cell == null || (cell.indexOf('\'') < 0 && cell.indexOf('=') < 0)) {
            return cell;
        }
        Matcher formula = FORMULA.matcher(cell);
        if (formula.matches()) {
            return formula.group(1).replace("\"\"", "\"");
        }
        Matcher apostrophe = APOSTROPHE.matcher(cell);
        return apostrophe.matches() ? apostrophe.group(1) : cell;
    }
}
