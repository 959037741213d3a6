package dev.taizhang.copies;

import com.google.common.collect.Lists;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.Settings;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.PagePart;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * The page for the morning meeting, {@code report/index.html}, and the page of tables, {@code report/tables.html}. Each
 * is a single file that needs no network.
 */
final class Page {
    private static final String OVERVIEW = "programme_overview";
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, Page.class.getPackageName());

    private final Settings settings;
    private final ReferenceTable clusters;
    private final PageFigures figures;
    private final PageTexts texts;
    private final ReleaseRows rows;
    private final Warehouse warehouse;
    private final Release release;

    Page(Settings settings, Map<String, ReferenceTable> references, ReleaseRows rows) {
        this.settings = settings;
        this.clusters = references.get("clusters");
        this.figures = new PageFigures(new DisplayUnit(settings, references.get("units")));
        this.texts = new PageTexts(references);
        this.rows = rows;
        this.warehouse = rows.warehouse();
        this.release = rows.release();
    }

    /**
     * Writes both pages.
     *
     * @throws IOException if a page cannot be written; the previous one is kept
     */
    void write() throws IOException {
        PageView view = view(rows.held());
        render("index", Map.of("page", view, "assets", PageAssets.ofTheReport()));
        render(
                "tables",
                Map.of(
                        "page",
                        view,
                        "tables",
                        Catalogue.of(release, rows.tables()),
                        "assets",
                        PageAssets.ofTheCatalogue()));
    }

    private void render(String name, Map<String, Object> shown) throws IOException {
        ReplacedFile.print(
                warehouse.files(),
                warehouse.path("report/" + name + ".html"),
                out -> TEMPLATES.render(name + ".jte", shown, new WriterOutput(out)));
    }

    private PageView view(Map<SummaryTable, List<Row>> held) {
        Map<String, SummaryTable> tables =
                rows.tables().published().stream().collect(Collectors.toMap(SummaryTable::name, Function.identity()));
        String currency = settings.currency().getCurrencyCode();
        Totals totals = new Totals(settings.currency(), held);
        List<Row> earlier = before(tables.get(OVERVIEW));
        Optional<Row> before = earlier.stream()
                .filter(row -> row.<String>getAs("currency").equals(currency))
                .findFirst();
        PageOverview overview =
                new PageOverview(figures, new CurrencyLines(Summaries.named(held, OVERVIEW), earlier), before);
        List<Row> squares = Summaries.named(held, "projects_by_district_and_cluster");
        return new PageView(
                settings.programmeName(),
                currency.equals("CNY") ? "zh" : "en",
                currency,
                facts(),
                new ConversionNote(settings.currency(), held).converted(),
                overview.cards(totals.whole()),
                totals.whole().map(overview::lights).orElse(List.of()),
                earlier.stream()
                        .map(row -> row.getAs(TableDefinition.AS_OF_DATE).toString())
                        .findFirst()
                        .orElse(""),
                districts(Summaries.named(held, "projects_by_district")),
                squares.isEmpty()
                        ? Optional.empty()
                        : Optional.of(HeatMap.of(squares, currency, clusters, figures, texts)),
                sections(tables, held, new PageSections(figures, texts, totals)));
    }

    private List<PageSection> sections(
            Map<String, SummaryTable> tables, Map<SummaryTable, List<Row>> held, PageSections sections) {
        List<PageSection> shown = new ArrayList<>();
        for (SummaryTable table : inOrder(tables.values())) {
            PagePart part = table.head().page().orElseThrow();
            if (held.containsKey(table)) {
                sections.of(table, held.get(table)).ifPresent(shown::add);
            } else {
                ReleaseRows.First first = rows.first(table, part.mostRows());
                if (first.whole() > 0) {
                    shown.add(sections.of(table, first.rows(), first.whole()));
                }
            }
        }
        return shown;
    }

    /** Returns the tables that the page shows, by chapter, then by their position in it, then by name. */
    private static List<SummaryTable> inOrder(Collection<SummaryTable> tables) {
        return tables.stream()
                .filter(table -> table.head().page().isPresent())
                .sorted(Comparator.comparing((SummaryTable table) ->
                                table.head().page().get().chapter())
                        .thenComparing(table -> table.head().page().get().place())
                        .thenComparing(SummaryTable::name))
                .toList();
    }

    /** Returns the overview of the latest date published before the release's date; empty if there is none. */
    private List<Row> before(SummaryTable overview) {
        SortedMap<String, String> earlier = release.tables()
                .get(overview.definition().name())
                .digests()
                .headMap(release.asOfDate().toString());
        return earlier.isEmpty()
                ? List.of()
                : Lists.newArrayList(rows.of(overview, Set.of(LocalDate.parse(earlier.lastKey()))));
    }

    private List<PageView.District> districts(List<Row> rows) {
        Map<String, Bilingual> names = new LinkedHashMap<>();
        rows.forEach(row -> names.putIfAbsent(row.getAs("district_code"), texts.text(row, "district_name")));
        return names.entrySet().stream()
                .map(entry -> new PageView.District(entry.getKey(), entry.getValue()))
                .toList();
    }

    private PageView.Facts facts() {
        ZonedDateTime published = release.publishedAt().atZone(settings.zone());
        return new PageView.Facts(
                release.number(),
                release.runId(),
                release.asOfDate().toString(),
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(published),
                release.hash(),
                "exports/" + release.asOfDate());
    }
}
