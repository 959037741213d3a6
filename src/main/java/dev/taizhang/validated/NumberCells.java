package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.feeds.ColumnSource;
import dev.taizhang.feeds.Feed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Converts cells of amounts, targets, fractions, shares and other numbers, and warns if anything is lost or odd. */
final class NumberCells {
    private final Feed feed;
    private final Numbers numbers;

    NumberCells(Feed feed, ReferenceTable units) {
        this.feed = feed;
        this.numbers = new Numbers(units);
    }

    /**
     * A cell with a number.
     *
     * @param unit the unit that its header, title or feed states; null if none does
     * @param mark the decimal mark of its column
     * @param warnings receives the warnings about it
     */
    record Cell(Column column, String text, String unit, DecimalMark mark, List<Finding> warnings) {}

    /** The code of the currency that a text names; empty if it names none or several. */
    Optional<String> currency(String text, String preferred) {
        return numbers.currency(text, preferred);
    }

    private Numbers.Quantity quantity(Cell cell) throws Unreadable {
        ColumnType type = cell.column().type();
        boolean single = type == ColumnType.NUMBER || type == ColumnType.TARGET;
        String unit = cell.unit() == null && single ? Numbers.ITS_COLUMN : cell.unit();
        Numbers.Quantity quantity =
                numbers.read(cell.text(), unit, cell.column().unitKinds(), cell.mark());
        if (quantity.withoutNote() != null) {
            cell.warnings().add(NumberMessages.droppedMark(cell.column(), cell.text(), quantity.withoutNote()));
        }
        return quantity;
    }

    /** An amount in whole units of its currency, which is known once all amounts of the row have been read. */
    BigDecimal amount(Cell cell, RowCurrency currency) throws Unreadable {
        Numbers.Quantity quantity = quantity(cell);
        if (quantity.value().signum() < 0
                && !feed.signed().contains(cell.column().name())) {
            throw ValidationMessages.negativeAmount(cell.column(), cell.text());
        }
        currency.add(quantity.unit(), cell.text());
        return quantity.value();
    }

    BigDecimal target(Cell cell, RowCurrency currency) throws Unreadable {
        Numbers.Quantity quantity = quantity(cell);
        if (!quantity.unit().currencies().isEmpty()) {
            currency.add(quantity.unit(), cell.text());
        }
        return bounded(cell, quantity.value(), 20);
    }

    BigDecimal number(Cell cell) throws Unreadable {
        return bounded(cell, quantity(cell).value(), 20);
    }

    /** A fraction of a whole that may be exceeded. Figures that are probably meant otherwise get a warning. */
    BigDecimal fraction(Cell cell) throws Unreadable {
        Numbers.Quantity quantity = quantity(cell);
        BigDecimal value = quantity.value();
        if (value.signum() < 0) {
            throw NumberMessages.negativeFraction(cell.column(), cell.text());
        }
        boolean percent = quantity.unit().multiplier().compareTo(BigDecimal.ONE) < 0;
        boolean small = value.signum() > 0 && value.compareTo(quantity.unit().multiplier()) <= 0;
        if (percent && small && !quantity.unitInCell() && !isUnitConfigured(cell.column())) {
            cell.warnings().add(NumberMessages.smallFraction(cell.column(), cell.text()));
        } else if (value.compareTo(BigDecimal.ONE) > 0) {
            cell.warnings().add(NumberMessages.largeFraction(cell.column(), cell.text()));
        }
        return bounded(cell, value, 6);
    }

    /** Whether the feed states the unit of a column, so that small numbers are meant. */
    private boolean isUnitConfigured(Column column) {
        return feed.columns().get(column.name()) instanceof ColumnSource.Header header && header.unit() != null;
    }

    BigDecimal share(Cell cell) throws Unreadable {
        BigDecimal share = bounded(cell, quantity(cell).value(), 6);
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw ValidationMessages.shareOutOfRange(cell.text());
        }
        return share;
    }

    /**
     * Rounds a number to six decimals, with a warning if digits are lost.
     *
     * @throws Unreadable if its integer part does not fit the column
     */
    private static BigDecimal bounded(Cell cell, BigDecimal number, int wholeDigits) throws Unreadable {
        BigDecimal rounded = number.setScale(6, RoundingMode.HALF_UP);
        if (rounded.precision() - rounded.scale() > wholeDigits) {
            throw ValidationMessages.numberTooLarge(number);
        }
        if (rounded.compareTo(number) != 0) {
            cell.warnings().add(NumberMessages.roundedNumber(cell.column(), cell.text()));
        }
        return rounded;
    }
}
