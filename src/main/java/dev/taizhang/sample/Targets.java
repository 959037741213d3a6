package dev.taizhang.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays out what a year is meant to bring: investment for the city and each district, and signings for the city. */
final class Targets {
    private static final String SHEET = "目标任务";
    private static final MoneyUnit UNIT = MoneyUnit.HUNDRED_MILLION_IN_HEADER;

    /** Targets of investment are given in tens of millions of yuan. */
    private static final long STEP = 1_000_000_000;

    private Targets() {}

    static Delivery deliver(City city, int year) {
        List<String> header = List.of("指标", "年度", "目标值" + UNIT.inHeader(), "所属县区", "完成期限");
        Optional<String> title = Optional.of("晋中市" + year + "年目标任务（合成数据，仅供演示）");
        List<List<Cell>> rows = rows(city, year);
        Sheet sheet = new Sheet(SHEET, title, header, rows);
        return new Delivery(Delivery.Dataset.TARGETS, year + "年 目标任务.xlsx", sheet, List.of());
    }

    private static List<List<Cell>> rows(City city, int year) {
        LocalDate date = city.timeline().lastListOf(year);
        List<List<Cell>> rows = new ArrayList<>();
        Amount whole = Amount.NOTHING;
        for (District district : District.ALL) {
            Amount target = target(city, district, date);
            whole = whole.plus(target);
            rows.add(row("年度投资", year, target, new Cell.Text(district.name())));
        }
        rows.add(0, row("年度投资", year, whole, new Cell.Blank()));
        rows.add(row("招商签约", year, signings(year), new Cell.Blank()));
        return rows;
    }

    /** A district is to do what its projects plan, rounded up. */
    private static Amount target(City city, District district, LocalDate date) {
        long planned = city.listed(district, date).stream()
                .map(project -> Listing.of(project, date).annualPlan())
                .flatMap(Optional::stream)
                .mapToLong(Amount::fen)
                .sum();
        return new Amount((planned + STEP - 1) / STEP * STEP);
    }

    /** 100 billion yuan in 2025, and ten billion less for every year before. */
    private static Amount signings(int year) {
        return Amount.ofTenThousands(10_000_000L - 1_000_000L * (2025 - year));
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
