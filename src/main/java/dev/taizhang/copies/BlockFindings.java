package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.LineKind;
import dev.taizhang.summaries.PagePart;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * The finding that a block of the page has as its title. Its rule follows from how the table is shown: the three lowest
 * or highest of a column, how many are below what it is compared with, the latest of a series, the stages of a funnel.
 */
final class BlockFindings {
    private static final int NAMED = 3;
    private static final String LARGEST_BY = "total_investment";
    private static final List<String> DECISIVE = List.of("count", "amount", "fraction");

    private final PageFigures figures;
    private final PageTexts texts;
    private final String currency;
    private final Optional<Bilingual> moved;

    /**
     * Prepares the findings about rows in one currency.
     *
     * @param moved what the table of movement shows
     */
    BlockFindings(PageFigures figures, PageTexts texts, String currency, Optional<Bilingual> moved) {
        this.figures = figures;
        this.texts = texts;
        this.currency = currency;
        this.moved = moved;
    }

    /**
     * Returns the finding.
     *
     * @param rows the rows shown
     * @param total the row of the whole programme, if the rows divide it
     * @param whole the number of all rows
     */
    Optional<Bilingual> of(SummaryTable table, List<Row> rows, Optional<Row> total, long whole) {
        PagePart part = table.head().page().orElseThrow();
        if (table.name().equals("movement")) {
            return moved;
        }
        if (table.name().equals("senders")) {
            return Optional.of(BlockMessages.senders(inState(rows, "missing"), inState(rows, "late")));
        }
        if (Stream.of("project_code", LARGEST_BY)
                .allMatch(column -> table.schema().getFieldIndex(column).isDefined())) {
            return ofProjects(rows, whole).or(() -> largest(table, part, rows));
        }
        List<Row> ours = rows.stream()
                .filter(row -> List.of("", currency).contains(PageSections.text(row, "currency")))
                .filter(row -> List.of("", LineKind.MEMBER.code()).contains(PageSections.text(row, "line_kind")))
                .toList();
        if (ours.isEmpty()) {
            return Optional.empty();
        }
        return switch (part.chart()) {
            case TIME -> latest(table, part, ours);
            case FUNNEL -> funnel(table, part, ours);
            default ->
                decisive(table, part, ours)
                        .flatMap(field -> extremes(table, part, ours, total, field, extreme(part, field)));
        };
    }

    private static String inState(List<Row> senders, String state) {
        return Long.toString(senders.stream()
                .filter(row -> state.equals(row.getAs("state")))
                .count());
    }

    /** The largest of listed projects without a red light. */
    private Optional<Bilingual> largest(SummaryTable table, PagePart part, List<Row> projects) {
        List<Row> ours = projects.stream()
                .filter(row -> currency.equals(row.getAs("currency")))
                .toList();
        return extremes(
                table,
                part,
                ours,
                Optional.empty(),
                table.schema().apply(LARGEST_BY),
                BlockMessages.Extreme.HIGHEST);
    }

    /** Returns the column that the finding is about; if no row has it, the first number that a row has. */
    private static Optional<StructField> decisive(SummaryTable table, PagePart part, List<Row> rows) {
        Stream<String> columns = part.finding().isEmpty()
                ? Stream.of()
                : Stream.concat(Stream.of(part.finding()), part.columns().stream());
        return columns.map(column -> table.schema().apply(column))
                .filter(field -> field.name().equals(part.finding()) || DECISIVE.contains(PageFigures.kind(field)))
                .filter(field -> rows.stream()
                        .anyMatch(row -> Scorecard.number(row, field.name()).isPresent()))
                .findFirst();
    }

    private Optional<Bilingual> extremes(
            SummaryTable table,
            PagePart part,
            List<Row> rows,
            Optional<Row> total,
            StructField field,
            BlockMessages.Extreme extreme) {
        boolean lowest = extreme == BlockMessages.Extreme.LOWEST;
        Comparator<Row> order = Comparator.comparing(row -> number(row, field));
        List<Row> sorted = rows.stream()
                .filter(row -> Scorecard.number(row, field.name()).isPresent())
                .sorted(lowest ? order : order.reversed())
                .toList();
        if (sorted.isEmpty() || (!lowest && number(sorted.get(0), field).signum() <= 0)) {
            return Optional.empty();
        }
        Bilingual title = texts.title(field);
        BigDecimal first = number(sorted.get(0), field);
        if (sorted.size() == 1) {
            return Optional.of(BlockMessages.only(title, member(part, sorted.get(0), field)));
        }
        if (first.compareTo(number(sorted.get(sorted.size() - 1), field)) == 0) {
            return Optional.of(BlockMessages.allEqual(
                    title,
                    Integer.toString(sorted.size()),
                    shown(field, sorted.get(0).getAs(field.name()))));
        }
        List<Row> named = sorted.stream()
                .limit(NAMED)
                .filter(row -> lowest || number(row, field).signum() > 0)
                .toList();
        List<Bilingual> clauses = new ArrayList<>();
        clauses.add(BlockMessages.extremes(
                extreme,
                title,
                named.stream().map(row -> member(part, row, field)).toList()));
        belowMark(table, part, sorted, field).ifPresent(clauses::add);
        if (!lowest && sorted.size() > named.size()) {
            total.flatMap(row -> Scorecard.number(row, field.name()))
                    .filter(whole -> whole.signum() > 0)
                    .map(whole -> Headline.share(sum(named, field), whole))
                    .map(BlockMessages::shareOfAll)
                    .ifPresent(clauses::add);
        }
        return Optional.of(Sentences.clauses(clauses));
    }

    private static BlockMessages.Extreme extreme(PagePart part, StructField field) {
        if (part.lowest() && part.finding().equals(field.name())) {
            return BlockMessages.Extreme.LOWEST;
        }
        return PageFigures.kind(field).equals("count") ? BlockMessages.Extreme.MOST : BlockMessages.Extreme.HIGHEST;
    }

    private Optional<Bilingual> belowMark(SummaryTable table, PagePart part, List<Row> rows, StructField field) {
        if (part.mark().isEmpty() || !part.lowest() || !part.series().equals(List.of(field.name()))) {
            return Optional.empty();
        }
        List<Row> marked = rows.stream()
                .filter(row -> Scorecard.number(row, part.mark()).isPresent())
                .toList();
        if (marked.isEmpty()) {
            return Optional.empty();
        }
        StructField mark = table.schema().apply(part.mark());
        long below = marked.stream()
                .filter(row -> number(row, field).compareTo(number(row, mark)) < 0)
                .count();
        return Optional.of(BlockMessages.belowMark(
                Long.toString(below),
                Integer.toString(marked.size()),
                texts.title(mark),
                shown(mark, marked.get(0).getAs(mark.name()))));
    }

    /** The latest value of the first series, and that of the period before or of a year before. */
    private Optional<Bilingual> latest(SummaryTable table, PagePart part, List<Row> rows) {
        StructField field = part.series().stream()
                .filter(column -> rows.stream().anyMatch(row -> row.getAs(column) != null))
                .findFirst()
                .map(column -> table.schema().apply(column))
                .orElse(table.schema().apply(part.series().get(0)));
        List<Row> known = rows.stream()
                .filter(row -> row.getAs(field.name()) != null)
                .sorted(Comparator.comparing(row -> when(row, part)))
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Row last = known.get(known.size() - 1);
        List<Bilingual> clauses = new ArrayList<>();
        clauses.add(
                BlockMessages.latest(period(last, part), texts.title(field), shown(field, last.getAs(field.name()))));
        String yearBefore = when(last, part).matches("\\d{4}.*") ? yearBefore(when(last, part)) : "";
        known.stream()
                .filter(row -> when(row, part).equals(yearBefore))
                .findFirst()
                .map(row -> BlockMessages.earlier(yearBefore, shown(field, row.getAs(field.name()))))
                .ifPresent(clauses::add);
        return Optional.of(Sentences.clauses(clauses));
    }

    private static Bilingual period(Row row, PagePart part) {
        String when = when(row, part);
        return part.label().equals("quarter") ? BlockMessages.quarter(when) : new Bilingual(when, when);
    }

    private static String yearBefore(String when) {
        return (Integer.parseInt(when.substring(0, 4)) - 1) + when.substring(4);
    }

    private static String when(Row row, PagePart part) {
        String when = PageSections.text(row, part.label());
        return when.length() > 7 ? when.substring(0, 7) : when;
    }

    private Optional<Bilingual> funnel(SummaryTable table, PagePart part, List<Row> rows) {
        List<Bilingual> stages = part.series().stream()
                .map(column -> table.schema().apply(column))
                .filter(field -> rows.stream().anyMatch(row -> row.getAs(field.name()) != null))
                .map(field -> BlockMessages.stage(texts.title(field), PageFigures.count(sum(rows, field))))
                .toList();
        return stages.size() < 2 ? Optional.empty() : Optional.of(BlockMessages.stages(stages));
    }

    /**
     * Returns how many projects show a red light and what they cost together; empty if the list may not have all of them.
     *
     * @param projects the listed projects, the red ones first
     */
    private Optional<Bilingual> ofProjects(List<Row> projects, long whole) {
        List<Row> red = projects.stream()
                .filter(row -> "red".equals(PageSections.text(row, "light_code")))
                .toList();
        List<BigDecimal> amounts = red.stream()
                .filter(row -> currency.equals(row.getAs("currency")))
                .map(row -> row.<BigDecimal>getAs(LARGEST_BY))
                .filter(Objects::nonNull)
                .toList();
        if (red.isEmpty() || (red.size() == projects.size() && projects.size() < whole) || amounts.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal largest = amounts.stream().limit(NAMED).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Optional.of(BlockMessages.redProjects(
                Integer.toString(red.size()),
                figures.money(sum, currency),
                amounts.size() > NAMED && sum.signum() > 0
                        ? Optional.of(Headline.share(largest, sum))
                        : Optional.empty()));
    }

    private static BigDecimal sum(List<Row> rows, StructField field) {
        return rows.stream()
                .map(row -> Scorecard.number(row, field.name()).orElse(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Bilingual member(PagePart part, Row row, StructField field) {
        List<Bilingual> names = names(part, row);
        Bilingual name = new Bilingual(
                String.join("·", names.stream().map(Bilingual::zh).toList()),
                String.join(", ", names.stream().map(Bilingual::en).toList()));
        return BlockMessages.member(name, shown(field, row.getAs(field.name())));
    }

    /** Returns the names by which a reader knows a row: those of its first two texts. */
    private List<Bilingual> names(PagePart part, Row row) {
        Stream<String> labels = part.columns().stream()
                .filter(column -> column.endsWith("_name")
                        || List.of("leader", "department", "dataset").contains(column));
        return labels.limit(2)
                .map(column -> Sentences.name(texts.text(row, column)))
                .filter(name -> !name.zh().isEmpty())
                .toList();
    }

    private static BigDecimal number(Row row, StructField field) {
        return Scorecard.number(row, field.name()).orElseThrow();
    }

    private Bilingual shown(StructField field, Object value) {
        return figures.cell(PageFigures.kind(field), value, currency).text();
    }
}
