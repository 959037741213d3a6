package dev.taizhang.summaries;

import com.typesafe.config.Config;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.Measure;
import dev.taizhang.cube.RollUp;
import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.SqlExpression;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables and measures of an office's own, as files under {@code conf/tables} define them: roll-ups like the built-in ones,
 * with the same checks and documents. Every mistake is a failure that names file, line and key.
 */
final class ConfiguredTables {
    private static final Set<String> MEASURE = Set.of("name", "fact", "unit", "sum", "formula", "title", "sentence");
    private static final Set<String> TABLE = Set.of("name", "fact", "by", "measures", "title", "sentence");
    private static final Set<String> LANGUAGES = Set.of("zh", "en");

    private final List<SummaryTable> builtIn;
    private final Map<String, Map<String, Measure>> measures = new LinkedHashMap<>();
    private final List<SummaryTable> tables = new ArrayList<>();

    private ConfiguredTables(List<SummaryTable> builtIn) {
        this.builtIn = builtIn;
        for (Fact fact : Fact.ALL) {
            Map<String, Measure> known = new LinkedHashMap<>();
            fact.summed().forEach(measure -> known.put(measure.name(), measure));
            builtIn.stream()
                    .filter(RollUpTable.class::isInstance)
                    .map(table -> ((RollUpTable) table).rollUp())
                    .filter(rollUp -> rollUp.fact().equals(fact))
                    .flatMap(rollUp -> rollUp.measures().stream())
                    .forEach(measure -> known.put(measure.name(), measure));
            measures.put(fact.name(), known);
        }
    }

    /** A roll-up that a file defines. */
    private record ConfiguredTable(String name, Bilingual title, Bilingual sentence, RollUp rollUp)
            implements RollUpTable {}

    /** The tables of a configuration, in the order of their files and of their places in them. */
    static List<SummaryTable> of(Configuration configuration, List<SummaryTable> builtIn) {
        ConfiguredTables read = new ConfiguredTables(builtIn);
        List<ConfigurationFile> files = new ArrayList<>();
        for (Map.Entry<String, Config> file : configuration.tables().entrySet()) {
            String place = configuration
                    .folder()
                    .resolve("tables")
                    .resolve(file.getKey() + ".conf")
                    .toString();
            files.add(ConfigurationFile.of(file.getValue(), place, Set.of("measures", "tables")));
        }
        // A table may show measures of any file, and a measure may be made of those before it.
        files.forEach(file -> file.objects("measures", MEASURE).forEach(read::measure));
        files.forEach(file -> file.objects("tables", TABLE).forEach(read::table));
        return List.copyOf(read.tables);
    }

    private void measure(ConfigurationFile entry) {
        Fact fact = fact(entry);
        Map<String, Measure> known = measures.get(fact.name());
        String name = name(entry);
        if (known.containsKey(name)) {
            throw entry.wrong("name", used(name));
        }
        if (entry.has("sum") == entry.has("formula")) {
            throw entry.wrong(
                    "name",
                    new Bilingual(
                            "指标 " + name + " 须有 sum（对行求和）或 formula（由其他指标算出），二者取一。",
                            "the measure " + name
                                    + " needs either sum, which adds rows up, or formula, which works on other"
                                    + " measures."));
        }
        Bilingual title = bilingual(entry, "title");
        Bilingual sentence = entry.has("sentence") ? bilingual(entry, "sentence") : title;
        known.put(
                name,
                entry.has("sum")
                        ? Measure.summed(name, unit(entry), title, sentence, sum(entry, fact))
                        : derived(entry, fact, name, title, sentence));
    }

    private static String sum(ConfigurationFile entry, Fact fact) {
        String sum = entry.text("sum");
        SqlExpression.objectionToSum(sum, fact.lines()).ifPresent(objection -> {
            throw entry.wrong("sum", objection);
        });
        return sum;
    }

    private Measure derived(ConfigurationFile entry, Fact fact, String name, Bilingual title, Bilingual sentence) {
        String formula = entry.text("formula");
        List<Measure> own = measures.get(fact.name()).values().stream()
                .filter(measure ->
                        measure.kind() == Measure.Kind.SUMMED && !fact.summed().contains(measure))
                .toList();
        SqlExpression.objectionToFormula(formula, fact.sums(own)).ifPresent(objection -> {
            throw entry.wrong("formula", objection);
        });
        return new Measure(name, title, sentence, unit(entry), Measure.Kind.DERIVED, formula, own);
    }

    private void table(ConfigurationFile entry) {
        Fact fact = fact(entry);
        String name = name(entry);
        Bilingual title = bilingual(entry, "title");
        boolean taken = Stream.concat(builtIn.stream(), tables.stream())
                .anyMatch(
                        table -> table.name().equals(name) || table.title().zh().equals(title.zh()));
        if (taken) {
            throw entry.wrong("name", used(name + " / " + title.zh()));
        }
        List<Dimension> dimensions = entry.words("by").stream()
                .map(word -> dimension(entry, fact, word))
                .toList();
        List<Measure> shown = entry.words("measures").stream()
                .map(word -> Optional.ofNullable(measures.get(fact.name()).get(word))
                        .orElseThrow(() -> unknown(
                                entry,
                                "measures",
                                word,
                                measures.get(fact.name()).keySet())))
                .toList();
        if (dimensions.isEmpty() || shown.isEmpty()) {
            throw entry.missing(dimensions.isEmpty() ? "by" : "measures");
        }
        tables.add(new ConfiguredTable(name, title, sentence(entry, dimensions), new RollUp(fact, dimensions, shown)));
    }

    private static Bilingual sentence(ConfigurationFile entry, List<Dimension> dimensions) {
        return entry.has("sentence")
                ? bilingual(entry, "sentence")
                : new Bilingual(
                        "每个"
                                + dimensions.stream()
                                        .map(dimension -> dimension.title().zh())
                                        .collect(Collectors.joining("、"))
                                + "一行",
                        "One row per "
                                + dimensions.stream()
                                        .map(dimension -> dimension.title().en())
                                        .collect(Collectors.joining(" and ")));
    }

    private static Dimension dimension(ConfigurationFile entry, Fact fact, String word) {
        return fact.dimensions().stream()
                .filter(dimension -> dimension.name().equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(
                        entry,
                        "by",
                        word,
                        fact.dimensions().stream().map(Dimension::name).collect(Collectors.toSet())));
    }

    private static Fact fact(ConfigurationFile entry) {
        String word = entry.optionalText("fact").orElse(Fact.PROJECTS.name());
        return Fact.named(word)
                .orElseThrow(() -> unknown(
                        entry, "fact", word, Fact.ALL.stream().map(Fact::name).collect(Collectors.toSet())));
    }

    private static Unit unit(ConfigurationFile entry) {
        String word = entry.text("unit");
        return Stream.of(Unit.values())
                .filter(unit -> unit.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(
                        entry,
                        "unit",
                        word,
                        Stream.of(Unit.values())
                                .map(unit -> unit.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet())));
    }

    private static String name(ConfigurationFile entry) {
        String name = entry.text("name");
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw entry.wrong(
                    "name", new Bilingual("须是小写字母、数字和下划线。", "it must be of small letters, digits and underscores."));
        }
        return name;
    }

    private static Bilingual bilingual(ConfigurationFile entry, String key) {
        ConfigurationFile words = entry.object(key, LANGUAGES);
        return new Bilingual(words.text("zh"), words.text("en"));
    }

    private static Bilingual used(String name) {
        return new Bilingual("“" + name + "”已被使用。", "\"" + name + "\" is in use already.");
    }

    private static RuntimeException unknown(ConfigurationFile entry, String key, String word, Set<String> known) {
        String words = known.stream().sorted().collect(Collectors.joining(", "));
        return entry.wrong(
                key,
                new Bilingual(
                        "没有“" + word + "”，可用的有：" + words + "。",
                        "there is no \"" + word + "\"; there are: " + words + "."));
    }
}
