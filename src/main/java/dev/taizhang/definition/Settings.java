package dev.taizhang.definition;

import com.typesafe.config.Config;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code taizhang.conf} says: whose portfolio this is, and in which currency and zone it is told.
 *
 * @param programmeCode the programme's code, as in {@code programme_overview}
 * @param programmeName its name
 * @param currency the portfolio's currency, that of every amount whose row names no other (ISO 4217)
 * @param displayUnit the unit of {@code units.csv} in which people read large amounts
 * @param zone the zone that decides which date a night belongs to
 * @param counting how tables by a dimension count projects that lie in several of its members, by dimension
 * @param elapsed how the part of the year that has passed is counted
 * @param lights the thresholds of the lights
 * @param tables which summary tables are published
 * @param inbox where deliveries arrive unless the command line says otherwise
 * @param warehouse where everything is kept unless the command line says otherwise
 * @param stalledAfter how long a run may make no progress before it saves the stacks of its threads
 * @param file the whole file, for the settings that a later stage reads itself
 */
public record Settings(
        String programmeCode,
        Bilingual programmeName,
        Currency currency,
        String displayUnit,
        ZoneId zone,
        Map<String, MultiPlacePolicy> counting,
        Elapsed elapsed,
        Lights lights,
        TableChoice tables,
        Duration stalledAfter,
        Optional<String> inbox,
        Optional<String> warehouse,
        ConfigurationFile file) {
    private static final Set<String> KEYS = Set.of(
            "programme",
            "currency",
            "display_unit",
            "zone",
            "counting",
            "time_elapsed",
            "lights",
            "tables",
            "workbook",
            "stalled_after",
            "csv_formulas",
            "inbox",
            "warehouse",
            "readers_group",
            "mart",
            "webhook");

    static Settings read(Config config, String place, ReferenceTable units) {
        ConfigurationFile file = ConfigurationFile.of(config, place, KEYS);
        ConfigurationFile programme = file.object("programme", Set.of("code", "name_zh", "name_en"));
        return new Settings(
                programme.text("code"),
                new Bilingual(programme.text("name_zh"), programme.text("name_en")),
                currency(file.text("currency"), file),
                displayUnit(file, units),
                zone(file),
                counting(file.object("counting", Set.of("district", "cluster"))),
                elapsed(file),
                Lights.read(file),
                TableChoice.read(file),
                file.duration("stalled_after"),
                file.optionalText("inbox"),
                file.optionalText("warehouse"),
                file);
    }

    private static Currency currency(String code, ConfigurationFile file) {
        return currency(code).orElseThrow(() -> file.wrong("currency", unsupported(code)));
    }

    /** Why a code is none of {@link #currency}. */
    static Bilingual unsupported(String code) {
        return new Bilingual(
                "“" + code + "”不是支持的 ISO 4217 货币（暂不支持三位小数的货币）。",
                "\"" + code
                        + "\" is not a supported ISO 4217 currency (those with three decimals are not supported yet).");
    }

    /** The currency of an ISO 4217 code; empty for an unknown one and for those with more than two decimals. */
    public static Optional<Currency> currency(String code) {
        try {
            Currency currency = Currency.getInstance(code.strip().toUpperCase(Locale.ROOT));
            return currency.getDefaultFractionDigits() >= 0 && currency.getDefaultFractionDigits() <= 2
                    ? Optional.of(currency)
                    : Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static String displayUnit(ConfigurationFile file, ReferenceTable units) {
        String unit = file.text("display_unit");
        if (units.member(unit).isEmpty()) {
            throw file.wrong(
                    "display_unit",
                    new Bilingual(
                            "“" + unit + "”不在 units.csv 中，须是其中的代码。",
                            "\"" + unit + "\" is not in units.csv; it must be a code of it."));
        }
        return unit;
    }

    private static Elapsed elapsed(ConfigurationFile file) {
        return Stream.of(Elapsed.values())
                .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(file.text("time_elapsed")))
                .findFirst()
                .orElseThrow(() -> file.wrong(
                        "time_elapsed",
                        new Bilingual("须是 by_month（按月）或 by_day（按天）。", "it must be by_month or by_day.")));
    }

    private static Map<String, MultiPlacePolicy> counting(ConfigurationFile file) {
        return file.keys().stream()
                .collect(Collectors.toMap(dimension -> dimension, dimension -> counting(dimension, file)));
    }

    private static MultiPlacePolicy counting(String dimension, ConfigurationFile file) {
        return Stream.of(MultiPlacePolicy.values())
                .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(file.text(dimension)))
                .findFirst()
                .orElseThrow(() -> file.wrong(
                        dimension,
                        new Bilingual(
                                "须是 own_line（单列一行）、every_place（各处都计）或 by_share（按份额分摊）。",
                                "it must be own_line, every_place or by_share.")));
    }

    private static ZoneId zone(ConfigurationFile file) {
        try {
            return ZoneId.of(file.text("zone"));
        } catch (DateTimeException unknown) {
            throw file.wrong("zone", new Bilingual("没有这个时区。", "there is no such time zone."));
        }
    }
}
