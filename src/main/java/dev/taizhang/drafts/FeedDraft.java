package dev.taizhang.drafts;

import com.typesafe.config.ConfigUtil;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.ColumnSource;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FilePreview;
import dev.taizhang.feeds.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A feed drafted for a file that no existing feed matches. Headers are matched to canonical columns by name, by the
 * names that other feeds use, and by similarity. Guesses are marked by a comment.
 */
public final class FeedDraft {
    private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");
    private static final Pattern DATE_IN_NAME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH_IN_NAME = Pattern.compile("\\d{4}年\\d{1,2}月|\\d{4}-\\d{2}");
    private static final int SHORTEST_PART = 3;

    private final String fileName;
    private final List<Feed> known;
    private final Match best;

    /**
     * How a column was found.
     *
     * @param header the file's header
     * @param exact whether the header equals a name of the column
     */
    private record Found(String header, boolean exact) {}

    /** The headers of one row, matched to the columns of one dataset. */
    private record Match(DatasetDefinition dataset, FilePreview.Sheet sheet, int row, Map<String, Found> columns) {
        /** Returns the quality of the match, in which an exact header counts twice as much as a similar one. */
        long score() {
            return columns.values().stream()
                    .mapToLong(found -> found.exact() ? 2 : 1)
                    .sum();
        }
    }

    /**
     * Drafts a feed.
     *
     * @param known feeds whose headers are additional names of columns
     * @throws Refusal if no row of the file looks like a header
     */
    public FeedDraft(String fileName, FilePreview preview, List<Feed> known) {
        this.fileName = fileName;
        this.known = known;
        this.best = preview.sheets().stream()
                .flatMap(sheet -> Stream.iterate(0, row -> row < sheet.rows().size(), row -> row + 1)
                        .flatMap(row -> Datasets.ALL.stream().map(dataset -> match(dataset, sheet, row))))
                .max(Comparator.comparingLong(Match::score))
                .filter(match -> match.score() > 1)
                .orElseThrow(DraftMessages::noHeader);
    }

    /** Returns the name of the dataset that the file delivers. */
    String dataset() {
        return best.dataset().name();
    }

    /** Returns the draft as HOCON. */
    public String text() {
        return text(new FileNames(List.of(pattern()), Optional.empty()));
    }

    /** Returns the draft as HOCON, for files of some names. */
    String text(FileNames files) {
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(DraftMessages.drafted().zh())
                .append("\n# ")
                .append(DraftMessages.drafted().en())
                .append("\ndataset = ")
                .append(best.dataset().name())
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
        if (!best.sheet().name().isEmpty()) {
            text.append("sheets = ").append(quoted(best.sheet().name())).append('\n');
        }
        text.append("list = changes").append(DraftMessages.LIST_COMMENT).append('\n');
        unit(best)
                .ifPresent(unit -> text.append("unit = ")
                        .append(quoted(unit))
                        .append(DraftMessages.GUESS)
                        .append('\n'));
        text.append("\ncolumns {\n");
        best.dataset()
                .columns()
                .forEach(column ->
                        line(best, column).ifPresent(line -> text.append(line).append('\n')));
        text.append("}\n");
        List<String> unused = unused(best);
        if (!unused.isEmpty()) {
            text.append('\n').append(DraftMessages.unusedHeaders(unused)).append('\n');
        }
        return text.toString();
    }

    private Match match(DatasetDefinition dataset, FilePreview.Sheet sheet, int row) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String cell : sheet.rows().get(row)) {
            if (cell != null && !cell.isBlank()) {
                headers.putIfAbsent(bare(cell), cell.strip());
            }
        }
        Map<String, Found> found = new LinkedHashMap<>();
        for (Column column : dataset.columns()) {
            names(dataset, column).stream()
                    .filter(headers::containsKey)
                    .findFirst()
                    .ifPresent(name -> found.put(column.name(), new Found(headers.remove(name), true)));
        }
        for (Column column : dataset.columns()) {
            if (!found.containsKey(column.name())) {
                similar(names(dataset, column), headers.keySet())
                        .ifPresent(name -> found.put(column.name(), new Found(headers.remove(name), false)));
            }
        }
        return new Match(dataset, sheet, row, found);
    }

    /** Returns the names of a column: its technical name, its titles, and its headers in other feeds. */
    private Set<String> names(DatasetDefinition dataset, Column column) {
        return Stream.concat(
                        Stream.of(
                                column.name(),
                                column.title().zh(),
                                column.title().en()),
                        known.stream()
                                .filter(feed -> feed.dataset().equals(dataset))
                                .map(feed -> feed.columns().get(column.name()))
                                .filter(ColumnSource.Header.class::isInstance)
                                .flatMap(source -> ((ColumnSource.Header) source).names().stream()))
                .map(FeedDraft::bare)
                .collect(Collectors.toCollection(LinkedHashSet::new));
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

    private static String bare(String header) {
        return PARENTHESES.matcher(Spelling.normal(header)).replaceAll("").strip();
    }

    /** Returns the file name with a star in place of its numbers and dates, which differ between deliveries. */
    String pattern() {
        return fileName.replaceAll("\\d+([-年月日._ ]*\\d+)*[年月日]*", "*").replaceAll("\\*+", "*");
    }

    /** Returns the unit of the feed, which is required if neither headers nor title state the unit of amounts. */
    private static Optional<String> unit(Match match) {
        boolean needed = match.dataset().columns().stream()
                .filter(column -> column.type() == ColumnType.AMOUNT)
                .map(column -> match.columns().get(column.name()))
                .anyMatch(found -> found != null
                        && !PARENTHESES.matcher(Spelling.normal(found.header())).find());
        boolean stated = match.sheet().rows().subList(0, match.row()).stream()
                .flatMap(List::stream)
                .anyMatch(cell -> cell != null && cell.contains("单位"));
        return needed && !stated ? Optional.of("万元") : Optional.empty();
    }

    private Optional<String> line(Match match, Column column) {
        Found found = match.columns().get(column.name());
        String start = "  " + column.name() + " ";
        if (found != null) {
            String header = found.header().lines().findFirst().orElse("").strip();
            String plain = header.replaceAll("[（(][^（()）]*[)）]\\s*$", "").strip();
            return Optional.of(start + "= " + quoted(plain.isEmpty() ? header : plain)
                    + (found.exact() ? "" : DraftMessages.GUESS));
        }
        Matcher date = (column.type() == ColumnType.MONTH ? MONTH_IN_NAME : DATE_IN_NAME).matcher(fileName);
        boolean dated = column.name().equals("snapshot_date") || column.type() == ColumnType.MONTH;
        if (dated && date.find()) {
            String form =
                    column.type() == ColumnType.MONTH ? "(\\d{4}年\\d{1,2}月|\\d{4}-\\d{2})" : "(\\d{4}-\\d{2}-\\d{2})";
            return Optional.of(start + "{ file_name = " + quoted(form) + " }" + DraftMessages.GUESS);
        }
        return match.dataset().required().contains(column.name())
                ? Optional.of("  " + DraftMessages.requiredColumnNotFound(column))
                : Optional.empty();
    }

    private static List<String> unused(Match match) {
        List<String> headers = new ArrayList<>();
        Set<String> used = match.columns().values().stream().map(Found::header).collect(Collectors.toSet());
        for (String cell : match.sheet().rows().get(match.row())) {
            if (cell != null && !cell.isBlank() && !used.contains(cell.strip())) {
                headers.add(cell.strip().replaceAll("\\s+", " "));
            }
        }
        return headers;
    }

    private static String quoted(String text) {
        return ConfigUtil.quoteString(text);
    }
}
