package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences of the brief. Their parameters are figures and names in display form; a count is a number. */
final class BriefMessages {
    private static final Bilingual NOTHING = new Bilingual("", "");

    private BriefMessages() {}

    static Bilingual date(LocalDate date) {
        return new Bilingual(
                "%s年%s月%s日".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth()),
                DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).format(date));
    }

    // What is found

    /** Whether the annual plan is on time; a difference of zero points is none. */
    static Bilingual completion(LocalDate asOf, Bilingual programme, String percent, int sign, String points) {
        Bilingual pace = sign == 0
                ? new Bilingual("与时间进度持平", "level with the time elapsed")
                : new Bilingual(
                        "%s于时间进度 %s 个百分点".formatted(sign < 0 ? "慢" : "快", points),
                        "%s percentage points %s the time elapsed".formatted(points, sign < 0 ? "behind" : "ahead of"));
        return opening(
                asOf,
                programme,
                new Bilingual(
                        "完成年度计划投资的 %s，%s。".formatted(percent, pace.zh()),
                        "%s of the annual plan has been invested, %s.".formatted(percent, pace.en())));
    }

    static Bilingual noProgress(LocalDate asOf, Bilingual programme, Bilingual plan) {
        return opening(
                asOf,
                programme,
                new Bilingual(
                        "年度计划投资 %s，本年尚无进度报送。".formatted(plan.zh()),
                        "no progress has been reported this year against an annual plan of %s.".formatted(plan.en())));
    }

    static Bilingual noPlan(LocalDate asOf, Bilingual programme) {
        return opening(
                asOf,
                programme,
                new Bilingual("未报年度计划投资，无法与时间进度对照。", "no annual plan was reported to compare with the time elapsed."));
    }

    static Bilingual noProjects(LocalDate asOf, Bilingual programme) {
        return opening(asOf, programme, new Bilingual("没有在册项目。", "no project is listed."));
    }

    private static Bilingual opening(LocalDate asOf, Bilingual programme, Bilingual rest) {
        return new Bilingual(
                "截至%s，%s%s".formatted(date(asOf).zh(), programme.zh(), rest.zh()),
                "%s as of %s: %s".formatted(programme.en(), date(asOf).en(), rest.en()));
    }

    /** How many districts are behind, and which are furthest behind. */
    static Bilingual districts(int behind, int all, List<Bilingual> furthest) {
        if (behind == 0) {
            return new Bilingual(
                    "%s 个县区均不慢于时间进度。".formatted(all), "None of the %s districts is behind.".formatted(all));
        }
        String worst = zh(furthest, "、");
        String furthestBehind = en(furthest);
        return behind == all
                ? new Bilingual(
                        "%s 个县区均慢于时间进度，差距最大的是%s。".formatted(all, worst),
                        "All %s districts are behind, furthest %s.".formatted(all, furthestBehind))
                : new Bilingual(
                        "%s 个县区中有 %s 个慢于时间进度，差距最大的是%s。".formatted(all, behind, worst),
                        "%s of %s districts %s behind, furthest %s."
                                .formatted(behind, all, behind == 1 ? "is" : "are", furthestBehind));
    }

    static Bilingual district(Bilingual name, String points) {
        return new Bilingual(
                "%s（慢 %s 个百分点）".formatted(name.zh(), points), "%s (%s points)".formatted(name.en(), points));
    }

    static Bilingual redLights(long red) {
        return red == 0
                ? new Bilingual("没有项目亮红灯。", "No project shows a red light.")
                : new Bilingual(
                        "%s 个项目亮红灯。".formatted(FigureText.count(red)),
                        "%s a red light.".formatted(projects(red) + (red == 1 ? " shows" : " show")));
    }

    static Bilingual changes(LocalDate before, List<Bilingual> changes) {
        return changes.isEmpty()
                ? new Bilingual(
                        "与%s相比，项目数、本年完成投资和红灯数均无变化。".formatted(date(before).zh()),
                        "Since %s, neither the number of projects nor the investment nor the red lights have changed."
                                .formatted(date(before).en()))
                : new Bilingual(
                        "与%s相比，%s。".formatted(date(before).zh(), zh(changes, "，")),
                        "Since %s: %s.".formatted(date(before).en(), en(changes)));
    }

    static Bilingual projectsChanged(long change) {
        String count = FigureText.count(Math.abs(change));
        return new Bilingual(
                "项目%s %s 个".formatted(change > 0 ? "增加" : "减少", count),
                "%s %s".formatted(projects(Math.abs(change)), change > 0 ? "more" : "fewer"));
    }

    static Bilingual investmentChanged(boolean grown, Bilingual amount) {
        return new Bilingual(
                "本年完成投资%s %s".formatted(grown ? "增加" : "减少", amount.zh()),
                "%s %s invested this year".formatted(amount.en(), grown ? "more" : "less"));
    }

    static Bilingual redChanged(long change) {
        String count = FigureText.count(Math.abs(change));
        return new Bilingual(
                "红灯%s %s 个".formatted(change > 0 ? "增加" : "减少", count),
                "%s %s red %s"
                        .formatted(count, change > 0 ? "more" : "fewer", Math.abs(change) == 1 ? "light" : "lights"));
    }

    // The figures

    static Bilingual severalCurrencies(Bilingual programme, long projects, List<Bilingual> parts) {
        return new Bilingual(
                "%s共 %s 个项目，其中 %s；不同币种的金额不相加。".formatted(programme.zh(), FigureText.count(projects), zh(parts, "、")),
                "%s: %s in all (%s). Amounts in different currencies are not added."
                        .formatted(
                                programme.en(),
                                projects(projects),
                                parts.stream().map(Bilingual::en).collect(Collectors.joining(", "))));
    }

    static Bilingual ofCurrency(long projects, String currency) {
        return new Bilingual(
                "%s %s 个".formatted(currency, FigureText.count(projects)),
                "%s in %s".formatted(FigureText.count(projects), currency));
    }

    /**
     * The projects and their investment.
     *
     * @param known the number of projects that state their investment, if not all do
     * @param natures the numbers of projects by nature, see {@link #nature}
     */
    static Bilingual whole(
            Bilingual programme,
            Optional<String> currency,
            long projects,
            Optional<Bilingual> total,
            Optional<Long> known,
            List<Bilingual> natures) {
        Bilingual kinds =
                natures.isEmpty() ? NOTHING : new Bilingual("，其中" + zh(natures, "、"), ", of which " + en(natures));
        Bilingual stated = known.map(some -> new Bilingual(
                        "（%s 个项目填报）".formatted(FigureText.count(some)),
                        " (stated for %s of them)".formatted(FigureText.count(some))))
                .orElse(NOTHING);
        Bilingual investment = total.map(amount -> new Bilingual(
                        "计划总投资 " + amount.zh() + stated.zh(), "a total investment of " + amount.en() + stated.en()))
                .orElse(new Bilingual("未报计划总投资", "no stated total investment"));
        return new Bilingual(
                "%s%s %s 个，%s%s。"
                        .formatted(
                                programme.zh(),
                                currency.map(code -> "币种为 " + code + " 的项目").orElse("共"),
                                FigureText.count(projects),
                                investment.zh(),
                                kinds.zh()),
                "%s: %s%s with %s%s."
                        .formatted(
                                programme.en(),
                                projects(projects),
                                currency.map(code -> " in " + code).orElse(""),
                                investment.en(),
                                kinds.en()));
    }

    /** How many of the projects are new, continuing or preliminary. */
    static Bilingual nature(String code, long count) {
        Bilingual name = switch (code) {
            case "new" -> new Bilingual("新建", "new");
            case "continuing" -> new Bilingual("续建", "continuing");
            default -> new Bilingual("前期", "preliminary");
        };
        return new Bilingual(
                "%s %s 个".formatted(name.zh(), FigureText.count(count)),
                "%s %s".formatted(FigureText.count(count), name.en()));
    }

    /** The annual plan and what was invested, with the rate if both are known. */
    static Bilingual plan(
            Optional<Bilingual> plan,
            Optional<Bilingual> done,
            Bilingual ofPlanned,
            Optional<String> rate,
            String elapsed) {
        Bilingual notReported = new Bilingual("未报", "not reported");
        Bilingual planned = plan.orElse(notReported);
        Bilingual invested = done.orElse(notReported);
        return rate.map(completion -> new Bilingual(
                        "年度计划投资 %s，本年完成 %s%s，投资完成率 %s，时间进度 %s。"
                                .formatted(planned.zh(), invested.zh(), ofPlanned.zh(), completion, elapsed),
                        "The annual plan is %s; %s has been invested this year%s (%s of the plan), with %s of the year elapsed."
                                .formatted(planned.en(), invested.en(), ofPlanned.en(), completion, elapsed)))
                .orElse(new Bilingual(
                        "年度计划投资 %s，本年完成 %s，时间进度 %s。".formatted(planned.zh(), invested.zh(), elapsed),
                        "Annual plan: %s; invested this year: %s; %s of the year has elapsed."
                                .formatted(planned.en(), invested.en(), elapsed)));
    }

    /** The part of the investment that completes the plan, because some is in projects without a plan. */
    static Bilingual ofPlanned(Bilingual part) {
        return new Bilingual(
                "（其中有年度计划的项目 %s）".formatted(part.zh()), ", %s of it in projects with a plan".formatted(part.en()));
    }

    static Bilingual starts(long planned, long started, String rate, Optional<String> reportedBy) {
        return new Bilingual(
                "本年应开工 %s 个，已开工 %s 个，开工率 %s%s。"
                        .formatted(
                                FigureText.count(planned),
                                FigureText.count(started),
                                rate,
                                reported(reportedBy).zh()),
                "%s of %s planned to start this year %s started (%s%s)."
                        .formatted(
                                FigureText.count(started),
                                projects(planned),
                                started == 1 ? "has" : "have",
                                rate,
                                reported(reportedBy).en()));
    }

    static Bilingual startsNotReported(long planned) {
        return new Bilingual(
                "本年应开工 %s 个，开工情况未报。".formatted(FigureText.count(planned)),
                "%s planned to start this year; whether %s started is not reported."
                        .formatted(
                                projects(planned) + (planned == 1 ? " is" : " are"),
                                planned == 1 ? "it has" : "they have"));
    }

    static Bilingual resumption(long continuing, long resumed, String rate, Optional<String> reportedBy) {
        return new Bilingual(
                "续建 %s 个，已复工 %s 个，复工率 %s%s。"
                        .formatted(
                                FigureText.count(continuing),
                                FigureText.count(resumed),
                                rate,
                                reported(reportedBy).zh()),
                "%s of %s continuing %s %s resumed work (%s%s)."
                        .formatted(
                                FigureText.count(resumed),
                                FigureText.count(continuing),
                                continuing == 1 ? "project" : "projects",
                                resumed == 1 ? "has" : "have",
                                rate,
                                reported(reportedBy).en()));
    }

    static Bilingual resumptionNotReported(long continuing) {
        return new Bilingual(
                "续建 %s 个，复工情况未报。".formatted(FigureText.count(continuing)),
                "Whether the %s continuing %s resumed work is not reported."
                        .formatted(FigureText.count(continuing), continuing == 1 ? "project has" : "projects have"));
    }

    static Bilingual startsAndResumption(String rate) {
        return new Bilingual(
                "开复工率 %s。".formatted(rate), "The combined start and resumption rate is %s.".formatted(rate));
    }

    /** Says which part of the projects a rate is reported for, unless it is all of them. */
    private static Bilingual reported(Optional<String> part) {
        return part.map(some ->
                        new Bilingual("（%s 的项目有报送）".formatted(some), ", reported for %s of them".formatted(some)))
                .orElse(NOTHING);
    }

    static Bilingual signed(Bilingual amount) {
        return new Bilingual(
                "本年签约 %s。".formatted(amount.zh()), "Contracts worth %s were signed this year.".formatted(amount.en()));
    }

    static Bilingual signed(Bilingual amount, Bilingual target, String completion) {
        return new Bilingual(
                "本年签约 %s，为目标 %s的 %s。".formatted(amount.zh(), target.zh(), completion),
                "Contracts worth %s were signed this year, %s of the target of %s."
                        .formatted(amount.en(), completion, target.en()));
    }

    static Bilingual lights(long green, long yellow, long red, long none) {
        return new Bilingual(
                "绿灯 %s 个，黄灯 %s 个，红灯 %s 个%s。"
                        .formatted(
                                FigureText.count(green),
                                FigureText.count(yellow),
                                FigureText.count(red),
                                none == 0 ? "" : "，无灯 " + FigureText.count(none) + " 个（填报内容不足以判断）"),
                "Lights: %s green, %s yellow and %s red%s."
                        .formatted(
                                FigureText.count(green),
                                FigureText.count(yellow),
                                FigureText.count(red),
                                none == 0
                                        ? ""
                                        : "; %s none, because too little was reported"
                                                .formatted(FigureText.count(none) + (none == 1 ? " has" : " have"))));
    }

    private static String projects(long count) {
        return FigureText.count(count) + (count == 1 ? " project" : " projects");
    }

    private static String zh(List<Bilingual> parts, String separator) {
        return parts.stream().map(Bilingual::zh).collect(Collectors.joining(separator));
    }

    private static String en(List<Bilingual> parts) {
        List<String> names = parts.stream().map(Bilingual::en).toList();
        int last = names.size() - 1;
        return last <= 0
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
