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
 * The totals of one table, held until its end and compared with the sums of its rows. A total is right where it is the
 * sum of the whole table, of the rows since the total before it, or of those up to the next one; where it is none of
 * these, the row says so.
 */
final class TotalRows {
    /** Totals beyond these are told to be unchecked, so that a file of nothing else does not fill the memory. */
    private static final int MOST = 10_000;

    private final List<Column> columns;
    private final int[] amounts;
    private final int currencyPlace;
    private final List<Held> held = new ArrayList<>();

    /** The sums since each total, and before the first. */
    private final List<Sums> parts = new ArrayList<>();

    private int table = -1;
    private Object currency;
    private boolean mixed;

    private record Held(SourceRow row, Object[] values) {}

    /** A row that adds up others, and what is odd about it. */
    record Checked(SourceRow row, List<Finding> findings) {}

    /** What some rows come to, in smallest units, by amount. */
    private static final class Sums {
        private final long[] totals;
        private long rows;
        private long unread;

        Sums(int amounts) {
            totals = new long[amounts];
        }

        void add(Sums other) {
            for (int nth = 0; nth < totals.length; nth++) {
                totals[nth] += other.totals[nth];
            }
            rows += other.rows;
            unread += other.unread;
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

    /** Takes a row; gives the totals of the table before where a new one begins. */
    List<Checked> take(SourceRow row, RowTyping.Typed typed) {
        List<Checked> before = row.table() == table ? List.of() : end();
        table = row.table();
        if (!row.isTotal()) {
            add(typed);
            return before;
        }
        if (held.size() == MOST) {
            List<Checked> unchecked = new ArrayList<>(before);
            unchecked.add(new Checked(row, List.of(unchecked(row))));
            return unchecked;
        }
        held.add(new Held(row, typed.values()));
        parts.add(new Sums(amounts.length));
        return before;
    }

    private void add(RowTyping.Typed typed) {
        Sums part = parts.get(parts.size() - 1);
        part.rows++;
        part.unread += typed.problems().isEmpty() ? 0 : 1;
        for (int nth = 0; nth < amounts.length; nth++) {
            part.totals[nth] += typed.values()[amounts[nth]] instanceof Long amount ? amount : 0;
        }
        if (currencyPlace >= 0) {
            Object own = typed.values()[currencyPlace];
            mixed |= currency != null && !currency.equals(own);
            currency = own;
        }
    }

    /** The totals of the table that ends here. */
    List<Checked> end() {
        Sums whole = new Sums(amounts.length);
        parts.forEach(whole::add);
        List<Checked> checked = new ArrayList<>();
        for (int nth = 0; nth < held.size(); nth++) {
            checked.add(new Checked(held.get(nth).row(), findings(held.get(nth), whole, nth)));
        }
        held.clear();
        parts.clear();
        parts.add(new Sums(amounts.length));
        currency = null;
        mixed = false;
        return checked;
    }

    private List<Finding> findings(Held total, Sums whole, int nth) {
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

    /** Each row may have been rounded to the smallest unit. */
    private static boolean isSum(long stated, Sums sums, int amount) {
        return sums.rows > 0 && Math.abs(stated - sums.totals[amount]) <= sums.rows / 2 + 1;
    }

    private Finding differs(Column column, SourceRow row, long stated, Sums sums, int amount) {
        int digits =
                currency == null ? 2 : Currency.getInstance(currency.toString()).getDefaultFractionDigits();
        String said = BigDecimal.valueOf(stated, digits).toPlainString();
        String sum = BigDecimal.valueOf(sums.totals[amount], digits).toPlainString();
        String difference =
                BigDecimal.valueOf(stated - sums.totals[amount], digits).toPlainString();
        boolean unread = sums.unread > 0;
        return Finding.of(
                column.name(),
                row.cells()[amounts[amount]],
                "total_differs",
                "合计行的“" + column.title().zh() + "”为 " + said + "，各行（" + sums.rows + " 行）之和为 " + sum + "，相差 "
                        + difference + (unread ? "（其中 " + sums.unread + " 行有误，未全部计入）" : "") + "，请核对。",
                "The total states " + said + " for \"" + column.title().en() + "\", but its " + sums.rows
                        + " rows come to " + sum + ", a difference of " + difference
                        + (unread ? " (" + sums.unread + " of them are faulty and not wholly in)" : "")
                        + "; check it.");
    }

    private static Finding unchecked(SourceRow row) {
        return Finding.of(
                null,
                null,
                "total_unchecked",
                "该表的合计行超过 " + MOST + " 个，第 " + row.rowNumber() + " 行未核对。",
                "The table has more than " + MOST + " totals; that of row " + row.rowNumber() + " was not checked.");
    }
}
