package dev.taizhang.copies;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.SummaryTable;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The page that the morning meeting looks at, {@code report/index.html}, and that of the tables, {@code report/tables.html}:
 * one file each, which need no network.
 */
public final class Page {
    /** The table whose rows are listed below all others. */
    static final String PROJECTS = "project_watch";

    /** How many projects the page lists, the largest of them. */
    static final int MOST_PROJECTS = 2_000;

    /** Up to so many rows are read without Spark, which may not have been started yet. */
    private static final long FEW_ROWS = 200_000;

    private static final String OVERVIEW = "programme_overview";
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, Page.class.getPackageName());

    private final Supplier<SparkSession> spark;
    private final Configuration configuration;
    private final Warehouse warehouse;
    private final Release release;

    public Page(Supplier<SparkSession> spark, Configuration configuration, Warehouse warehouse, Release release) {
        this.spark = spark;
        this.configuration = configuration;
        this.warehouse = warehouse;
        this.release = release;
    }

    /** The first rows of a table, and how many it has. */
    private record Projects(List<Row> first, long whole) {}

    /** What a template is given, and what prints it. */
    private interface Content {
        void print(TemplateOutput out);
    }

    /**
     * Writes both pages.
     *
     * @param held the rows of all tables but the large ones
     * @throws IOException where one cannot be written; the one before stands
     */
    public void write(Map<SummaryTable, List<Row>> held) throws IOException {
        warehouse.files().mkdirs(warehouse.path("report"));
        PageView view = view(held);
        List<Release> releases = warehouse.releases().stream()
                .filter(earlier -> earlier.number() <= release.number())
                .toList();
        replace(
                "report/index.html",
                out -> TEMPLATES.render("index.jte", Map.of("page", view, "assets", PageAssets.ofTheReport()), out));
        replace(
                "report/tables.html",
                out -> TEMPLATES.render(
                        "tables.jte",
                        Map.of(
                                "page",
                                view,
                                "tables",
                                Catalogue.of(releases, configuration),
                                "assets",
                                PageAssets.ofTheCatalogue()),
                        out));
    }

    private PageView view(Map<SummaryTable, List<Row>> held) {
        Map<String, SummaryTable> tables =
                held.keySet().stream().collect(Collectors.toMap(SummaryTable::name, Function.identity()));
        Function<String, List<Row>> rows = name -> tables.containsKey(name) ? held.get(tables.get(name)) : List.of();
        String currency = configuration.settings().currency().getCurrencyCode();
        Optional<Row> overview = rows.apply(OVERVIEW).stream()
                .filter(row -> row.<String>getAs("currency").equals(currency))
                .findFirst();
        Optional<Row> before = before(currency);
        PageOverview figures = new PageOverview(configuration, before);
        List<Row> squares = rows.apply("projects_by_district_and_cluster");
        return new PageView(
                configuration.settings().programmeName(),
                currency.equals("CNY") ? "zh" : "en",
                currency,
                facts(),
                overview.map(figures::cards).orElse(List.of()),
                overview.map(figures::lights).orElse(List.of()),
                before.map(row -> row.getAs(TableDefinition.AS_OF_DATE).toString())
                        .orElse(""),
                districts(rows.apply("projects_by_district")),
                squares.isEmpty() ? Optional.empty() : Optional.of(HeatMap.of(squares, configuration)),
                sections(tables, held, new PageSections(configuration, overview)));
    }

    private List<PageSection> sections(
            Map<String, SummaryTable> tables, Map<SummaryTable, List<Row>> held, PageSections sections) {
        List<PageSection> shown = new ArrayList<>();
        for (PagePart part : PageParts.ALL) {
            SummaryTable table = tables.get(part.table());
            if (table != null) {
                sections.of(part, table, held.get(table)).ifPresent(shown::add);
            } else if (part.table().equals(PROJECTS)) {
                SummaryTable large = large();
                Projects projects = projects(large);
                if (projects.whole() > 0) {
                    shown.add(sections.of(part, large, projects.first(), projects.whole()));
                }
            }
        }
        return shown;
    }

    private SummaryTable large() {
        return SummaryTable.all(configuration).stream()
                .filter(table -> table.name().equals(PROJECTS))
                .findFirst()
                .orElseThrow();
    }

    /** The largest projects of the release's date. */
    private Projects projects(SummaryTable table) {
        TableDefinition definition = table.definition();
        Release.Standing standing = release.tables().get(definition.name());
        if (standing.rows() <= FEW_ROWS) {
            List<Row> all = warehouse.delta().rows(warehouse.table(definition.name()), standing.version()).stream()
                    .filter(row -> row.getAs(TableDefinition.AS_OF_DATE).equals(release.asOfDate()))
                    .sorted(Comparator.comparing(
                                    (Row row) -> row.<BigDecimal>getAs("total_investment"),
                                    Comparator.nullsLast(Comparator.reverseOrder()))
                            .thenComparing(row -> PageSections.text(row, "project_code"))
                            .thenComparing(row -> PageSections.text(row, "currency")))
                    .toList();
            return new Projects(all.subList(0, Math.min(MOST_PROJECTS, all.size())), all.size());
        }
        org.apache.spark.sql.Dataset<Row> all = Tables.read(spark.get(), warehouse, definition, standing.version())
                .where(col(TableDefinition.AS_OF_DATE).equalTo(lit(Date.valueOf(release.asOfDate()))));
        List<Row> first = all.orderBy(
                        new Column[] {col("total_investment").desc_nulls_last(), col("project_code"), col("currency")})
                .limit(MOST_PROJECTS)
                .collectAsList();
        return new Projects(first, all.count());
    }

    /** The overview of the greatest date that was published before the release's. */
    private Optional<Row> before(String currency) {
        String name = "summaries." + OVERVIEW;
        return warehouse
                .delta()
                .rows(warehouse.table(name), release.tables().get(name).version())
                .stream()
                .filter(row -> row.<String>getAs("currency").equals(currency))
                .filter(row -> row.getAs(TableDefinition.AS_OF_DATE)
                                .toString()
                                .compareTo(release.asOfDate().toString())
                        < 0)
                .max(Comparator.comparing(
                        row -> row.getAs(TableDefinition.AS_OF_DATE).toString()));
    }

    private List<PageView.District> districts(List<Row> rows) {
        PageWords words = new PageWords(configuration);
        Map<String, Bilingual> names = new LinkedHashMap<>();
        rows.forEach(row -> names.putIfAbsent(row.getAs("district_code"), words.text(row, "district_name")));
        return names.entrySet().stream()
                .map(entry -> new PageView.District(entry.getKey(), entry.getValue()))
                .toList();
    }

    private PageView.Facts facts() {
        ZonedDateTime published =
                release.publishedAt().atZone(configuration.settings().zone());
        return new PageView.Facts(
                release.number(),
                release.runId(),
                release.asOfDate().toString(),
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(published),
                release.hash(),
                "exports/" + release.asOfDate());
    }

    /** Writes beside the file and renames, so that no reader sees half of it. */
    private void replace(String name, Content content) throws IOException {
        Path file = warehouse.path(name);
        Path part = file.suffix(".part");
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(warehouse.files().create(part, true), StandardCharsets.UTF_8))) {
            content.print(new WriterOutput(out));
        }
        warehouse.files().delete(file, false);
        if (!warehouse.files().rename(part, file)) {
            throw new IOException("cannot rename " + part + " to " + file);
        }
    }
}
