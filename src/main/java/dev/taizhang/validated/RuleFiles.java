package dev.taizhang.validated;

import com.typesafe.config.Config;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Mistakes;
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
 * Reads the rule files of a configuration folder. Mistakes are one failure, which names the file, the line and the rule
 * of each.
 */
public final class RuleFiles {
    private static final Set<String> RULE = Set.of("name", "dataset", "condition", "severity", "message", "column");
    private static final Set<String> CHECK =
            Set.of("name", "dataset", "measure", "at_most_fall", "at_most_growth", "severity");

    private final ConfigurationFile entry;
    private final String name;
    private final Mistakes mistakes;

    private RuleFiles(ConfigurationFile entry, Mistakes mistakes) {
        this.entry = entry;
        this.name = entry.name();
        this.mistakes = mistakes;
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
            Configuration configuration, String key, Set<String> keys, Function<RuleFiles, Optional<T>> entry) {
        Set<String> names = new HashSet<>();
        List<T> entries = new ArrayList<>();
        Mistakes mistakes = new Mistakes();
        for (Map.Entry<String, Config> file : configuration.rules().entrySet()) {
            String place = configuration
                    .folder()
                    .resolve("rules")
                    .resolve(file.getKey() + ".conf")
                    .toString();
            ConfigurationFile opened =
                    ConfigurationFile.of(file.getValue(), place, Set.of("rules", "checks"), mistakes);
            for (ConfigurationFile object : opened.objects(key, keys)) {
                mistakes.reading(() -> new RuleFiles(object, mistakes)).ifPresent(read -> {
                    if (!names.add(read.name)) {
                        mistakes.add(object.nameInUse(read.name));
                    }
                    mistakes.reading(() -> entry.apply(read))
                            .flatMap(Function.identity())
                            .ifPresent(entries::add);
                });
            }
        }
        mistakes.requireNone();
        return List.copyOf(entries);
    }

    /** Reads a rule; empty if one of its parts contains a mistake, which is collected. */
    private Optional<Rule> rule() {
        DatasetDefinition dataset = dataset();
        RuleScope scope = new RuleScope(dataset);
        Optional<String> condition = mistakes.reading(() -> condition(scope));
        Optional<Severity> severity = mistakes.reading(() -> severity(List.of(Severity.values())));
        Optional<Bilingual> message = mistakes.reading(() -> message(scope));
        Optional<String> column = condition.flatMap(sql -> mistakes.reading(() -> column(sql, dataset)));
        if (severity.isEmpty() || message.isEmpty() || column.isEmpty()) {
            return Optional.empty();
        }
        Rule rule = new Rule(name, dataset, condition.get(), severity.get(), message.get(), column.get());
        if (rule.isOnRecords() && !RuleScope.shownTexts(List.of(rule)).isEmpty()) {
            throw ValidationMessages.noTextOfRecords(entry, name);
        }
        return Optional.of(rule);
    }

    private String condition(RuleScope scope) {
        String condition = entry.text("condition");
        SqlExpression.objection(condition, scope.schema()).ifPresent(objection -> {
            throw ValidationMessages.invalidCondition(entry, name, objection);
        });
        return condition;
    }

    private Optional<DeliveryCheck> check() {
        DatasetDefinition dataset = dataset();
        String measure = entry.text("measure");
        if (!measure.equals(DeliveryCheck.ROWS)
                && !DeliveryCheck.amounts(dataset).contains(measure)) {
            throw ValidationMessages.wrongMeasure(entry, name, DeliveryCheck.amounts(dataset));
        }
        if (!entry.has("at_most_fall") && !entry.has("at_most_growth")) {
            throw entry.missing("at_most_fall / at_most_growth");
        }
        return Optional.of(new DeliveryCheck(
                name,
                dataset,
                measure,
                share("at_most_fall"),
                share("at_most_growth"),
                severity(List.of(Severity.WARN, Severity.FAIL))));
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
