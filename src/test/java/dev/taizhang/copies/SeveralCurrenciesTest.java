package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.facts.AsOf;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Every project of a programme is mentioned, whatever its currency; amounts of several currencies are never added. */
class SeveralCurrenciesTest {
    private static final SummaryTable OVERVIEW = SummaryTable.builtIn("programme_overview");
    private static final Configuration CONFIGURATION = Configuration.read(Path.of("conf"));
    private static final Row YUAN = row("CNY", 27_059, "123456789012.00");
    private static final Row DOLLARS = row("USD", 73, "200000000.00");
    private static final Row CONTRACTS_ONLY = row("EUR", 0, null);

    private static Row row(String currency, long projects, String total) {
        NamedRow row = NamedRow.of(OVERVIEW.schema());
        for (String column : OVERVIEW.schema().fieldNames()) {
            row.with(
                    column,
                    switch (column) {
                        case "as_of_date" -> LocalDate.of(2025, 3, 31);
                        case "currency" -> currency;
                        case "project_count", "total_investment_known_count" -> projects;
                        case "total_investment" -> total == null ? null : new BigDecimal(total);
                        default -> null;
                    });
        }
        return row.row();
    }

    private static List<PageCard> cards(List<Row> now, List<Row> before) {
        return new PageOverview(
                        new PageFigures(CONFIGURATION.reference("units")),
                        new PageTexts(CONFIGURATION.references(), new PageWords(Map.of())),
                        new AsOf(LocalDate.of(2025, 3, 31), PlanYear.OF_THE_CALENDAR),
                        new CurrencyLines(now, before),
                        before.stream().findFirst())
                .cards(now.stream()
                        .filter(row -> row.getAs("currency").equals("CNY"))
                        .findFirst());
    }

    @Test
    void theFirstCardCountsAllProjectsAndNamesEachCurrency() {
        List<PageCard> cards = cards(List.of(YUAN, DOLLARS, CONTRACTS_ONLY), List.of(row("CNY", 27_000, "1.00")));
        assertThat(cards).extracting(PageCard::column).startsWith("project_count", "total_investment");
        PageCard first = cards.get(0);
        assertThat(first.value().exact()).isEqualTo("27132");
        assertThat(first.note().zh()).isEqualTo("27,059 个，1,235 亿元\n73 个，2.00 亿美元");
        assertThat(first.note().en()).isEqualTo("27,059 projects, 123.5 billion yuan\n73 projects, 200.0 million USD");
        assertThat(first.change().map(PageCell::exact)).contains("132");
    }

    @Test
    void projectsOfOtherCurrenciesAloneAreCountedToo() {
        assertThat(cards(List.of(DOLLARS, row("GBP", 2, null)), List.of()))
                .singleElement()
                .satisfies(card -> assertThat(card.note().zh()).isEqualTo("73 个，2.00 亿美元\n2 个，—"));
    }

    @Test
    void oneCurrencyIsShownAsBefore() {
        PageCard first = cards(List.of(YUAN, CONTRACTS_ONLY), List.of()).get(0);
        assertThat(first.value().exact()).isEqualTo("27059");
        assertThat(first.note().zh()).doesNotContain("亿元");
        assertThat(brief(YUAN).get(1).zh()).contains("共 27,059 个，计划总投资 1,235 亿元。");
    }

    @Test
    void theBriefBeginsWithAllProjects() {
        List<Bilingual> paragraphs = brief(YUAN, DOLLARS);
        assertThat(paragraphs).hasSize(4);
        assertThat(paragraphs.get(1).zh()).endsWith("共 27,132 个项目，其中 CNY 27,059 个、USD 73 个；不同币种的金额不相加。");
        assertThat(paragraphs.get(1).en())
                .endsWith("27,132 projects in all (27,059 in CNY, 73 in USD)."
                        + " Amounts in different currencies are not added.");
        assertThat(paragraphs.get(2).zh()).contains("币种为 CNY 的项目 27,059 个，计划总投资 1,235 亿元");
        assertThat(paragraphs.get(3).en()).contains("73 projects in USD with a total investment of 200.0 million USD.");
    }

    private static List<Bilingual> brief(Row... rows) {
        return new Brief(
                        CONFIGURATION.settings(),
                        CONFIGURATION.references(),
                        LocalDate.of(2025, 3, 31),
                        Map.of(OVERVIEW, List.of(rows)),
                        List.of(),
                        List.of())
                .paragraphs();
    }
}
