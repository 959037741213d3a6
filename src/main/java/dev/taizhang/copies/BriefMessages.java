package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sentences that only the brief has, because the page shows their figures on cards. Their parameters are figures and names
 * in display form; a count is a number.
 */
final class BriefMessages {
    private BriefMessages() {}

    /** The first sentence: date and programme, and the headline of the page. */
    static Bilingual opening(LocalDate asOf, Bilingual programme, Bilingual headline) {
        Bilingual date = Sentences.date(asOf);
        return new Bilingual(
                "截至%s，%s%s".formatted(date.zh(), programme.zh(), headline.zh()),
                "%s, %s – %s".formatted(programme.en(), date.en(), headline.en()));
    }

    static Bilingual severalCurrencies(Bilingual programme, long projects, List<Bilingual> parts) {
        return new Bilingual(
                "%s共 %s 个项目，其中 %s；不同币种的金额不相加。".formatted(programme.zh(), FigureText.count(projects), Sentences.zhList(parts)),
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
                natures.isEmpty() ? Sentences.EMPTY : new Bilingual("，其中" + Sentences.zhList(natures), ", of which " + Sentences.enList(natures));
        Bilingual stated = known.map(some -> new Bilingual(
                        "（%s 个项目填报）".formatted(FigureText.count(some)),
                        " (stated for %s of them)".formatted(FigureText.count(some))))
                .orElse(Sentences.EMPTY);
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
}
