package dev.taizhang.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lays out the targets of a year: investment and signings for the city and each district, starts and resumption. */
final class YearTargets {
    private static final String SHEET = "目标任务";
    private static final FileForm FORM = FileForm.WORKBOOK;
    private static final MoneyUnit UNIT = MoneyUnit.HUNDRED_MILLION_IN_HEADER;

    private YearTargets() {}

    /** Returns the delivery. Each district's target is the amount that its projects plan. */
    static SampleFile deliver(int year, Function<District, Amount> planned) {
        List<SheetColumn> columns = SheetColumn.plain("指标", "年度", "目标值" + UNIT.inHeader(), "所属县区", "完成期限");
        Sheet sheet = new Sheet(SHEET, FORM.title("晋中市" + year + "年目标任务"), columns, rows(year, planned));
        return new SampleFile(SampleFile.Dataset.TARGETS, FORM.fileName(year + "年", "目标任务"), FORM, sheet, List.of());
    }

    private static List<List<Cell>> rows(int year, Function<District, Amount> planned) {
        List<List<Cell>> rows = new ArrayList<>();
        Amount whole = Amount.NOTHING;
        for (District district : District.ALL) {
            Amount target = planned.apply(district).roundedUpToTenMillions();
            whole = whole.plus(target);
            rows.add(row("年度投资", year, target, new Cell.Text(district.name())));
        }
        rows.add(0, row("年度投资", year, whole, new Cell.Blank()));
        rows.add(row("招商签约", year, signings(year), new Cell.Blank()));
        for (District district : District.ALL) {
            long tenThousands = planned.apply(district).fen() / 1_000_000;
            long share = tenThousands * (signings(year).fen() / 1_000_000) / (whole.fen() / 1_000_000);
            rows.add(row(
                    "招商签约",
                    year,
                    Amount.ofTenThousands(share).roundedUpToTenMillions(),
                    new Cell.Text(district.name())));
        }
        rows.add(rate("开工率", year, LocalDate.of(year, 6, 30)));
        rows.add(rate("复工率", year, LocalDate.of(year, 3, 31)));
        return rows;
    }

    /** Returns the signing target: 100 billion yuan in 2025, and ten billion less for every earlier year. */
    private static Amount signings(int year) {
        return Amount.ofTenThousands(10_000_000L - 1_000_000L * (2025 - year));
    }

    /** Returns a target rate of all projects by a due date. */
    private static List<Cell> rate(String metric, int year, LocalDate due) {
        return List.of(
                new Cell.Text(metric),
                new Cell.Decimal(BigDecimal.valueOf(year)),
                new Cell.Text("100%"),
                new Cell.Blank(),
                new Cell.Text(DateForm.chinese(due)));
    }

    private static List<Cell> row(String metric, int year, Amount target, Cell district) {
        return List.of(
                new Cell.Text(metric),
                new Cell.Decimal(BigDecimal.valueOf(year)),
                UNIT.cell(target),
                district,
                new Cell.Text(DateForm.chinese(LocalDate.of(year, 12, 31))));
    }
}
