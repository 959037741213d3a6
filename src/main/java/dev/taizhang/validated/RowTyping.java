package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Settings;
import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.SourceRow;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Converts the text of one row to typed values, column by column, and reports a finding for each cell with a problem.
 */
final class RowTyping {
    private static final Map<String, Boolean> FLAGS = Map.of(
            "是", true, "yes", true, "y", true, "true", true, "1", true, "否", false, "no", false, "n", false, "false",
            false, "0", false);

    private final Feed feed;
    private final Map<String, ReferenceTable> references;
    private final Currency portfolioCurrency;
    private final int currencyPlace;
    private final int datePlace;

    /** The columns whose reference tables have ended members. */
    private final int[] columnsWithEndedMembers;

    private final NumberCells numbers;
    private final DecimalMarks marks;
    private final DateTyping dates;
    private final CellText texts;

    RowTyping(
            Feed feed,
            Map<String, ReferenceTable> references,
            Currency portfolioCurrency,
            DateTyping dates,
            DecimalMarks marks) {
        this.feed = feed;
        this.dates = dates;
        this.references = references;
        this.portfolioCurrency = portfolioCurrency;
        this.currencyPlace = feed.dataset().has("currency") ? feed.dataset().indexOf("currency") : -1;
        this.datePlace = feed.dataset().has("snapshot_date") ? feed.dataset().indexOf("snapshot_date") : -1;
        List<Column> columns = feed.dataset().columns();
        this.columnsWithEndedMembers = IntStream.range(0, columns.size())
                .filter(index -> columns.get(index).type() == ColumnType.REFERENCE
                        && !references
                                .get(columns.get(index).reference())
                                .ended()
                                .isEmpty())
                .toArray();
        this.numbers = new NumberCells(feed, references.get("units"));
        this.marks = marks;
        this.texts = new CellText(feed);
    }

    /**
     * A typed row.
     *
     * @param values one value for each canonical column; null if there is none
     * @param problems the reasons to reject the row; empty if it is accepted
     * @param warnings remarks about an accepted row
     * @param keyReadable whether the row has a readable key
     */
    record Typed(Object[] values, List<Finding> problems, List<Finding> warnings, boolean keyReadable) {}

    Typed type(SourceRow row) {
        List<Column> columns = feed.dataset().columns();
        Typed typed = new Typed(new Object[columns.size()], new ArrayList<>(), new ArrayList<>(), true);
        if (row.shape().doubts().problem() != null) {
            typed.problems().add(Finding.of(row.shape().doubts().problem()));
        }
        RowCurrency currency = currency(row, typed);
        boolean keyReadable = true;
        for (int index = 0; index < columns.size(); index++) {
            Column column = columns.get(index);
            if (index == currencyPlace) {
                continue;
            }
            String text = present(column, row.cells()[index]);
            boolean withheld = text != null && texts.isWithheld(text);
            if (text == null || (withheld && mandatoryKey(column))) {
                blank(column, row, index, typed);
            } else if (withheld) {
                typed.warnings().add(ValidationMessages.withheldValue(column, text));
            } else {
                typed.values()[index] = value(column, text, row, index, currency, typed);
            }
            keyReadable &= typed.values()[index] != null || !mandatoryKey(column);
        }
        amounts(row, currency.currency(), typed);
        if (datePlace >= 0 && typed.values()[datePlace] instanceof Date date) {
            endedMembers(row, date.toLocalDate(), typed);
        }
        SenderHeaders headers = new SenderHeaders(feed.dataset(), row.sent());
        return new Typed(typed.values(), headers.named(typed.problems()), headers.named(typed.warnings()), keyReadable);
    }

    /** Warns of members that had ended at the date of the row. */
    private void endedMembers(SourceRow row, LocalDate date, Typed typed) {
        for (int index : columnsWithEndedMembers) {
            Column column = feed.dataset().columns().get(index);
            String text = present(column, row.cells()[index]);
            LocalDate end = text == null
                    ? null
                    : references.get(column.reference()).endOf(text).orElse(null);
            if (end != null && end.isBefore(date)) {
                String current = references.get(column.reference()).match(text).orElse(ReferenceTable.UNASSIGNED);
                typed.warnings().add(ValidationMessages.endedMember(column, text, end, current));
            }
        }
    }

    /** The text of a cell; null if it means that there is no value. A word that names a member is a value. */
    private String present(Column column, String cell) {
        String text = texts.present(cell);
        boolean member = text == null
                && cell != null
                && column.type() == ColumnType.REFERENCE
                && references.get(column.reference()).match(cell).isPresent();
        return member ? cell : text;
    }

    private boolean mandatoryKey(Column column) {
        return feed.dataset().key().contains(column.name()) && mandatory(column);
    }

    private boolean mandatory(Column column) {
        return feed.dataset().mandatory().contains(column.name());
    }

    private RowCurrency currency(SourceRow row, Typed typed) {
        String text = currencyPlace < 0 ? null : texts.present(row.cells()[currencyPlace]);
        if (text == null) {
            return new RowCurrency(null, portfolioCurrency);
        }
        Optional<Currency> currency = Settings.currency(text)
                .or(() -> numbers.currency(text, portfolioCurrency.getCurrencyCode())
                        .flatMap(Settings::currency));
        if (currency.isEmpty()) {
            typed.problems().add(ValidationMessages.unknownCurrency(text));
        }
        return new RowCurrency(currency.orElse(null), portfolioCurrency);
    }

    /** Converts the amounts of a row to smallest units of its currency, once all of them are read. */
    private void amounts(SourceRow row, Currency currency, Typed typed) {
        if (currencyPlace >= 0) {
            typed.values()[currencyPlace] = currency.getCurrencyCode();
        }
        int digits = currency.getDefaultFractionDigits();
        for (int index = 0; index < typed.values().length; index++) {
            Column column = feed.dataset().columns().get(index);
            if (column.type() == ColumnType.AMOUNT && typed.values()[index] instanceof BigDecimal amount) {
                String text = row.cells()[index];
                try {
                    typed.values()[index] = Numbers.smallestUnits(amount, digits);
                    if (Numbers.finer(amount, digits)) {
                        typed.warnings().add(ValidationMessages.roundedAmount(column, text));
                    }
                } catch (Unreadable unreadable) {
                    typed.values()[index] = null;
                    typed.problems().add(new Finding(column.name(), text, unreadable.rule(), unreadable.sentence()));
                }
            }
        }
    }

    private void blank(Column column, SourceRow row, int index, Typed typed) {
        String text = row.cells()[index];
        if (column.type() == ColumnType.MEMBER
                && texts.present(row.cells()[feed.dataset().indexOf("share")]) == null) {
            typed.warnings().add(ValidationMessages.emptiedSet(column, text));
        } else if (mandatory(column)) {
            typed.problems().add(ValidationMessages.blankKey(column, text));
        } else if ((column.type() == ColumnType.REFERENCE || column.type() == ColumnType.MEMBER)
                && feed.columns().containsKey(column.name())
                && feed.dataset().required().contains(column.name())) {
            typed.warnings().add(ValidationMessages.blankDimension(column, text));
        }
    }

    private Object value(Column column, String text, SourceRow row, int index, RowCurrency currency, Typed typed) {
        try {
            CellText.legible(column, text).ifPresent(typed.warnings()::add);
            return switch (column.type()) {
                case TEXT -> Datasets.isCode(column) ? CellText.code(column, text, typed.warnings()) : text.strip();
                case REFERENCE -> reference(column, column.reference(), text, typed);
                case MEMBER -> member(column, text, row, typed);
                case AMOUNT -> numbers.amount(cell(column, text, row, index, typed), currency);
                case TARGET -> numbers.target(cell(column, text, row, index, typed), currency);
                case NUMBER -> numbers.number(cell(column, text, row, index, typed));
                case FRACTION -> numbers.fraction(cell(column, text, row, index, typed));
                case SHARE -> numbers.share(cell(column, text, row, index, typed));
                case DATE -> dates.date(column, text, typed.warnings());
                case MONTH -> dates.month(column, text, typed.warnings());
                case YEAR -> year(text);
                case FLAG -> flag(text);
            };
        } catch (Unreadable unreadable) {
            if (feed.dataset().costsOnlyItsCell(column)) {
                typed.warnings().add(ValidationMessages.countsAsBlank(column, text, unreadable));
            } else {
                typed.problems().add(new Finding(column.name(), text, unreadable.rule(), unreadable.sentence()));
            }
            return null;
        }
    }

    private NumberCells.Cell cell(Column column, String text, SourceRow row, int index, Typed typed) {
        return new NumberCells.Cell(column, text, row.units()[index], marks.of(index), typed.warnings());
    }

    /** Checks a member against the dimension that the row names. An unknown dimension is a problem of the row. */
    private String member(Column column, String text, SourceRow row, Typed typed) {
        int place = feed.dataset().indexOf("dimension");
        String dimension = texts.present(row.cells()[place]);
        Optional<String> code = dimension == null
                ? Optional.empty()
                : references.get("dimensions").match(dimension);
        if (code.isPresent()) {
            return reference(column, code.get() + "s", text, typed);
        }
        if (dimension != null) {
            typed.problems().add(ValidationMessages.unknownDimension(dimension));
        }
        return text;
    }

    private String reference(Column column, String table, String text, Typed typed) {
        if (references.get(table).match(text).isEmpty()) {
            typed.warnings().add(ValidationMessages.unknownMember(column, text));
        }
        return text;
    }

    private static Integer year(String text) throws Unreadable {
        String digits = Spelling.normal(text).replaceFirst("年度?$", "").strip();
        // A spreadsheet may store a year as a date of which it displays the year.
        if (!digits.matches("(19|20|21)\\d{2}(-\\d{2}-\\d{2}|(-\\d{2})? \\(\\d{4}-\\d{2}-\\d{2}\\))?")) {
            throw DateMessages.notAYear(text);
        }
        return Integer.valueOf(digits.substring(0, 4));
    }

    private static Boolean flag(String text) throws Unreadable {
        Boolean flag = FLAGS.get(text.strip().toLowerCase(Locale.ROOT));
        if (flag == null) {
            throw ValidationMessages.notAFlag(text);
        }
        return flag;
    }
}
