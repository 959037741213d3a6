package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ReferenceTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** The unit in which people read large amounts, 亿元 say. In another currency 亿元 would be wrong: there it is 亿 of it. */
final class DisplayUnit {
    private static final String YUAN = "CNY";

    private final ReferenceTable.Member unit;
    private final String ofPortfolio;

    DisplayUnit(Configuration configuration) {
        this.unit = configuration
                .reference("units")
                .member(configuration.settings().displayUnit())
                .orElseThrow();
        this.ofPortfolio = configuration.settings().currency().getCurrencyCode();
    }

    /** How many whole units of a currency it is, as a power of ten. */
    BigDecimal size() {
        return new BigDecimal(unit.number());
    }

    /** An amount of whole units in it, not rounded. */
    BigDecimal of(BigDecimal amount) {
        return amount.divide(size(), MathContext.UNLIMITED);
    }

    /** Its name where the portfolio's own currency goes without saying; empty for single units of another one. */
    String bare() {
        return ofPortfolio.equals(YUAN) ? unit.nameZh() : ofAny();
    }

    /** Its name in Chinese without any currency. */
    String ofAny() {
        return unit.nameZh().replaceFirst("元$", "");
    }

    /** Its name in Chinese with the currency. */
    String zh(String currency) {
        return currency.equals(YUAN) ? unit.nameZh() : ofAny() + " " + currency;
    }

    /** Its name in English without any currency; empty for single units. */
    String en() {
        return unit.code().equals("one") ? "" : unit.nameEn().toLowerCase(Locale.ROOT);
    }

    /** Its own name in both languages, as the reference table has it. */
    Bilingual title() {
        return new Bilingual(unit.nameZh(), unit.nameEn());
    }
}
