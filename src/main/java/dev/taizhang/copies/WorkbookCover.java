package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Language;
import dev.taizhang.definition.Settings;
import dev.taizhang.ledger.Release;
import dev.taizhang.summaries.Summaries;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.dhatim.fastexcel.BorderSide;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Worksheet;

/**
 * The cover of the meeting's workbook: what is found, the key figures, and the completion of the annual plan by district as bars
 * of filled cells, which every program shows and prints alike.
 */
final class WorkbookCover {
    private static final List<String> KEY_FIGURES = List.of(
            "project_count",
            "total_investment",
            "annual_plan_investment",
            "year_to_date_investment",
            "annual_plan_completion",
            "time_elapsed",
            "ahead_of_time_pp",
            "start_rate",
            "resumption_rate",
            "signed_amount",
            "signed_amount_target",
            "signing_completion",
            "red_count",
            "yellow_count",
            "green_count");

    /** The columns of a bar, each of which is two percent of the plan; longer bars are cut. */
    private static final int BAR = 60;

    private static final BigDecimal STEPS = new BigDecimal(50);
    private static final int FIRST_OF_BAR = 2;

    /** The width of the cover in characters. */
    private static final int WIDTH = 120;

    private static final int MOST_BARS = 30;

    private final Settings settings;
    private final Language language;
    private final DisplayUnit unit;
    private final Brief brief;
    private final ReleaseRows rows;
    private final Totals totals;
    private final Release release;

    WorkbookCover(Settings settings, DisplayUnit unit, Brief brief, ReleaseRows rows, Totals totals) {
        this.settings = settings;
        this.language = settings.language();
        this.unit = unit;
        this.brief = brief;
        this.rows = rows;
        this.totals = totals;
        this.release = rows.release();
    }

    void write(Worksheet sheet) {
        sheet.width(0, 30);
        sheet.width(1, 16);
        for (int place = FIRST_OF_BAR; place < FIRST_OF_BAR + BAR; place++) {
            sheet.width(place, 1.4);
        }
        sheet.hideGridLines();
        title(sheet, 0, settings.programmeName(), 18);
        sheet.rowHeight(0, 28);
        text(sheet, 1, language.line(WorkbookMessages.asOf(release.asOfDate().toString())), WorkbookStyle.GREY);
        int line = 2;
        for (Bilingual notice : CopyMessages.notices(rows.warehouse(), release)) {
            text(sheet, line, language.line(notice), WorkbookStyle.WARNING);
            line++;
        }
        line = findings(sheet, line + 1);
        line = figures(sheet, line + 1);
        line = bars(sheet, line + 1);
        about(sheet, line + 1);
        WorkbookStyle.printed(sheet);
        sheet.pageOrientation("portrait");
        sheet.fitToHeight((short) 1);
    }

    private int findings(Worksheet sheet, int first) {
        int line = first;
        for (List<String> sentences : language.inEach(brief.findings())) {
            int headline = line;
            for (String sentence : sentences) {
                line = wrapped(sheet, line, sentence, WorkbookStyle.INK);
            }
            sheet.style(headline, 0).bold().fontColor(WorkbookStyle.INK).set();
            line++;
        }
        return line - 1;
    }

    private static int wrapped(Worksheet sheet, int first, String text, String color) {
        int line = first;
        for (String part : WorkbookStyle.lines(text, WIDTH)) {
            text(sheet, line, part, color);
            line++;
        }
        return line;
    }

    private int figures(Worksheet sheet, int first) {
        title(sheet, first, WorkbookMessages.keyFigures(), 13);
        int line = first;
        for (Row row : Summaries.named(rows.held(), "programme_overview")) {
            for (String name : KEY_FIGURES) {
                CopiedColumn column = CopiedColumn.of(row.schema().apply(name));
                Object value = row.getAs(name);
                line++;
                sheet.value(line, 0, language.line(column.heading()));
                StyleSetter style = sheet.style(line, 1);
                if (value == null) {
                    sheet.value(line, 1, language.line(WorkbookMessages.notReported()));
                    style.fontColor(WorkbookStyle.GREY);
                } else {
                    Number number = (Number) value;
                    sheet.value(line, 1, column.isAmount() ? unit.of((BigDecimal) number) : number);
                    style.format(column.excelFormat()).bold();
                    String light = name.replaceFirst("_count$", "");
                    if (WorkbookStyle.LIGHTS.containsKey(light) && number.longValue() > 0) {
                        style.fillColor(WorkbookStyle.LIGHTS.get(light));
                    }
                }
                style.horizontalAlignment("right").set();
                String currency = row.getAs("currency");
                sheet.value(
                        line,
                        FIRST_OF_BAR,
                        column.isAmount()
                                ? language.line(new Bilingual(unit.zh(currency), (unit.en() + " " + currency).strip()))
                                : language.line(column.unit(unit)).replace("% %", "%"));
                sheet.style(line, FIRST_OF_BAR).fontColor(WorkbookStyle.GREY).set();
            }
        }
        return line + 1;
    }

    /** Draws the completion of each district, the lowest first. */
    private int bars(Worksheet sheet, int first) {
        List<Row> districts = Summaries.named(rows.held(), "investment_progress").stream()
                .filter(row -> row.<String>getAs("currency").equals(totals.currency()))
                .filter(row -> row.getAs("annual_plan_completion") != null)
                .sorted(Comparator.comparing(row -> row.<BigDecimal>getAs("annual_plan_completion")))
                .limit(MOST_BARS)
                .toList();
        if (districts.size() < 2) {
            return first;
        }
        BigDecimal elapsed = districts.get(0).getAs("time_elapsed");
        int line = wrapped(
                        sheet,
                        first,
                        language.line(WorkbookMessages.completion(FigureText.percent(elapsed))),
                        WorkbookStyle.INK)
                - 1;
        int mark = FIRST_OF_BAR + Math.max(0, steps(elapsed) - 1);
        for (Row row : districts) {
            line++;
            BigDecimal completion = row.getAs("annual_plan_completion");
            sheet.value(line, 0, row.<String>getAs(language == Language.EN ? "district_name_en" : "district_name"));
            sheet.value(line, 1, completion);
            sheet.style(line, 1).format("0.0%").set();
            boolean late = completion.compareTo(elapsed) < 0;
            int length = Math.min(BAR, steps(completion));
            for (int place = FIRST_OF_BAR; place < FIRST_OF_BAR + BAR; place++) {
                boolean filled = place < FIRST_OF_BAR + length;
                if (filled || place == mark) {
                    StyleSetter style = sheet.style(line, place);
                    if (filled) {
                        style.fillColor(late ? WorkbookStyle.LATE : WorkbookStyle.ON_TIME);
                    }
                    if (place == mark) {
                        style.borderStyle(BorderSide.RIGHT, BorderStyle.MEDIUM);
                    }
                    style.set();
                }
            }
        }
        return line + 1;
    }

    private static int steps(BigDecimal fraction) {
        return fraction.multiply(STEPS).setScale(0, RoundingMode.HALF_UP).intValueExact();
    }

    private void about(Worksheet sheet, int first) {
        List<Bilingual> facts = new ArrayList<>(List.of(
                WorkbookMessages.release(release.number(), release.runId()),
                WorkbookMessages.publishedAt(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                        .format(release.publishedAt().atZone(settings.zone()))),
                WorkbookMessages.rows(
                        release.ingested().read(),
                        release.ingested().accepted(),
                        release.ingested().rejected(),
                        release.ingested().leftOut()),
                WorkbookMessages.reconciled()));
        Stream<String> hash = Stream.of("SHA-256 " + release.hash());
        Stream<String> conversion = new ConversionNote(settings.currency(), rows.held())
                .converted().stream().map(language::line);
        List<String> lines = Stream.of(facts.stream().map(language::line), conversion, hash)
                .flatMap(part -> part)
                .toList();
        int line = first;
        for (String text : lines) {
            line = wrapped(sheet, line, text, WorkbookStyle.GREY);
        }
    }

    private void title(Worksheet sheet, int line, Bilingual title, int size) {
        sheet.value(line, 0, language.line(title));
        sheet.style(line, 0).bold().fontSize(size).fontColor(WorkbookStyle.INK).set();
    }

    private static void text(Worksheet sheet, int line, String text, String color) {
        sheet.value(line, 0, text);
        sheet.style(line, 0).fontColor(color).set();
    }
}
