package dev.taizhang.feeds;

import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Turns what an {@code .xlsx} workbook stores of a cell into text. */
final class CellReading {
    /** The errors that every version of Excel knows; the others are marked, so that no text is taken for one. */
    private static final Set<String> ERRORS =
            Set.of("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!");

    private static final Pattern MIDNIGHT = Pattern.compile("T00:00(?::00(?:\\.0+)?)?$");

    private static final Pattern ZERO = Pattern.compile("\\s*[+-]?(?:0+\\.?0*|\\.0+)(?:[eE][+-]?\\d+)?\\s*");

    private final SharedStrings strings;
    private final CellFormats formats;
    private final ShownNumbers numbers;
    private final Formulas formulas;

    CellReading(SharedStrings strings, CellFormats formats, ShownNumbers numbers, Formulas formulas) {
        this.strings = strings;
        this.formats = formats;
        this.numbers = numbers;
        this.formulas = formulas;
    }

    /** Whether the formulas of a workbook have been computed. */
    enum Formulas {
        COMPUTED,
        /** The program that opens the workbook computes them. Programs that cannot compute write zeros. */
        ON_OPENING
    }

    /**
     * The content of a cell as it is stored.
     *
     * @param type the kind of its value
     * @param style the number of its style; null for the first one
     * @param value its value, as it is written; null if there is none
     * @param formula its formula; null if it has none
     */
    record Stored(String type, String style, String value, String formula) {}

    /**
     * The text of a cell; null if it is blank.
     *
     * @param place where it is, for messages
     */
    String text(Stored cell, Supplier<String> place) {
        if (cell.value() == null || (cell.value().isBlank() && !cell.type().equals("str"))) {
            return withoutValue(cell);
        }
        if (isZeroOfAnUncomputedFormula(cell)) {
            return withoutValue(cell);
        }
        return switch (cell.type()) {
            case "n" -> numbers.text(cell.value().strip(), format(cell.style()));
            case "s" -> shared(cell.value().strip(), place);
            case "str", "inlineStr" -> present(RichText.withinLimit(RichText.unescaped(cell.value())));
            case "b" -> truth(cell.value().strip());
            case "e" -> error(cell.value().strip());
            case "d" -> MIDNIGHT.matcher(cell.value().strip()).replaceFirst("");
            default -> throw RefusalMessages.brokenWorkbook();
        };
    }

    private boolean isZeroOfAnUncomputedFormula(Stored cell) {
        return formulas == Formulas.ON_OPENING
                && cell.formula() != null
                && cell.type().equals("n")
                && ZERO.matcher(cell.value()).matches();
    }

    /** A formula without a computed value is neither blank nor a text that begins with an equals sign. */
    private static String withoutValue(Stored cell) {
        if (cell.formula() != null) {
            return SentRow.UNCOMPUTED + " =" + cell.formula();
        }
        return cell.type().equals("e") ? SentRow.ERROR : null;
    }

    private String format(String style) {
        return formats.code(style == null ? 0 : Integer.parseInt(style));
    }

    private String shared(String index, Supplier<String> place) {
        String text = strings.get(Integer.parseInt(index));
        if (text == null) {
            throw RefusalMessages.missingCellText(place.get());
        }
        return present(text);
    }

    private static String present(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String truth(String value) {
        return switch (value) {
            case "1", "true" -> "TRUE";
            case "0", "false" -> "FALSE";
            default -> value;
        };
    }

    /** The text of a cell that has an error. */
    static String error(String name) {
        return ERRORS.contains(name) ? name : SentRow.ERROR + " " + name;
    }
}
