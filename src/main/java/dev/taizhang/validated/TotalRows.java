package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.feeds.SourceRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares the total rows of a table with the sums of its rows, at the end of the table. A total is correct if it is
 * the sum of the whole table, of the rows since the previous total, or of those up to the next one. Otherwise the row
 * gets a warning.
 */
final class TotalRows {
    /**
     * The limit for totals of one table, which are held in memory. Further ones get a warning that they were not
     * checked.
     */
    private static final int MAX = 10_000;

    private final List<Column> columns;
    private final int[] amounts;
    private final int currencyPlace;
    private final List<Pending> pending = new ArrayList<>();

    /** The sums of the rows before the first total and after each total. */
    private final List<Sums> parts = new ArrayList<>();

    private int table = -1;
    private Object currency;
    private boolean mixed;

    private record Pending(SourceRow row, Object[] values) {}

    /** A total row with its warnings. */
    record Checked(SourceRow row, List<Finding> findings) {}

    /** The sums of some rows by amount column, in smallest units. */
    private static final class Sums {
        private final long[] totals;
        private long rows;
        private long faulty;

        Sums(int amounts) {
            totals = new long[amounts];
        }

        void add(Sums other) {
            for (int nth = 0; nth < totals.length; nth++) {
                totals[nth] += other.totals[nth];
            }
            rows += other.rows;
            faulty += other.faulty;
        }
    }

    TotalRows(DatasetDefinition dataset) {
        columns = dataset.columns();
        amounts = IntStream.range(0, columns.size())
                .filter(index -> columns.get(index).type() == ColumnType.AMOUNT)
                .toArray();
        currencyPlace = dataset.has("currency") ? dataset.indexOf("currency") : -1;
        parts.add(new Sums(amounts.length));
    }

    /** Adds a row. If it starts a new table, the totals of the previous one are returned. */
    List<Checked> add(SourceRow row, RowTyping.Typed typed) {
        List<Checked> before = row.table() == table ? List.of() : end();
        table = row.table();
        if (!row.isTotal()) {
            addToSums(typed);
            return before;
        }
        if (pending.size() == MAX) {
            List<Checked> unchecked = new ArrayList<>(before);
            unchecked.add(new Checked(row, List.of(ValidationMessages.uncheckedTotal(row.rowNumber(), MAX))));
            return unchecked;
        }
        pending.add(new Pending(row, typed.values()));
        parts.add(new Sums(amounts.length));
        return before;
    }

    private void addToSums(RowTyping.Typed typed) {
        Sums part = parts.get(parts.size() - 1);
        part.rows++;
        part.faulty += typed.problems().isEmpty() ? 0 : 1;
        for (int nth = 0; nth < amounts.length; nth++) {
            part.totals[nth] += typed.values()[amounts[nth]] instanceof Long amount ? amount : 0;
        }
        if (currencyPlace >= 0) {
            Object own = typed.values()[currencyPlace];
            mixed |= currency != null && !currency.equals(own);
            currency = own;
        }
    }

    /** Ends the table and returns its totals. */
    List<Checked> end() {
        Sums whole = new Sums(amounts.length);
        parts.forEach(whole::add);
        List<Checked> checked = new ArrayList<>();
        for (int nth = 0; nth < pending.size(); nth++) {
            checked.add(new Checked(pending.get(nth).row(), findings(pending.get(nth), whole, nth)));
        }
        pending.clear();
        parts.clear();
        parts.add(new Sums(amounts.length));
        currency = null;
        mixed = false;
        return checked;
    }

    private List<Finding> findings(Pending total, Sums whole, int nth) {
        List<Finding> findings = new ArrayList<>();
        for (int amount = 0; amount < amounts.length && !mixed; amount++) {
            if (total.values()[amounts[amount]] instanceof Long stated
                    && !isSum(stated, whole, amount)
                    && !isSum(stated, parts.get(nth), amount)
                    && !isSum(stated, parts.get(nth + 1), amount)) {
                boolean part = total.row().leftOut().equals(SourceRow.SUBTOTAL);
                Sums meant = part && parts.get(nth).rows > 0 ? parts.get(nth) : whole;
                findings.add(differs(columns.get(amounts[amount]), total.row(), stated, meant, amount));
            }
        }
        return findings;
    }

    /** Whether a total is the sum of some rows, each of which may have been rounded to the smallest unit. */
    private static boolean isSum(long stated, Sums sums, int amount) {
        return sums.rows > 0 && Math.abs(stated - sums.totals[amount]) <= sums.rows / 2 + 1;
    }

    private Finding differs(Column column, SourceRow row, long stated, Sums sums, int amount) {
        int digits =
                currency == null ? 2 : Currency.getInstance(currency.toString()).getDefaultFractionDigits();
        return ValidationMessages.totalDiffers(
                column,
                row.cells()[amounts[amount]],
                BigDecimal.valueOf(stated, digits),
                BigDecimal.valueOf(sums.totals[amount], digits),
                sums.rows,
                sums.faulty);
    }
}
