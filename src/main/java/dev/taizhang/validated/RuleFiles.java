package dev.taizhang.validated;

import com.typesafe.config.Config;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.SqlExpression;
import dev.taizhang.validated.Rule.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the rule files of a configuration folder. Every mistake is a failure that names the file, the line and the
 * rule.
 */
public final class RuleFiles {
    private static final Set<String> RULE = Set.of("name", "dataset", "condition", "severity", "message", "column");
    private static final Set<String> CHECK =
            Set.of("name", "dataset", "measure", "at_most_fall", "at_most_growth", "severity");

    private final ConfigurationFile entry;
    private final String name;

    private RuleFiles(ConfigurationFile entry) {
        this.entry = entry;
        this.name = entry.name();
    }

    /** All rules of a configuration, in the order of the files and of their entries. */
    public static List<Rule> rules(Configuration configuration) {
        return read(configuration, "rules", RULE, RuleFiles::rule);
    }

    /** All checks of deliveries of a configuration, in the same order. */
    public static List<DeliveryCheck> checks(Configuration configuration) {
        return read(configuration, "checks", CHECK, RuleFiles::check);
    }

    private static <T> List<T> read(
            Configuration configuration, String key, Set<String> keys, Function<RuleFiles, T> entry) {
        Set<String> names = new HashSet<>();
        List<T> entries = new ArrayList<>();
        for (Map.Entry<String, Config> file : configuration.rules().entrySet()) {
            String place = configuration
                    .folder()
                    .resolve("rules")
                    .resolve(file.getKey() + ".conf")
                    .toString();
            ConfigurationFile opened = ConfigurationFile.of(file.getValue(), place, Set.of("rules", "checks"));
            for (ConfigurationFile object : opened.objects(key, keys)) {
                RuleFiles read = new RuleFiles(object);
                if (!names.add(read.name)) {
                    throw object.nameInUse(read.name);
                }
                entries.add(entry.apply(read));
            }
        }
        return List.copyOf(entries);
    }

    private Rule rule() {
        DatasetDefinition dataset = dataset();
        RuleScope scope = new RuleScope(dataset);
        String condition = entry.text("condition");
        SqlExpression.objection(condition, scope.schema()).ifPresent(objection -> {
            throw ValidationMessages.invalidCondition(entry, name, objection);
        });
        Rule rule = new Rule(
                name,
                dataset,
                condition,
                severity(List.of(Severity.values())),
                message(scope),
                column(condition, dataset));
        if (rule.isOnRecords() && !RuleScope.shownTexts(List.of(rule)).isEmpty()) {
            throw ValidationMessages.noTextOfRecords(entry, name);
        }
        return rule;
    }

    private DeliveryCheck check() {
        DatasetDefinition dataset = dataset();
        String measure = entry.text("measure");
        if (!measure.equals(DeliveryCheck.ROWS)
                && !DeliveryCheck.amounts(dataset).contains(measure)) {
            throw ValidationMessages.wrongMeasure(entry, name, DeliveryCheck.amounts(dataset));
        }
        if (!entry.has("at_most_fall") && !entry.has("at_most_growth")) {
            throw entry.missing("at_most_fall / at_most_growth");
        }
        return new DeliveryCheck(
                name,
                dataset,
                measure,
                share("at_most_fall"),
                share("at_most_growth"),
                severity(List.of(Severity.WARN, Severity.FAIL)));
    }

    private DatasetDefinition dataset() {
        String dataset = entry.text("dataset");
        return Datasets.named(dataset).orElseThrow(() -> ValidationMessages.unknownDataset(entry, name, dataset));
    }

    private Severity severity(List<Severity> possible) {
        String word = entry.text("severity");
        return possible.stream()
                .filter(severity -> severity.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ValidationMessages.wrongSeverity(entry, name, possible));
    }

    private Bilingual message(RuleScope scope) {
        ConfigurationFile message = entry.object("message", Set.of("zh", "en"));
        for (String language : List.of("zh", "en")) {
            scope.unknownIn(message.text(language)).ifPresent(unknown -> {
                throw ValidationMessages.unknownPlaceholder(message, language, name, unknown);
            });
        }
        return new Bilingual(message.text("zh"), message.text("en"));
    }

    /** The column with the problem: the one that the rule names, else the first column of the row in its condition. */
    private String column(String condition, DatasetDefinition dataset) {
        Optional<String> named = entry.optionalText("column");
        named.filter(column -> !dataset.has(column)).ifPresent(unknown -> {
            throw ValidationMessages.unknownColumn(entry, name, unknown);
        });
        Stream<String> own = SqlExpression.columns(condition).stream()
                .filter(parts -> parts.size() == 1)
                .map(parts -> parts.get(0))
                .map(column -> dataset.has(column) ? column : column.replaceFirst("_code$", ""));
        return named.or(own::findFirst).orElseThrow(() -> entry.missing("column"));
    }

    private BigDecimal share(String key) {
        Optional<String> text = entry.optionalText(key);
        if (text.isEmpty()) {
            return null;
        }
        if (!text.get().matches("\\d{1,4}(\\.\\d+)?%")) {
            throw ValidationMessages.notAPercentage(entry, key, name);
        }
        return new BigDecimal(text.get().replace("%", "")).movePointLeft(2);
    }
}
