package dev.taizhang.validated;

import com.google.common.collect.Lists;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.feeds.SourceRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds the total rows of a table and the rows that may be totals until its end, and compares them with the sums of its
 * rows. A total is correct if it is the sum of the whole table, of all rows above it, or of the rows since one of the
 * totals above it or up to one of those below it. Otherwise the row gets a warning.
 */
final class TotalRows {
    /**
     * The limit for rows of one table that are held in memory. Further totals get a warning that they were not checked.
     */
    private static final int MAX = 10_000;

    /** The number of groups above a row that are added up to find the rows that it sums. */
    private static final int MAX_GROUPS = 200;

    private final List<Column> columns;
    private final int[] amounts;
    private final int currencyPlace;
    private final RowDoubts doubts;
    private final List<Pending> pending = new ArrayList<>();

    /** The sums of the rows before the first pending row and after each of them. */
    private final List<AmountSums> parts = new ArrayList<>();

    private int table = -1;
    private Object currency;
    private boolean mixed;
    private boolean compared;

    private record Pending(SourceRow row, RowTyping.Typed typed) {}

    /** A total row with the number of groups of rows that end above it, and the sums of all rows above it. */
    private record Total(JudgedRow row, int groups, AmountSums above) {}

    TotalRows(DatasetDefinition dataset, KeyForms forms) {
        columns = dataset.columns();
        amounts = IntStream.range(0, columns.size())
                .filter(index -> columns.get(index).type() == ColumnType.AMOUNT)
                .toArray();
        currencyPlace = dataset.has("currency") ? dataset.indexOf("currency") : -1;
        doubts = new RowDoubts(dataset, forms);
        parts.add(sums());
    }

    private AmountSums sums() {
        return new AmountSums(amounts.length);
    }

    /** Adds a row and returns the rows that are decided now. If it starts a new table, all of the previous one are. */
    List<JudgedRow> add(SourceRow row, RowTyping.Typed typed) {
        List<JudgedRow> decided = row.table() == table ? new ArrayList<>() : end();
        table = row.table();
        boolean held = row.isTotal() || doubts.isDoubtful(row, typed);
        boolean noCode = !held && doubts.isNoCode(row);
        compared |= held || noCode;
        if (held && pending.size() < MAX) {
            pending.add(new Pending(row, typed));
            parts.add(sums());
        } else if (row.isTotal()) {
            Finding unchecked = ValidationMessages.uncheckedTotal(row.rowNumber(), MAX);
            decided.add(JudgedRow.leftOut(row, typed, row.leftOut(), List.of(unchecked)));
        } else if (held) {
            JudgedRow judged = doubts.uncompared(row, typed);
            decided.add(judged);
            if (isUnchanged(judged, typed)) {
                addToSums(typed);
            }
        } else if (noCode && summed(amounts(typed), parts, List.of()) > 1) {
            decided.add(doubts.suspected(row, typed));
        } else {
            addToSums(typed);
            decided.add(JudgedRow.data(row, typed));
        }
        return decided;
    }

    /** Whether any row so far had to be compared with others. */
    boolean haveCompared() {
        return compared;
    }

    private Long[] amounts(RowTyping.Typed typed) {
        return IntStream.of(amounts)
                .mapToObj(place -> typed.values()[place] instanceof Long amount ? amount : null)
                .toArray(Long[]::new);
    }

    private void addToSums(RowTyping.Typed typed) {
        parts.get(parts.size() - 1).add(amounts(typed), !typed.problems().isEmpty());
        if (currencyPlace >= 0) {
            Object own = typed.values()[currencyPlace];
            mixed |= currency != null && !currency.equals(own);
            currency = own;
        }
    }

    /**
     * The number of rows whose sums are the amounts of a row: of the last groups above it, or of the first ones below
     * it. 0 if they are no sums.
     */
    private long summed(Long[] stated, List<AmountSums> above, List<AmountSums> below) {
        if (mixed) {
            return 0;
        }
        return Stream.concat(runs(Lists.reverse(above)).stream(), runs(below).stream())
                .filter(run -> run.areSums(stated))
                .findFirst()
                .map(AmountSums::rows)
                .orElse(0L);
    }

    private static boolean isUnchanged(JudgedRow judged, RowTyping.Typed typed) {
        return judged.leftOut() == null && judged.typed().equals(typed);
    }

    /** Ends the table and returns its rows that were held. */
    List<JudgedRow> end() {
        AmountSums read = sums();
        parts.forEach(read::add);
        List<AmountSums> groups = new ArrayList<>();
        List<JudgedRow> decided = new ArrayList<>();
        List<Total> totals = new ArrayList<>();
        AmountSums above = sums();
        AmountSums group = sums().add(parts.get(0));
        for (int nth = 0; nth < pending.size(); nth++) {
            RowTyping.Typed typed = pending.get(nth).typed();
            JudgedRow judged = judged(nth, groups, group, read);
            if (judged.isTotal()) {
                groups.add(group);
                above = sums().add(above).add(group);
                totals.add(new Total(judged, groups.size(), above));
                group = sums();
            } else {
                decided.add(judged);
                if (isUnchanged(judged, typed)) {
                    group.add(amounts(typed), !typed.problems().isEmpty());
                }
            }
            group.add(parts.get(nth + 1));
        }
        groups.add(group);
        AmountSums whole = sums().add(above).add(group);
        totals.forEach(total -> decided.add(checked(total, groups, whole)));
        pending.clear();
        parts.clear();
        parts.add(sums());
        currency = null;
        mixed = false;
        return decided;
    }

    /**
     * Decides about a held row.
     *
     * @param groups the groups of rows that end above it
     * @param group the rows since then
     * @param read all rows of the table that are not held
     */
    private JudgedRow judged(int nth, List<AmountSums> groups, AmountSums group, AmountSums read) {
        Pending held = pending.get(nth);
        if (held.row().isTotal()) {
            return JudgedRow.leftOut(held.row(), held.typed(), held.row().leftOut(), List.of());
        }
        List<AmountSums> above =
                new ArrayList<>(groups.subList(Math.max(0, groups.size() - MAX_GROUPS), groups.size()));
        above.add(group);
        Long[] stated = amounts(held.typed());
        long summed = summed(stated, above, parts.subList(nth + 1, parts.size()));
        summed = summed == 0 && !mixed && read.areSums(stated) ? read.rows() : summed;
        boolean some = IntStream.range(0, stated.length).anyMatch(column -> stated[column] != null);
        Set<Long> counts = new HashSet<>(List.of(read.rows(), group.rows()));
        return doubts.judged(held.row(), held.typed(), new RowDoubts.Evidence(summed, some, counts, pending.size()));
    }

    private JudgedRow checked(Total total, List<AmountSums> groups, AmountSums whole) {
        AmountSums before = groups.get(total.groups() - 1);
        List<AmountSums> possible = new ArrayList<>(List.of(whole, total.above()));
        possible.addAll(runs(groups.subList(total.groups(), groups.size())));
        possible.addAll(runs(Lists.reverse(groups.subList(0, total.groups()))));
        JudgedRow row = total.row();
        List<Finding> findings = new ArrayList<>(row.findings());
        Long[] stated = amounts(row.typed());
        for (int column = 0; column < amounts.length && !mixed; column++) {
            int nth = column;
            if (stated[nth] != null && possible.stream().noneMatch(sums -> sums.isSum(stated[nth], nth))) {
                boolean part = SourceRow.SUBTOTAL.equals(row.leftOut());
                AmountSums meant = part && before.rows() > 0 ? before : whole;
                findings.add(differs(columns.get(amounts[column]), row.row(), stated[column], meant, column));
            }
        }
        return JudgedRow.leftOut(row.row(), row.typed(), row.leftOut(), findings);
    }

    /** The sums of the first group, the first two, and so on: groups may be parts of others. */
    private List<AmountSums> runs(List<AmountSums> groups) {
        List<AmountSums> runs = new ArrayList<>();
        AmountSums run = sums();
        for (AmountSums group : groups.subList(0, Math.min(MAX_GROUPS, groups.size()))) {
            run = sums().add(run).add(group);
            runs.add(run);
        }
        return runs;
    }

    private Finding differs(Column column, SourceRow row, long stated, AmountSums sums, int amount) {
        int digits =
                currency == null ? 2 : Currency.getInstance(currency.toString()).getDefaultFractionDigits();
        return ValidationMessages.totalDiffers(
                column,
                row.cells()[amounts[amount]],
                BigDecimal.valueOf(stated, digits),
                BigDecimal.valueOf(sums.total(amount), digits),
                sums.rows(),
                sums.faulty());
    }
}
