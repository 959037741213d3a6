package dev.taizhang.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** The content of a spreadsheet cell. */
sealed interface Cell {
    /** No content, which is not zero. */
    record Blank() implements Cell {}

    record Text(String text) implements Cell {}

    /** A number that is written digit for digit and never passes through floating point. */
    record Decimal(BigDecimal value) implements Cell {}

    /** A date in the spreadsheet's own date format. */
    record Day(LocalDate date) implements Cell {}

    /** A month, for which spreadsheets have no type: text such as {@code 2025年3月}. */
    record Month(YearMonth month) implements Cell {}

    /** A share of a whole, which offices write like {@code 45.5%}. */
    record Thousandths(int value) implements Cell {
        BigDecimal percent() {
            return BigDecimal.valueOf(value, 1);
        }
    }

    /** Returns the cell of a value that may be missing. */
    static Cell of(Optional<Cell> cell) {
        return cell.orElseGet(Blank::new);
    }

    /** Returns the cell as text, as in a CSV file. */
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
        if (this instanceof Month written) {
            return written.month().getYear() + "年" + written.month().getMonthValue() + "月";
        }
        return this instanceof Thousandths share ? share.percent() + "%" : "";
    }
}
