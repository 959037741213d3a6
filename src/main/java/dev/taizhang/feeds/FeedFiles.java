package dev.taizhang.feeds;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.DateForms;
import dev.taizhang.definition.Mistakes;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.StatedUnit;
import dev.taizhang.definition.UnitKind;
import dev.taizhang.definition.Units;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the feeds of a configuration folder. Mistakes are one failure, which names the file, the line and the key of
 * each.
 */
public final class FeedFiles {
    private static final Set<String> KEYS = Set.of(
            "dataset",
            "files",
            "sheets",
            "header",
            "header_rows",
            "hidden_sheets",
            "hidden_rows",
            "fill_down",
            "separator",
            "charset",
            "columns",
            "unit",
            "unit_column",
            "decimal",
            "signed",
            "date_forms",
            "year",
            "null_words",
            "withheld",
            "list",
            "scope",
            "leave_out",
            "sender");

    private final ConfigurationFile file;
    private final String name;
    private final Units units;
    private final ReferenceTable districts;
    private final Mistakes mistakes = new Mistakes();

    private FeedFiles(Config config, String place, String name, ReferenceTable units, ReferenceTable districts) {
        this.file = ConfigurationFile.of(config, place, KEYS, mistakes);
        this.name = name;
        this.units = new Units(units);
        this.districts = districts;
    }

    /** All feeds of a configuration, ordered by name. */
    public static List<Feed> read(Configuration configuration) {
        return configuration.feeds().keySet().stream()
                .map(name -> read(configuration, name))
                .toList();
    }

    /** One feed of a configuration. */
    public static Feed read(Configuration configuration, String name) {
        String place =
                configuration.folder().resolve("feeds").resolve(name + ".conf").toString();
        Config config = configuration.feeds().get(name);
        return new FeedFiles(
                        config, place, name, configuration.reference("units"), configuration.reference("districts"))
                .feed();
    }

    /** A feed that is in no configuration yet, and that names no districts. */
    public static Feed drafted(String text, String name, ReferenceTable units) {
        Config config = ConfigFactory.parseString(text);
        ReferenceTable districts = new ReferenceTable("districts", List.of(), Map.of(), Map.of());
        return new FeedFiles(config, "feeds/" + name + ".conf", name, units, districts).feed();
    }

    private Feed feed() {
        DatasetDefinition dataset = dataset();
        Map<String, ColumnSource> columns = read(() -> columns(dataset), Map.of());
        Optional<Boolean> fullList = mistakes.reading(() -> fullList(columns));
        Feed feed = new Feed(
                name,
                dataset,
                read(this::files, List.of()),
                read(() -> layout(dataset, columns), null),
                read(this::separator, ','),
                read(this::charset, null),
                columns,
                read(() -> unit(file, "unit", Set.of(UnitKind.MONEY)), null),
                file.optionalText("unit_column").orElse(null),
                read(this::decimal, null),
                read(() -> signed(dataset), List.of()),
                read(this::dateForms, List.of()),
                read(this::year, null),
                file.words("null_words"),
                file.words("withheld"),
                fullList.orElse(false),
                fullList.map(whole -> read(() -> scope(whole), null)).orElse(null),
                read(() -> leaveOut(dataset), List.of()),
                read(this::sender, null));
        mistakes.requireNone();
        return feed;
    }

    /** Returns a part of the feed, or a value in its place if the part contains a mistake or is absent. */
    private <T> T read(Supplier<T> part, T otherwise) {
        return mistakes.reading(part).orElse(otherwise);
    }

    private Feed.Layout layout(DatasetDefinition dataset, Map<String, ColumnSource> columns) {
        List<String> fillDown = file.words("fill_down");
        for (String column : fillDown) {
            if (!dataset.has(column)) {
                throw ConfigurationFile.unknown(
                        column, "feeds/" + name + ".conf: fill_down", new TreeSet<>(dataset.columnNames()));
            }
            if (!(columns.get(column) instanceof ColumnSource.Header)) {
                throw FeedMessages.fillDownWithoutHeader(file, column);
            }
        }
        Optional<String> rows = file.optionalText("header_rows").filter(word -> !word.equals("find"));
        if (rows.isPresent() && !rows.get().matches("[1-3]")) {
            throw FeedMessages.wrongHeaderRowCount(file);
        }
        return new Feed.Layout(
                file.words("sheets").isEmpty() ? List.of("*") : file.words("sheets"),
                header(),
                rows.map(Integer::valueOf).orElse(null),
                reads("hidden_sheets", "leave_out"),
                reads("hidden_rows", "read"),
                fillDown);
    }

    private boolean reads(String key, String otherwise) {
        String value = file.optionalText(key).orElse(otherwise);
        if (!Set.of("read", "leave_out").contains(value)) {
            throw FeedMessages.notReadOrLeaveOut(file, key);
        }
        return value.equals("read");
    }

    private ColumnSource year() {
        if (!file.has("year")) {
            return null;
        }
        ColumnSource year = source("year", file, Set.of());
        if (year instanceof ColumnSource.Header) {
            throw FeedMessages.wrongYearSource(file);
        }
        return year;
    }

    private ColumnSource sender() {
        if (!file.has("sender")) {
            return null;
        }
        ColumnSource sender = source("sender", file, Set.of());
        if (sender instanceof ColumnSource.FileName || sender instanceof ColumnSource.Constant) {
            return sender;
        }
        throw FeedMessages.wrongSenderSource(file);
    }

    private List<String> files() {
        if (file.words("files").isEmpty()) {
            throw file.missing("files");
        }
        return file.words("files");
    }

    private DatasetDefinition dataset() {
        String dataset = file.text("dataset");
        return Datasets.named(dataset)
                .orElseThrow(() -> ConfigurationFile.unknown(
                        dataset,
                        "feeds/" + name + ".conf: dataset",
                        Datasets.ALL.stream().map(DatasetDefinition::name).collect(Collectors.toSet())));
    }

    private Map<String, ColumnSource> columns(DatasetDefinition dataset) {
        ConfigurationFile columns = file.object("columns", new TreeSet<>(dataset.columnNames()));
        Map<String, ColumnSource> sources = new TreeMap<>();
        for (String column : columns.keys()) {
            Set<UnitKind> kinds = dataset.columns().get(dataset.indexOf(column)).unitKinds();
            ColumnSource none = new ColumnSource.Header(List.of(), null);
            sources.put(column, read(() -> source(column, columns, kinds), none));
        }
        for (String required : dataset.required()) {
            if (!sources.containsKey(required)) {
                mistakes.add(columns.missing(required));
            }
        }
        if (!dataset.requiredOneOf().isEmpty()
                && dataset.requiredOneOf().stream().noneMatch(sources::containsKey)) {
            mistakes.add(columns.missing(String.join(" / ", dataset.requiredOneOf())));
        }
        return sources;
    }

    private ColumnSource source(String key, ConfigurationFile parent, Set<UnitKind> unitKinds) {
        if (!parent.isObject(key)) {
            return new ColumnSource.Header(parent.words(key), null);
        }
        ConfigurationFile source =
                parent.object(key, Set.of("header", "unit", "constant", "file_name", "sheet_name", "title"));
        List<String> kinds =
                source.keys().stream().filter(kind -> !kind.equals("unit")).toList();
        if (kinds.size() != 1) {
            throw FeedMessages.notOneSource(parent, key);
        }
        return switch (kinds.get(0)) {
            case "header" -> new ColumnSource.Header(source.words("header"), unit(source, "unit", unitKinds));
            case "constant" -> new ColumnSource.Constant(source.text("constant"));
            case "file_name" -> new ColumnSource.FileName(pattern(source, "file_name"));
            case "sheet_name" -> new ColumnSource.SheetName(pattern(source, "sheet_name"));
            case "title" -> new ColumnSource.Title(pattern(source, "title"));
            default -> throw new IllegalStateException(kinds.toString());
        };
    }

    private static String pattern(ConfigurationFile source, String key) {
        String pattern = source.text(key);
        try {
            if (Pattern.compile(pattern).matcher("").groupCount() >= 1) {
                return pattern;
            }
        } catch (java.util.regex.PatternSyntaxException broken) {
            throw FeedMessages.invalidPattern(source, key);
        }
        throw FeedMessages.patternWithoutGroup(source, key);
    }

    private String unit(ConfigurationFile source, String key, Set<UnitKind> kinds) {
        String word = source.optionalText(key).orElse(null);
        if (word == null) {
            return null;
        }
        StatedUnit unit = units.unit(word).orElseThrow(() -> FeedMessages.unknownUnit(source, key, word));
        if (!kinds.isEmpty() && !unit.fits(kinds)) {
            throw FeedMessages.wrongUnit(source, key, word);
        }
        return word;
    }

    private Character decimal() {
        String decimal = file.optionalText("decimal").orElse(null);
        if (decimal != null && !decimal.matches("[.,]")) {
            throw FeedMessages.wrongDecimal(file);
        }
        return decimal == null ? null : decimal.charAt(0);
    }

    private List<String> signed(DatasetDefinition dataset) {
        List<String> signed = file.words("signed");
        for (String column : signed) {
            if (!dataset.amounts().contains(column)) {
                throw ConfigurationFile.unknown(
                        column, "feeds/" + name + ".conf: signed", new TreeSet<>(dataset.amounts()));
            }
        }
        return signed;
    }

    private Integer header() {
        if (file.optionalText("header").orElse("find").equals("find")) {
            return null;
        }
        if (file.number("header") < 1 || file.number("header") > SheetReading.TITLE_ROWS) {
            throw FeedMessages.wrongHeaderRow(file);
        }
        return file.number("header");
    }

    private char separator() {
        String separator = file.optionalText("separator").orElse(",");
        if (separator.length() != 1) {
            throw FeedMessages.wrongSeparator(file);
        }
        return separator.charAt(0);
    }

    private String charset() {
        Optional<String> charset = file.optionalText("charset").filter(word -> !word.equals("auto"));
        charset.ifPresent(word -> {
            try {
                Charset.forName(word);
            } catch (IllegalArgumentException unknown) {
                throw FeedMessages.unknownCharset(file);
            }
        });
        return charset.orElse(null);
    }

    private List<String> dateForms() {
        List<String> forms = file.words("date_forms");
        for (String form : forms) {
            Optional<Bilingual> objection =
                    form.equals(DateForms.SERIAL) ? Optional.empty() : DateForms.objection(form);
            objection.ifPresent(reason -> {
                throw FeedMessages.invalidDateForm(file, form, reason);
            });
        }
        return forms;
    }

    private boolean fullList(Map<String, ColumnSource> columns) {
        String list = file.optionalText("list").orElse("changes");
        if (!Set.of("whole", "changes").contains(list)) {
            throw FeedMessages.wrongList(file);
        }
        if (list.equals("whole") && !columns.containsKey("snapshot_date")) {
            throw FeedMessages.fullListWithoutDate(file);
        }
        return list.equals("whole");
    }

    private Feed.Scope scope(boolean fullList) {
        if (fullList != file.has("scope")) {
            throw fullList ? file.missing("scope") : FeedMessages.scopeOfChanges(file);
        }
        if (!fullList) {
            return new Feed.Scope.Everything();
        }
        if (file.isObject("scope")) {
            return new Feed.Scope.NamedDistricts(namedDistricts(file.object("scope", Set.of("districts"))));
        }
        return switch (file.text("scope")) {
            case "everything" -> new Feed.Scope.Everything();
            case "districts" -> new Feed.Scope.CarriedDistricts();
            default -> throw FeedMessages.wrongScope(file);
        };
    }

    private List<String> namedDistricts(ConfigurationFile scope) {
        return scope.words("districts").stream()
                .map(word -> districts.match(word).orElseThrow(() -> FeedMessages.unknownDistrict(scope, word)))
                .toList();
    }

    private List<Feed.LeaveOut> leaveOut(DatasetDefinition dataset) {
        return file.objects("leave_out", Set.of("reason", "when")).stream()
                .map(rule -> new Feed.LeaveOut(rule.text("reason"), LeaveOutCondition.of(rule, dataset)))
                .toList();
    }
}
