package dev.taizhang.definition;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of {@code taizhang.conf}.
 *
 * @param programmeCode the code of the programme, as in {@code programme_overview}
 * @param programmeName the name of the programme
 * @param currency the portfolio's currency (ISO 4217), which applies to every amount whose row names no other
 * @param displayUnit the unit of {@code units.csv} in which large amounts are shown
 * @param language the language of page, brief, workbook and the summary of a run
 * @param zone the time zone that determines the date of a run
 * @param counting the way in which tables by a dimension count projects that lie in several of its members, by
 *     dimension
 * @param planYear the year of plans and targets
 * @param elapsed the way to compute the elapsed part of the year
 * @param lights the thresholds of the lights
 * @param tables the choice of the summary tables that are published
 * @param approval whether a nightly run publishes what it has computed
 * @param inbox the folder in which deliveries arrive, unless the command line names another
 * @param warehouse the folder for all data, unless the command line names another
 * @param stalledAfter the time without progress after which a run saves the stacks of its threads
 * @param file the complete file, for the settings that a later stage reads
 */
public record Settings(
        String programmeCode,
        Bilingual programmeName,
        Currency currency,
        String displayUnit,
        Language language,
        ZoneId zone,
        Map<String, MultiPlacePolicy> counting,
        PlanYear planYear,
        Elapsed elapsed,
        Lights lights,
        TableChoice tables,
        Approval approval,
        Duration stalledAfter,
        Optional<String> inbox,
        Optional<String> warehouse,
        ConfigurationFile file) {
    static final String FILE = "taizhang.conf";
    private static final String BUILT_IN = "defaults/" + FILE;

    private static final String PROGRAMME = "programme";

    private static final Set<String> KEYS = Set.of(
            PROGRAMME,
            "words",
            "currency",
            "display_unit",
            "language",
            "zone",
            "counting",
            "year_starts",
            "time_elapsed",
            "lights",
            "tables",
            "workbook",
            "release",
            "unexplained_movement",
            "stalled_after",
            "csv_formulas",
            "copies",
            "copies_without",
            "inbox",
            "warehouse",
            "readers_group",
            "mart",
            "webhook",
            "mail");

    /**
     * Reads the settings as far as they are right: a key with a mistake has its built-in value.
     *
     * @param own the settings of the office
     */
    static Settings read(Config own, String place, ReferenceTable units, Mistakes mistakes) {
        Optional<Config> merged =
                mistakes.reading(() -> ConfigurationFile.resolved(own.withFallback(defaults()), place));
        Config right = merged.orElseGet(ConfigFactory::empty);
        Set<String> keys = new TreeSet<>(own.root().keySet());
        keys.add(PROGRAMME);
        for (String key : merged.isPresent() ? keys : Set.<String>of()) {
            String path = ConfigUtil.joinPath(key);
            Config others = key.equals(PROGRAMME) ? defaults() : anyProgramme();
            Config alone = merged.get().withOnlyPath(path).withFallback(others);
            if (mistakes.reading(() -> read(alone, place, units)).isEmpty()) {
                right = right.withoutPath(path);
            }
        }
        return read(right.withFallback(anyProgramme()), place, units);
    }

    private static Settings read(Config config, String place, ReferenceTable units) {
        ConfigurationFile file = ConfigurationFile.of(config, place, KEYS);
        ConfigurationFile programme = file.object(PROGRAMME, Set.of("code", "name_zh", "name_en"));
        return new Settings(
                programme.text("code"),
                new Bilingual(programme.text("name_zh"), programme.text("name_en")),
                currency(file.text("currency"), file),
                displayUnit(file, units),
                Language.named(file.text("language"))
                        .orElseThrow(() -> file.wrong("language", ConfigurationMessages.notALanguage())),
                zone(file),
                counting(file.object("counting", Set.of("district", "cluster"))),
                PlanYear.beginningIn(file.text("year_starts"))
                        .orElseThrow(() -> file.wrong("year_starts", ConfigurationMessages.notAMonth())),
                elapsed(file),
                Lights.read(file),
                TableChoice.read(file),
                Approval.read(file),
                file.duration("stalled_after"),
                file.optionalText("inbox"),
                file.optionalText("warehouse"),
                file);
    }

    /** Returns the built-in value of a key. */
    public static String byDefault(String key) {
        return defaults().getString(key);
    }

    /** Returns what is wrong with a value of a key beside the built-in defaults; empty if nothing is. */
    public static Optional<Bilingual> objection(String key, String value) {
        Config config = ConfigFactory.parseMap(Map.of(key, value)).withFallback(anyProgramme());
        try {
            read(config, FILE, ReferenceTable.builtIn("units"));
            return Optional.empty();
        } catch (Failure wrong) {
            return Optional.of(wrong.problem());
        }
    }

    /** Returns the built-in values of all keys that have one. */
    static Config defaults() {
        return ConfigurationFile.parsed(builtInText(), BUILT_IN);
    }

    /** Returns the built-in values with a programme, which every office has to name itself. */
    private static Config anyProgramme() {
        return ConfigFactory.parseMap(Map.of("programme.code", "", "programme.name_zh", "", "programme.name_en", ""))
                .withFallback(defaults());
    }

    /** Returns the text of the built-in values. */
    static String builtInText() {
        return ConfigurationFile.builtInText(BUILT_IN);
    }

    private static Currency currency(String code, ConfigurationFile file) {
        return currency(code)
                .orElseThrow(() -> file.wrong("currency", ConfigurationMessages.unsupportedCurrency(code)));
    }

    /**
     * Returns the currency of an ISO 4217 code; empty for an unknown code and for currencies with more than two
     * decimals.
     */
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
        boolean ofMoney = units.member(unit)
                .filter(member -> member.kind().isEmpty() || member.kind().equals("money"))
                .filter(member -> member.currencies().isEmpty())
                .isPresent();
        if (!ofMoney) {
            throw file.wrong("display_unit", ConfigurationMessages.unknownUnit(unit));
        }
        return unit;
    }

    private static Elapsed elapsed(ConfigurationFile file) {
        return Stream.of(Elapsed.values())
                .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(file.text("time_elapsed")))
                .findFirst()
                .orElseThrow(() -> file.wrong("time_elapsed", ConfigurationMessages.notAWayToCountTime()));
    }

    private static Map<String, MultiPlacePolicy> counting(ConfigurationFile file) {
        return file.keys().stream()
                .collect(Collectors.toMap(dimension -> dimension, dimension -> counting(dimension, file)));
    }

    private static MultiPlacePolicy counting(String dimension, ConfigurationFile file) {
        return Stream.of(MultiPlacePolicy.values())
                .filter(way -> way.name().toLowerCase(Locale.ROOT).equals(file.text(dimension)))
                .findFirst()
                .orElseThrow(() -> file.wrong(dimension, ConfigurationMessages.notAMultiPlacePolicy()));
    }

    private static ZoneId zone(ConfigurationFile file) {
        try {
            return ZoneId.of(file.text("zone"));
        } catch (DateTimeException unknown) {
            throw file.wrong("zone", ConfigurationMessages.unknownZone());
        }
    }
}
