package dev.taizhang.copies;

import com.google.common.collect.Lists;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Language;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.Settings;
import dev.taizhang.facts.AsOf;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.ExchangeRatesUsed;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The page for the morning meeting, {@code report/index.html}, and the page of tables, {@code report/tables.html}. Each
 * is a single file that needs no network.
 */
final class Page {
    private static final String OVERVIEW = "programme_overview";

    /** The tables that have no block of their own. */
    private static final Set<String> FIGURES = Set.of(OVERVIEW, ExchangeRatesUsed.NAME);

    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, Page.class.getPackageName());

    private final Settings settings;
    private final CopySettings own;
    private final Map<String, ReferenceTable> references;
    private final PageFigures figures;
    private final PageTexts texts;
    private final ReleaseRows rows;
    private final Warehouse warehouse;
    private final Release release;
    private final Lineage lineage;

    Page(Settings settings, Map<String, ReferenceTable> references, ReleaseRows rows, Lineage lineage) {
        this.lineage = lineage;
        this.settings = settings;
        this.own = CopySettings.of(settings);
        this.references = references;
        this.figures = new PageFigures(references.get("units"));
        this.texts = new PageTexts(references, own.words());
        this.rows = rows;
        this.warehouse = rows.warehouse();
        this.release = rows.release();
    }

    /** Returns the tables of which the page shows rows or figures. */
    static List<TableDefinition> tables(OfficeTables office) {
        Stream<SummaryTable> blocks = PageContent.inOrder(office);
        Stream<SummaryTable> figures = office.published().stream().filter(table -> FIGURES.contains(table.name()));
        return Stream.of(
                        Stream.concat(blocks, figures).map(SummaryTable::definition),
                        WorkList.TABLES.stream(),
                        ProjectReports.TABLES.stream())
                .flatMap(tables -> tables)
                .toList();
    }

    /**
     * Writes both pages.
     *
     * @throws IOException if a page cannot be written; the previous one is kept
     */
    void write() throws IOException {
        PageView view = view();
        render("index", Map.of("page", view, "assets", PageAssets.ofTheReport()));
        render(
                "tables",
                Map.of(
                        "page",
                        view,
                        "tables",
                        Catalogue.of(release, rows.tables(), lineage),
                        "lineage",
                        lineage,
                        "assets",
                        PageAssets.ofTheCatalogue()));
    }

    private void render(String name, Map<String, Object> shown) throws IOException {
        ReplacedFile.print(
                warehouse.files(),
                warehouse.path("report/" + name + ".html"),
                out -> TEMPLATES.render(name + ".jte", shown, new WriterOutput(out)));
    }

    private PageView view() {
        Map<String, List<Row>> tables = rows.held().entrySet().stream()
                .collect(Collectors.toMap(table -> table.getKey().name(), Map.Entry::getValue));
        String currency = settings.currency().getCurrencyCode();
        Totals totals = new Totals(settings.currency(), rows.held());
        Scorecard scorecard = new Scorecard(tables, currency, settings.programmeName(), texts);
        AsOf asOf = new AsOf(release.asOfDate(), settings.planYear());
        Changes changes = new Changes(tables, scorecard, currency);
        PageContent content = new PageContent(
                rows,
                asOf,
                texts,
                new PageSections(texts, totals, new BlockFindings(figures, texts, currency, changes.moved())));
        Findings findings = new Findings(scorecard, tables, content.projects(), currency, figures, texts, asOf);
        List<Row> earlier = rows.before(SummaryTable.builtIn(OVERVIEW));
        Optional<Row> before = earlier.stream()
                .filter(row -> row.<String>getAs("currency").equals(currency))
                .findFirst();
        PageOverview overview = new PageOverview(
                figures, texts, asOf, new CurrencyLines(tables.getOrDefault(OVERVIEW, List.of()), earlier), before);
        PageData data = data(currency);
        data.scorecard(scorecard.whole(), scorecard.lines());
        scorecard.lines().forEach(line -> {
            List<Finding> said = Lists.newArrayList(findings.of(line));
            changes.of(line).ifPresent(said::add);
            data.findings(line.code(), said);
        });
        content.addTo(data);
        return new PageView(
                settings.programmeName(),
                warehouse.isSynthetic(),
                language(currency),
                settings.language() == Language.BOTH,
                facts(),
                findings.whole(),
                Stream.of(
                                changes.whole(),
                                before.flatMap(row -> changes.sinceBefore(row, asOf, figures, content.turnedRed())))
                        .flatMap(Optional::stream)
                        .toList(),
                new ConversionNote(settings.currency(), rows.held()).converted(),
                overview.cards(totals.whole()),
                earlier.stream()
                        .map(row -> row.getAs(TableDefinition.AS_OF_DATE).toString())
                        .findFirst()
                        .orElse(""),
                data.json());
    }

    private PageData data(String currency) {
        PageWords.Word district = own.words().of("district");
        PageData data = new PageData(texts)
                .with("asOf", release.asOfDate().toString())
                .with("planYear", Integer.toString(settings.planYear().of(release.asOfDate())))
                .with(
                        "yearStarts",
                        Integer.toString(settings.planYear().begins().getValue()))
                .with("currency", currency)
                .with("exports", facts().exports())
                .with("districtWord", new Bilingual(district.zh(), district.en()))
                .with(
                        "currencies",
                        rows.held().getOrDefault(SummaryTable.builtIn(OVERVIEW), List.of()).stream()
                                .map(row -> row.<String>getAs("currency"))
                                .distinct()
                                .collect(Collectors.toMap(code -> code, figures::currency)));
        references.get("districts").members().stream()
                .filter(member -> !member.tile().isEmpty())
                .forEach(member -> data.tile(member.code(), member.tile()));
        return data;
    }

    private String language(String currency) {
        return switch (settings.language()) {
            case ZH -> "zh";
            case EN -> "en";
            case BOTH -> currency.equals("CNY") ? "zh" : "en";
        };
    }

    private PageView.Facts facts() {
        ZonedDateTime published = release.publishedAt().atZone(settings.zone());
        return new PageView.Facts(
                release.number(),
                release.restores(),
                release.runId(),
                release.asOfDate().toString(),
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).format(published),
                release.hash(),
                "exports/" + release.asOfDate());
    }
}
