package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Settings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * The unit in which large amounts are displayed, for example 亿元. In another currency 亿元 would be wrong; the unit is
 * then 亿 of that currency.
 */
public final class DisplayUnit {
    private static final String YUAN = "CNY";

    private final ReferenceTable.Member unit;
    private final String ofPortfolio;

    /**
     * Looks up the unit that the settings name.
     *
     * @param units the reference table {@code units}
     */
    public DisplayUnit(Settings settings, ReferenceTable units) {
        this.unit = units.member(settings.displayUnit()).orElseThrow();
        this.ofPortfolio = settings.currency().getCurrencyCode();
    }

    /** Returns how many whole units of a currency it equals, as a power of ten. */
    BigDecimal size() {
        return new BigDecimal(unit.number());
    }

    /** Converts an amount in whole units to this unit, without rounding. */
    BigDecimal of(BigDecimal amount) {
        return amount.divide(size(), MathContext.UNLIMITED);
    }

    /** Returns its name if the portfolio's own currency is implied; empty for single units of another currency. */
    String bare() {
        return ofPortfolio.equals(YUAN) ? unit.nameZh() : ofAny();
    }

    /** Returns its Chinese name without a currency. */
    String ofAny() {
        return unit.nameZh().replaceFirst("元$", "");
    }

    /** Returns its Chinese name with the currency. */
    String zh(String currency) {
        return currency.equals(YUAN) ? unit.nameZh() : ofAny() + " " + currency;
    }

    /** Returns its English name without a currency; empty for single units. */
    String en() {
        return unit.code().equals("one") ? "" : unit.nameEn().toLowerCase(Locale.ROOT);
    }

    /** Returns its own name in both languages, as in the reference table. */
    Bilingual title() {
        return new Bilingual(unit.nameZh(), unit.nameEn());
    }
}
