package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sentences of page, brief and workbook about a programme or a district, without their full stop. Their parameters are
 * figures and names in display form.
 */
final class FindingMessages {
    private FindingMessages() {}

    /** How the completion of the annual plan compares with the time elapsed. */
    enum Pace {
        BEHIND,
        AHEAD,
        LEVEL
    }

    // The headline

    static Bilingual completion(String percent, Pace pace, String points) {
        return new Bilingual(
                "年度投资完成 %s，%s".formatted(percent, pace(pace, points).zh()),
                "%s of the annual plan is invested, %s"
                        .formatted(percent, pace(pace, points).en()));
    }

    static Bilingual completionOf(Bilingual district, String percent, Pace pace, String points) {
        return new Bilingual(
                "%s年度投资完成 %s，%s"
                        .formatted(district.zh(), percent, pace(pace, points).zh()),
                "%s has invested %s of its annual plan, %s"
                        .formatted(district.en(), percent, pace(pace, points).en()));
    }

    private static Bilingual pace(Pace pace, String points) {
        return switch (pace) {
            case BEHIND ->
                new Bilingual(
                        "慢于时间进度 %s 个百分点".formatted(points), "%s points behind the time elapsed".formatted(points));
            case AHEAD ->
                new Bilingual(
                        "快于时间进度 %s 个百分点".formatted(points), "%s points ahead of the time elapsed".formatted(points));
            case LEVEL -> new Bilingual("与时间进度持平", "level with the time elapsed");
        };
    }

    /** How many districts are behind, and which are furthest behind. */
    static Bilingual districtsBehind(int behind, int all, List<Bilingual> furthest, PageWords.Word word) {
        Bilingual names = Sentences.names(furthest);
        if (behind == 0) {
            return new Bilingual(
                    "%s 个%s均不落后".formatted(all, word.zh()),
                    "none of the %s %s is behind".formatted(all, word.plural()));
        }
        return behind == all
                ? new Bilingual(
                        "%s 个%s全部落后，%s差距最大".formatted(all, word.zh(), names.zh()),
                        "all %s %s are behind, %s furthest".formatted(all, word.plural(), names.en()))
                : new Bilingual(
                        "%s 个%s中 %s 个落后，%s差距最大".formatted(all, word.zh(), behind, names.zh()),
                        "%s of %s %s %s behind, %s furthest"
                                .formatted(behind, all, word.plural(), behind == 1 ? "is" : "are", names.en()));
    }

    static Bilingual redLights(long red) {
        return red == 0
                ? new Bilingual("没有项目亮红灯", "no project shows a red light")
                : new Bilingual(
                        "%s 个项目亮红灯".formatted(FigureText.count(red)),
                        "%s a red light".formatted(projects(FigureText.count(red)) + (red == 1 ? " shows" : " show")));
    }

    static Bilingual rank(long rank, long all) {
        return new Bilingual("%s 家中列第 %s".formatted(all, rank), "it ranks %s of %s".formatted(ordinal(rank), all));
    }

    static Bilingual planWithoutProgress(Optional<Bilingual> district, Bilingual plan) {
        return new Bilingual(
                "%s年度计划投资 %s，本年尚无进度报送".formatted(zh(district), plan.zh()),
                "%s an annual plan of %s, no progress has been reported this year"
                        .formatted(
                                district.map(name -> "In " + name.en() + ", of").orElse("Of"), plan.en()));
    }

    static Bilingual progressWithoutPlan(Optional<Bilingual> district, Bilingual invested) {
        return new Bilingual(
                "%s本年完成投资 %s，未报年度计划".formatted(zh(district), invested.zh()),
                "%s%s has been invested this year; no annual plan was reported"
                        .formatted(district.map(name -> name.en() + ": ").orElse(""), invested.en()));
    }

    static Bilingual projects(Optional<Bilingual> district, String projects, Optional<Bilingual> total) {
        String number = projects(projects);
        String place = district.map(name -> name.en() + ": ").orElse("");
        return total.map(amount -> new Bilingual(
                        "%s共 %s 个项目，计划总投资 %s".formatted(zh(district), projects, amount.zh()),
                        "%s%s with a total investment of %s".formatted(place, number, amount.en())))
                .orElse(new Bilingual(
                        "%s共 %s 个项目，未报总投资".formatted(zh(district), projects),
                        "%s%s; no total investment was reported".formatted(place, number)));
    }

    static Bilingual largest(List<Bilingual> names, String share) {
        return new Bilingual(
                "%s占 %s".formatted(Sentences.names(names).zh(), share),
                "%s %s %s of it".formatted(Sentences.names(names).en(), names.size() == 1 ? "has" : "have", share));
    }

    static Bilingual noProjects() {
        return new Bilingual("没有在册项目", "No project is listed");
    }

    // What stands below it

    /**
     * Projects that were to start, those that did, and those that are late with it.
     *
     * @param reportedBy the part of the projects that report it, unless all do
     */
    static Bilingual starts(
            String planned,
            String started,
            Optional<String> rate,
            Optional<String> reportedBy,
            String overdue,
            Bilingual most) {
        return new Bilingual(
                "本年应开工 %s 个项目，已开工 %s 个%s".formatted(planned, started, zhRate("开工率", rate, reportedBy))
                        + (none(overdue) ? "" : "；%s 个到期未开工%s".formatted(overdue, most.zh())),
                "%s of %s planned to start this year %s started%s"
                                .formatted(started, projects(planned), has(started), enRate(rate, reportedBy))
                        + (none(overdue) ? "" : "; %s %s overdue%s".formatted(overdue, is(overdue), most.en())));
    }

    static Bilingual startsNotReported(String planned) {
        return new Bilingual(
                "本年应开工 %s 个项目，开工情况未报".formatted(planned),
                "%s %s planned to start this year; whether %s started is not reported"
                        .formatted(projects(planned), is(planned), planned.equals("1") ? "it has" : "they have"));
    }

    /** Continuing projects, those that work again, and those that do not. */
    static Bilingual resumption(
            String all,
            String resumed,
            Optional<String> rate,
            Optional<String> reportedBy,
            String waiting,
            Bilingual most) {
        return new Bilingual(
                "续建 %s 个项目，已复工 %s 个%s".formatted(all, resumed, zhRate("复工率", rate, reportedBy))
                        + (none(waiting) ? "" : "；%s 个未复工%s".formatted(waiting, most.zh())),
                "%s of %s continuing %s %s resumed work%s"
                                .formatted(
                                        resumed,
                                        all,
                                        all.equals("1") ? "project" : "projects",
                                        has(resumed),
                                        enRate(rate, reportedBy))
                        + (none(waiting) ? "" : "; %s %s not%s".formatted(waiting, has(waiting), most.en())));
    }

    static Bilingual resumptionNotReported(String all) {
        return new Bilingual(
                "续建 %s 个项目，复工情况未报".formatted(all),
                "Whether the %s continuing %s resumed work is not reported"
                        .formatted(all, all.equals("1") ? "project has" : "projects have"));
    }

    static Bilingual startsAndResumption(String rate) {
        return new Bilingual("开复工率 " + rate, "the combined start and resumption rate is " + rate);
    }

    static Bilingual signed(Bilingual amount, Optional<Bilingual> target, String completion, List<Bilingual> slowest) {
        return target.map(goal -> new Bilingual(
                        "本年签约 %s，为目标 %s的 %s%s"
                                .formatted(
                                        amount.zh(),
                                        goal.zh(),
                                        completion,
                                        slowest.isEmpty()
                                                ? ""
                                                : "；%s最慢"
                                                        .formatted(Sentences.names(slowest)
                                                                .zh())),
                        "Contracts worth %s were signed this year, %s of the target of %s%s"
                                .formatted(
                                        amount.en(),
                                        completion,
                                        goal.en(),
                                        slowest.isEmpty()
                                                ? ""
                                                : "; %s %s slowest"
                                                        .formatted(
                                                                Sentences.names(slowest)
                                                                        .en(),
                                                                slowest.size() == 1 ? "is" : "are"))))
                .orElse(new Bilingual(
                        "本年签约 %s".formatted(amount.zh()),
                        "Contracts worth %s were signed this year".formatted(amount.en())));
    }

    static Bilingual largestRed(Bilingual project, Bilingual place, Bilingual reasons) {
        return new Bilingual(
                "最大的红灯项目是%s（%s）：%s".formatted(project.zh(), place.zh(), reasons.zh()),
                "The largest red project is %s (%s): %s".formatted(project.en(), place.en(), reasons.en()));
    }

    static Bilingual bottlenecks(String open, String overdue, Bilingual most) {
        return new Bilingual(
                "未办结堵点难点 %s 项%s"
                        .formatted(open, none(overdue) ? "，没有超期" : "，其中 %s 项超期%s".formatted(overdue, most.zh())),
                "%s %s open%s"
                        .formatted(
                                open.equals("1") ? "1 bottleneck" : open + " bottlenecks",
                                is(open),
                                none(overdue)
                                        ? ", none past its deadline"
                                        : "; %s %s past %s deadline%s"
                                                .formatted(
                                                        overdue,
                                                        is(overdue),
                                                        overdue.equals("1") ? "its" : "their",
                                                        most.en())));
    }

    static Bilingual approvals(String pending, String over) {
        return new Bilingual(
                "办理中的审批 %s 项，其中 %s 项超过时限".formatted(pending, over),
                "%s pending, %s of them for longer than their limit"
                        .formatted(pending.equals("1") ? "1 approval step is" : pending + " approval steps are", over));
    }

    static Bilingual sendersOnTime(String due) {
        return new Bilingual(
                "应报 %s 项，全部按时".formatted(due), "All %s deliveries that were due came on time".formatted(due));
    }

    static Bilingual senders(String due, String missing, String late, Bilingual who) {
        return new Bilingual(
                "应报 %s 项中，缺报 %s 项、迟报 %s 项%s".formatted(due, missing, late, who.zh()),
                "Of %s deliveries due, %s %s missing and %s late%s"
                        .formatted(due, missing, is(missing), late, who.en()));
    }

    static Bilingual lastDelivery(LocalDate day) {
        Bilingual date = Sentences.date(day);
        return new Bilingual("最近一次收件" + date.zh(), "the last delivery was taken in on " + date.en());
    }

    static Bilingual sender(Bilingual sender, Bilingual dataset) {
        return new Bilingual(sender.zh() + dataset.zh(), sender.en() + " " + dataset.en());
    }

    static Bilingual growth(boolean grown, String percent) {
        return new Bilingual(
                "本年完成投资同比%s %s（两年均有报送的项目）".formatted(grown ? "增长" : "下降", percent),
                "Investment this year is %s %s on the same months of last year, in projects that report both"
                        .formatted(grown ? "up" : "down", percent));
    }

    /** The first members of a list in brackets, and whether there are more; empty if there are none. */
    static Bilingual most(List<Bilingual> first, int all) {
        return first.isEmpty()
                ? Sentences.EMPTY
                : new Bilingual(
                        "（" + Sentences.zhList(first) + (first.size() < all ? " 等" : "") + "）",
                        " (" + first.stream().map(Bilingual::en).collect(Collectors.joining(", "))
                                + (first.size() < all ? ", …" : "") + ")");
    }

    static Bilingual consistsOf(PageWords.Word dimension, List<Bilingual> parts) {
        return new Bilingual(
                "按%s：%s".formatted(dimension.zh(), Sentences.zhList(parts)),
                "By %s: %s".formatted(dimension.en(), Sentences.enList(parts)));
    }

    private static String zhRate(String name, Optional<String> rate, Optional<String> reportedBy) {
        String of = reportedBy.map("（%s 的项目有报送）"::formatted).orElse("");
        return rate.map(value -> "，%s %s%s".formatted(name, value, of)).orElse("");
    }

    private static String enRate(Optional<String> rate, Optional<String> reportedBy) {
        String of = reportedBy.map(", reported for %s of them"::formatted).orElse("");
        return rate.map(value -> " (%s%s)".formatted(value, of)).orElse("");
    }

    private static String zh(Optional<Bilingual> name) {
        return name.map(Bilingual::zh).orElse("");
    }

    private static String projects(String count) {
        return count + (count.equals("1") ? " project" : " projects");
    }

    private static boolean none(String count) {
        return count.equals("0");
    }

    private static String is(String count) {
        return count.equals("1") ? "is" : "are";
    }

    private static String has(String count) {
        return count.equals("1") ? "has" : "have";
    }

    private static String ordinal(long number) {
        long tens = number % 100;
        return number
                + (tens >= 11 && tens <= 13
                        ? "th"
                        : switch ((int) (number % 10)) {
                            case 1 -> "st";
                            case 2 -> "nd";
                            case 3 -> "rd";
                            default -> "th";
                        });
    }
}
