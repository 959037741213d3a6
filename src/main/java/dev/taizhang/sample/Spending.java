package dev.taizhang.sample;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes the spending of one project: the amount planned for each year, and the amount spent in each month. */
final class Spending {
    /** The distribution of a year's work over its months, in percent: little in winter, more after the thaw. */
    private static final int[] SEASONS = {5, 7, 12, 9, 9, 9, 8, 8, 8, 9, 8, 8};

    private static final long STREAMS_BEYOND_SERIALS = 1L << 40;

    private final Project project;
    private final YearMonth first;
    private final YearMonth last;
    private final long wholeWeight;

    Spending(Project project) {
        this.project = project;
        LocalDate start = project.life()
                .reached(Status.STARTED, Timeline.END)
                .orElse(project.plan().start());
        this.first = YearMonth.from(start);
        this.last = lastMonth(project, first);
        this.wholeWeight = weight(first, last);
    }

    /** Works whose planned end has passed are planned up to the end of the year. */
    private static YearMonth lastMonth(Project project, YearMonth first) {
        Optional<LocalDate> completed = project.life().reached(Status.COMPLETED, Timeline.END);
        YearMonth planned = YearMonth.from(completed.orElse(project.plan().completion()));
        if (completed.isPresent()) {
            return planned;
        }
        YearMonth earliest = YearMonth.of(Math.max(Timeline.END.getYear(), first.getYear()), 12);
        return planned.isAfter(Timeline.LAST_MONTH) ? planned : earliest;
    }

    /** Returns the year's planned investment. It is zero, which is also a plan, if the works are in other years. */
    Amount annualPlan(int year) {
        return plannedTo(YearMonth.of(year, 12));
    }

    private Amount plannedTo(YearMonth month) {
        long inYear = weight(YearMonth.of(month.getYear(), 1), YearMonth.of(month.getYear(), 12));
        if (inYear == 0) {
            return Amount.NOTHING;
        }
        Amount year = project.cost().current().times(inYear, wholeWeight).roundedToMillions();
        return year.times(weight(YearMonth.of(month.getYear(), 1), month), inYear);
    }

    /** Returns the weight of the months from one to another, within the period of the works. */
    private long weight(YearMonth from, YearMonth to) {
        YearMonth month = from.isBefore(first) ? first : from;
        YearMonth end = to.isAfter(last) ? last : to;
        long sum = 0;
        for (; !month.isAfter(end); month = month.plusMonths(1)) {
            sum += SEASONS[month.getMonthValue() - 1];
        }
        return sum;
    }

    /** Returns every month that the project must report, from its start to the end of the sample. */
    List<MonthReport> months(long seed) {
        Optional<LocalDate> started = project.life().reached(Status.STARTED, Timeline.END);
        List<MonthReport> reports = new ArrayList<>();
        if (started.isEmpty()) {
            return reports;
        }
        Dice dice = new Dice(seed, STREAMS_BEYOND_SERIALS + project.serial());
        int eye = dice.between(92, 108);
        Amount sinceStart = Amount.NOTHING;
        Amount yearToDate = Amount.NOTHING;
        for (YearMonth month = first; reports(month); month = month.plusMonths(1)) {
            Amount spent = spent(month, sinceStart, dice);
            sinceStart = sinceStart.plus(spent);
            yearToDate = month.getMonthValue() == 1 ? spent : yearToDate.plus(spent);
            Status status = project.life().statusOn(month.atEndOfMonth());
            int progress = progress(status, sinceStart, eye);
            reports.add(new MonthReport(month, spent, yearToDate, plannedTo(month), sinceStart, progress, status));
        }
        return reports;
    }

    /** Whether a project reports, which it does while it is listed and not terminated. */
    private boolean reports(YearMonth month) {
        LocalDate end = month.atEndOfMonth();
        return !end.isAfter(Timeline.END)
                && end.isBefore(project.life().left())
                && project.life().statusOn(end) != Status.TERMINATED;
    }

    private Amount spent(YearMonth month, Amount before, Dice dice) {
        int weather = dice.between(85, 115);
        if (atRest(month)) {
            return Amount.NOTHING;
        }
        Amount planned = plannedTo(month);
        if (month.getMonthValue() > 1) {
            planned = planned.minus(plannedTo(month.minusMonths(1)));
        }
        Amount wished = planned.percent(project.pace()).percent(weather);
        Amount left = project.cost().current().minus(before);
        return wished.compareTo(left) < 0 ? wished : left;
    }

    /**
     * Whether nothing is spent, which applies to a suspended site, and to one that has not resumed work by the end of
     * the first quarter.
     */
    private boolean atRest(YearMonth month) {
        boolean suspended = project.life().statusOn(month.atEndOfMonth()) == Status.SUSPENDED;
        boolean notBack = project.life()
                .resumedIn(month.getYear())
                .map(YearMonth::from)
                .filter(back -> back.getMonthValue() > 3 && month.isBefore(back))
                .isPresent();
        return suspended || notBack;
    }

    /**
     * Returns the physical progress. It follows the spending with the deviation of a visual estimate, and is complete
     * when the works are.
     */
    private int progress(Status status, Amount sinceStart, int eye) {
        if (status == Status.COMPLETED || status == Status.IN_PRODUCTION || status == Status.AT_CAPACITY) {
            return 1000;
        }
        long seen = sinceStart.fen() * 10 * eye / project.cost().current().fen();
        return (int) Math.min(990, seen);
    }
}
