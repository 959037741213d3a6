package dev.taizhang.validated;

import dev.taizhang.definition.Settings;
import dev.taizhang.definition.StatedUnit;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.Set;

/** The currency of one row: the one in its currency column or in the units of its amounts, else the portfolio's. */
final class RowCurrency {
    private final Currency otherwise;
    private final boolean stated;

    /** The currencies of the amounts read so far. */
    private final Set<String> amounts = new LinkedHashSet<>();

    /**
     * Begins a row.
     *
     * @param own the currency in its currency column; null if there is none
     */
    RowCurrency(Currency own, Currency portfolio) {
        this.otherwise = own == null ? portfolio : own;
        this.stated = own != null;
    }

    /**
     * Adds an amount.
     *
     * @throws Unreadable if its unit names a currency that the program does not support, one of several, or another one
     *     than the rest of the row
     */
    void add(StatedUnit unit, String text) throws Unreadable {
        String code = otherwise.getCurrencyCode();
        if (!unit.currencies().isEmpty() && !unit.currencies().contains(code)) {
            if (unit.currencies().size() > 1
                    || Settings.currency(unit.currencies().iterator().next()).isEmpty()) {
                throw NumberMessages.unclearCurrency(text, code);
            }
            code = unit.currencies().iterator().next();
        }
        amounts.add(code);
        String other = stated ? otherwise.getCurrencyCode() : amounts.iterator().next();
        if (!code.equals(other)) {
            throw NumberMessages.otherCurrency(text, code, other);
        }
    }

    Currency currency() {
        return amounts.isEmpty()
                ? otherwise
                : Currency.getInstance(amounts.iterator().next());
    }
}
