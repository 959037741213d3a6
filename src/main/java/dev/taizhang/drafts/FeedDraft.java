package dev.taizhang.drafts;

import com.typesafe.config.ConfigUtil;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FilePreview;
import dev.taizhang.feeds.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A feed drafted for a file that no existing feed matches. Headers are matched to canonical columns by name, by the
 * names that other feeds use, and by similarity. Guesses are marked by a comment.
 */
public final class FeedDraft {
    private static final Pattern DATE_IN_NAME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH_IN_NAME = Pattern.compile("\\d{4}年\\d{1,2}月|\\d{4}-\\d{2}");
    private static final Pattern DATE_IN_TITLE = Pattern.compile("\\d{4}年\\d{1,2}月\\d{1,2}日");
    private static final Pattern MONTH_IN_TITLE = Pattern.compile("\\d{4}年\\d{1,2}月");
    private static final Pattern MONTH_IN_HEADER = Pattern.compile("\\d{1,2}(?=月)(?!.*\\d月)");
    private static final Pattern UNIT_IN_TITLE = Pattern.compile("[（(][^（()）]*元[)）]");
    private static final int SHORTEST_PART = 3;

    /** What a file states outside its columns: its district, its date, and often one status for all its projects. */
    private static final Set<String> ELSEWHERE = Set.of("district", "status", "snapshot_date", "report_month");

    private final String fileName;
    private final Match match;

    /**
     * How a column was found.
     *
     * @param header the file's header, as a feed writes it
     * @param exact whether the header equals a name of the column
     */
    private record Found(String header, boolean exact) {}

    /** The headers of a sheet, matched to the columns of one dataset. */
    private record Match(DatasetDefinition dataset, DraftHeader header, Map<String, Found> columns) {
        /** Returns the quality of the match, in which an exact header counts twice as much as a similar one. */
        long score() {
            return columns.values().stream()
                    .mapToLong(found -> found.exact() ? 2 : 1)
                    .sum();
        }

        /** Whether all columns that a feed must have are found, apart from those that the file may state elsewhere. */
        boolean isComplete() {
            return dataset.required().stream()
                            .allMatch(column -> columns.containsKey(column) || ELSEWHERE.contains(column))
                    && (dataset.requiredOneOf().isEmpty()
                            || dataset.requiredOneOf().stream().anyMatch(columns::containsKey));
        }
    }

    private FeedDraft(String fileName, Match match) {
        this.fileName = fileName;
        this.match = match;
    }

    /**
     * Drafts feeds: for the dataset that the headers fit best, and for the others that the file has too, as a list of
     * projects with their progress does.
     *
     * @param known feeds whose headers are additional names of columns
     * @throws Refusal if no row of the file looks like a header
     */
    public static List<FeedDraft> of(String fileName, FilePreview preview, List<Feed> known) {
        DraftWords words = new DraftWords(known);
        List<DraftHeader> headers =
                preview.sheets().stream().flatMap(DraftHeader::of).toList();
        List<Match> matches = Datasets.ALL.stream()
                .map(dataset -> headers.stream()
                        .map(header -> match(dataset, header, words))
                        .max(Comparator.comparingLong(Match::score)))
                .flatMap(Optional::stream)
                .toList();
        Match best = matches.stream()
                .max(Comparator.comparingLong(Match::score))
                .filter(match -> match.score() > 1)
                .orElseThrow(DraftMessages::noHeader);
        return Stream.concat(
                        Stream.of(best),
                        matches.stream().filter(other -> !other.equals(best)).filter(Match::isComplete))
                .map(match -> new FeedDraft(fileName, match))
                .toList();
    }

    /** Returns the name of the dataset that it reads. */
    public String dataset() {
        return match.dataset().name();
    }

    /**
     * Returns the draft as HOCON.
     *
     * @param districts names of districts, which are the senders of files that have them in their names
     */
    public String text(Collection<String> districts) {
        return text(FileNames.of(List.of(pattern()), districts));
    }

    /** Returns the draft as HOCON, for files of some names. */
    String text(FileNames files) {
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(DraftMessages.drafted().zh())
                .append("\n# ")
                .append(DraftMessages.drafted().en())
                .append("\ndataset = ")
                .append(match.dataset().name())
                .append(DraftMessages.GUESS)
                .append('\n')
                .append("files = ")
                .append(
                        files.patterns().size() == 1
                                ? quoted(files.patterns().get(0))
                                : files.patterns().stream()
                                        .map(FeedDraft::quoted)
                                        .collect(Collectors.joining(", ", "[", "]")))
                .append(DraftMessages.GUESS)
                .append('\n');
        files.sender()
                .ifPresent(sender -> text.append("sender { file_name = ")
                        .append(quoted(sender))
                        .append(" }")
                        .append(DraftMessages.GUESS)
                        .append('\n'));
        String sheet = match.header().sheet().name();
        if (!sheet.isEmpty()) {
            text.append("sheets = ")
                    .append(quoted(sheet.replaceAll("\\d+(?=月)", "*")))
                    .append('\n');
        }
        text.append("list = changes").append(DraftMessages.LIST_COMMENT).append('\n');
        unit().ifPresent(unit -> text.append("unit = ")
                .append(quoted(unit))
                .append(DraftMessages.GUESS)
                .append('\n'));
        text.append("\ncolumns {\n");
        match.dataset()
                .columns()
                .forEach(column ->
                        line(column, files).ifPresent(line -> text.append(line).append('\n')));
        text.append("}\n");
        List<String> unused = unused();
        if (!unused.isEmpty()) {
            text.append('\n').append(DraftMessages.unusedHeaders(unused)).append('\n');
        }
        return text.toString();
    }

    private static Match match(DatasetDefinition dataset, DraftHeader header, DraftWords words) {
        Map<String, DraftHeader.Headed> headers = header.columns();
        Map<String, Found> found = new LinkedHashMap<>();
        for (Column column : dataset.columns()) {
            words.of(dataset, column).stream()
                    .flatMap(name -> DraftWords.among(name, headers.keySet()).stream())
                    .filter(name -> fits(column, header, headers.get(name)))
                    .findFirst()
                    .ifPresent(name -> found.put(
                            column.name(), new Found(headers.remove(name).written(), true)));
        }
        for (Column column : dataset.columns()) {
            if (!found.containsKey(column.name())) {
                similar(words.titles(dataset, column), headers.keySet())
                        .filter(name -> fits(column, header, headers.get(name)))
                        .ifPresent(name -> found.put(
                                column.name(), new Found(headers.remove(name).written(), false)));
            }
        }
        return new Match(dataset, header, found);
    }

    /** Whether the cells below a header may be those of a column. 形象进度 is a percentage, or some words. */
    private static boolean fits(Column column, DraftHeader header, DraftHeader.Headed headed) {
        return column.type() != ColumnType.FRACTION || header.hasNumbers(headed.position());
    }

    /** Returns the shortest header that contains a name or is contained in one. */
    private static Optional<String> similar(Set<String> names, Set<String> headers) {
        return headers.stream()
                .filter(header -> header.length() >= SHORTEST_PART)
                .filter(header -> names.stream()
                        .anyMatch(name ->
                                name.length() >= SHORTEST_PART && (header.contains(name) || name.contains(header))))
                .min(Comparator.comparingInt(String::length));
    }

    /** Returns the file name with a star in place of its numbers and dates, which differ between deliveries. */
    String pattern() {
        return fileName.replaceAll("\\d+([-年月日._ ]*\\d+)*[年月日]*", "*").replaceAll("\\*+", "*");
    }

    /** Returns the unit of the feed, which is required if neither headers nor title state the unit of amounts. */
    private Optional<String> unit() {
        boolean needed = match.dataset().columns().stream()
                .filter(column -> column.type() == ColumnType.AMOUNT)
                .map(column -> match.columns().get(column.name()))
                .anyMatch(found -> found != null
                        && !DraftHeader.PARENTHESES
                                .matcher(Spelling.normal(found.header()))
                                .find());
        boolean stated = match.header().aboveColumns().stream()
                .anyMatch(cell ->
                        cell.contains("单位") || UNIT_IN_TITLE.matcher(cell).find());
        return needed && !stated ? Optional.of("万元") : Optional.empty();
    }

    private Optional<String> line(Column column, FileNames files) {
        Found found = match.columns().get(column.name());
        String start = "  " + column.name() + " ";
        if (found != null) {
            return Optional.of(start + "= " + written(found.header()) + (found.exact() ? "" : DraftMessages.GUESS));
        }
        return elsewhere(column, files)
                .map(source -> start + source + DraftMessages.GUESS)
                .or(() -> match.dataset().required().contains(column.name())
                        ? Optional.of("  " + DraftMessages.requiredColumnNotFound(column))
                        : Optional.empty());
    }

    /** Returns a header as a feed names it. One with a month has another name each month. */
    private static String written(String header) {
        String line = header.lines().findFirst().orElse("").strip();
        String plain = line.replaceAll("[（(][^（()）]*[)）]\\s*$", "").strip();
        String name = plain.isEmpty() ? line : plain;
        Matcher month = MONTH_IN_HEADER.matcher(name);
        return month.find()
                ? IntStream.rangeClosed(1, 12)
                        .mapToObj(number -> quoted(month.replaceFirst(Integer.toString(number))))
                        .collect(Collectors.joining(", ", "[", "]"))
                : quoted(name);
    }

    /** Returns the source of a column that no header names: the name of the file, or the title. */
    private Optional<String> elsewhere(Column column, FileNames files) {
        if (column.name().equals("district")) {
            return files.sender().map(sender -> "{ file_name = " + quoted(sender) + " }");
        }
        if (column.type() == ColumnType.MONTH) {
            return MONTH_IN_NAME.matcher(fileName).find()
                    ? Optional.of("{ file_name = " + quoted("(\\d{4}年\\d{1,2}月|\\d{4}-\\d{2})") + " }")
                    : inTitle(MONTH_IN_TITLE);
        }
        if (column.name().equals("snapshot_date")) {
            return DATE_IN_NAME.matcher(fileName).find()
                    ? Optional.of("{ file_name = " + quoted("(\\d{4}-\\d{2}-\\d{2})") + " }")
                    : inTitle(DATE_IN_TITLE);
        }
        return Optional.empty();
    }

    private Optional<String> inTitle(Pattern form) {
        return match.header().title().stream()
                        .anyMatch(cell -> form.matcher(cell).find())
                ? Optional.of("{ title = " + quoted("(" + form + ")") + " }")
                : Optional.empty();
    }

    private List<String> unused() {
        Set<String> used = match.columns().values().stream().map(Found::header).collect(Collectors.toSet());
        return match.header().columns().values().stream()
                .map(DraftHeader.Headed::written)
                .filter(header -> !used.contains(header))
                .map(header -> header.replaceAll("\\s+", " "))
                .toList();
    }

    private static String quoted(String text) {
        return ConfigUtil.quoteString(text);
    }
}
