package dev.taizhang.cube;

import com.google.common.base.Suppliers;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Mistakes;
import dev.taizhang.definition.SqlExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The measures of every fact, as defined in files: the built-in ones under {@code tables/measures}, an office's own
 * under {@code conf/tables}.
 */
public final class Measures {
    /** The keys of a file that defines measures. */
    public static final Set<String> FILE = Set.of("fact", "conditions", "measures", "sets", "tables");

    private static final Set<String> MEASURE = Set.of(
            "name",
            "fact",
            "unit",
            "sum",
            "sum_of",
            "where",
            "among",
            "where_stated",
            "count_where",
            "formula",
            "numerator",
            "denominator",
            "title",
            "sentence");

    /** The keys that give a measure's formula. */
    private static final List<String> FORMULAS = List.of("sum", "sum_of", "count_where", "formula", "numerator");

    private static final Pattern TOTAL = Pattern.compile("\\bwhole_(\\w+)");

    private static final List<String> FILES = List.of(
            "calendar",
            "projects",
            "deadlines",
            "overruns",
            "capital",
            "lights",
            "contracts",
            "bottlenecks",
            "approvals",
            "resources",
            "output");

    private static final Supplier<Measures> BUILT_IN = Suppliers.memoize(
            () -> new Measures(null).add(builtInFiles(), (entry, fact, measure) -> {}, new Mistakes()));

    private final Measures base;
    private final Map<String, Map<String, Measure>> byFact = new LinkedHashMap<>();

    /** Starts with the measures of another instance; {@code null} for the built-in ones, which start with none. */
    private Measures(Measures base) {
        this.base = base;
        for (Fact fact : Fact.ALL) {
            byFact.put(
                    fact.name(),
                    base == null ? new LinkedHashMap<>() : new LinkedHashMap<>(base.byFact.get(fact.name())));
        }
    }

    /** Checks a measure before it is accepted. */
    private interface Check {
        void of(ConfigurationFile entry, Fact fact, Measure measure);
    }

    /** Returns the built-in measures. A test has checked them, so no run checks them again. */
    public static Measures builtIn() {
        return BUILT_IN.get();
    }

    /** Returns the built-in measures, each checked as an office's are. */
    static Measures checked() {
        return new Measures(null).add(builtInFiles(), Measures::check, new Mistakes());
    }

    private static List<ConfigurationFile> builtInFiles() {
        return FILES.stream()
                .map(name -> ConfigurationFile.builtIn("tables/measures/" + name + ".conf", FILE))
                .toList();
    }

    /**
     * Returns these measures and those of an office's files. A measure may use measures defined before it.
     *
     * @param mistakes collects mistakes, each with its file, line and key
     */
    public Measures with(List<ConfigurationFile> files, Mistakes mistakes) {
        return new Measures(this).add(files, Measures::check, mistakes);
    }

    private Measures add(List<ConfigurationFile> files, Check check, Mistakes mistakes) {
        for (ConfigurationFile file : files) {
            for (ConfigurationFile entry : file.objects("measures", MEASURE)) {
                mistakes.reading(() -> {
                    facts(entry, file).forEach(fact -> add(entry, fact, check));
                    return entry;
                });
            }
        }
        return this;
    }

    /** Finds the measure of a name. */
    public Optional<Measure> named(Fact fact, String name) {
        return Optional.ofNullable(byFact.get(fact.name()).get(name));
    }

    /** Returns the names of a fact's measures. */
    public Set<String> names(Fact fact) {
        return byFact.get(fact.name()).keySet();
    }

    /** Returns the measures of a fact that sum rows, in the order of their files. */
    List<Measure> summed(Fact fact) {
        return byFact.get(fact.name()).values().stream()
                .filter(measure -> measure.kind() == Measure.Kind.SUMMED)
                .toList();
    }

    /**
     * Returns the summed measures of a fact whose total over the whole programme is named by a formula as {@code
     * whole_<measure>}.
     */
    List<Measure> measuresWithTotal(Fact fact) {
        Set<String> used = byFact.get(fact.name()).values().stream()
                .flatMap(measure -> TOTAL.matcher(measure.formula()).results())
                .map(total -> total.group(1))
                .collect(Collectors.toSet());
        return summed(fact).stream()
                .filter(measure -> used.contains(measure.name()))
                .toList();
    }

    /** Returns the facts that an entry names, or else those that its file names, or else projects. */
    public static List<Fact> facts(ConfigurationFile entry, ConfigurationFile file) {
        ConfigurationFile place = entry.has("fact") ? entry : file;
        List<String> words = place.has("fact") ? place.words("fact") : List.of(Fact.PROJECTS.name());
        return words.stream()
                .map(word -> Fact.named(word)
                        .orElseThrow(() -> place.unknownWord(
                                "fact", word, Fact.ALL.stream().map(Fact::name).collect(Collectors.toSet()))))
                .toList();
    }

    private void add(ConfigurationFile entry, Fact fact, Check check) {
        Map<String, Measure> known = byFact.get(fact.name());
        String name = entry.name();
        if (known.containsKey(name)) {
            throw entry.nameInUse(name);
        }
        Measure measure = measure(entry, fact, name);
        check.of(entry, fact, measure);
        known.put(name, measure);
    }

    private static String formulaKey(ConfigurationFile entry) {
        List<String> keys = FORMULAS.stream().filter(entry::has).toList();
        if (keys.size() != 1) {
            throw MeasureMessages.notOneFormula(entry, FORMULAS);
        }
        return keys.get(0);
    }

    private Measure measure(ConfigurationFile entry, Fact fact, String name) {
        Bilingual title = entry.bilingual("title");
        Bilingual sentence = entry.has("sentence") ? entry.bilingual("sentence") : title;
        return switch (formulaKey(entry)) {
            case "sum" -> Measure.summed(name, Unit.read(entry), title, sentence, entry.text("sum"));
            case "sum_of" -> sumOfSome(entry, name, title, sentence);
            case "count_where" ->
                entry.has("among")
                        ? Measure.countedAmong(name, title, sentence, entry.text("count_where"), entry.text("among"))
                        : Measure.counted(name, title, sentence, entry.text("count_where"));
            case "formula" ->
                Measure.derived(name, Unit.read(entry), title, sentence, entry.text("formula"), added(fact));
            default ->
                Measure.ratio(
                        name,
                        entry.has("unit") ? Unit.read(entry) : Unit.FRACTION,
                        title,
                        entry.text("numerator"),
                        entry.text("denominator"),
                        added(fact));
        };
    }

    /** Returns the sum over the rows that satisfy a condition, or over those that state another column. */
    private static Measure sumOfSome(ConfigurationFile entry, String name, Bilingual title, Bilingual sentence) {
        if (entry.has("where") == entry.has("where_stated")) {
            throw MeasureMessages.notOneSelection(entry);
        }
        return entry.has("where_stated")
                ? Measure.stated(name, title, sentence, entry.text("sum_of"), entry.text("where_stated"))
                : Measure.part(
                        name,
                        title,
                        sentence,
                        entry.text("sum_of"),
                        entry.text("where"),
                        entry.optionalText("among").orElse("true"));
    }

    /** Returns the summed measures added to those of the base. The cube already includes the built-in ones. */
    private List<Measure> added(Fact fact) {
        return base == null
                ? List.of()
                : summed(fact).stream()
                        .filter(measure -> base.named(fact, measure.name()).isEmpty())
                        .toList();
    }

    private static void check(ConfigurationFile entry, Fact fact, Measure measure) {
        Optional<Bilingual> objection = measure.kind() == Measure.Kind.SUMMED
                ? SqlExpression.objectionToSum(measure.formula(), fact.lines())
                : SqlExpression.objectionToFormula(measure.formula(), fact.sums(measure.needs()));
        objection.ifPresent(reason -> {
            throw entry.wrong(formulaKey(entry), reason);
        });
    }
}
