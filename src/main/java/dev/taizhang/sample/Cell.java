package dev.taizhang.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** What a spreadsheet holds in one place. */
sealed interface Cell {
    /** Nothing, which is not zero. */
    record Blank() implements Cell {}

    record Text(String text) implements Cell {}

    /** A number that is written digit for digit: it never passes through floating point. */
    record Decimal(BigDecimal value) implements Cell {}

    /** A date that the spreadsheet itself knows as one. */
    record Day(LocalDate date) implements Cell {}

    /** The cell of a value that may be missing. */
    static Cell of(Optional<Cell> cell) {
        return cell.orElseGet(Blank::new);
    }

    /** The cell as text, as a CSV file has it. */
    default String plain() {
        if (this instanceof Text written) {
            return written.text();
        }
        if (this instanceof Decimal decimal) {
            return decimal.value().toPlainString();
        }
        if (this instanceof Day day) {
            return day.date().toString();
        }
        return "";
    }
}
