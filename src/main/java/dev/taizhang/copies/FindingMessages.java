package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentences of the page that say what the tables show. Their parameters are figures and names in display form. */
final class FindingMessages {
    private static final Bilingual EMPTY = new Bilingual("", "");

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
        Bilingual names = names(furthest);
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
                        "%s 个项目亮红灯".formatted(red),
                        red == 1 ? "1 project shows a red light" : "%s projects show a red light".formatted(red));
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
        String number = projects.equals("1") ? "1 project" : projects + " projects";
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
                "%s占 %s".formatted(names(names).zh(), share),
                "%s %s %s of it".formatted(names(names).en(), names.size() == 1 ? "has" : "have", share));
    }

    static Bilingual noProjects() {
        return new Bilingual("没有在册项目", "No project is listed");
    }

    // What stands below it

    /** Projects that were to do something, those that did, and those that are late with it. */
    static Bilingual starts(String planned, String started, Optional<String> rate, String overdue, Bilingual most) {
        boolean late = !overdue.equals("0");
        return new Bilingual(
                "本年应开工 %s 个项目，已开工 %s 个%s".formatted(planned, started, zhRate("开工率", rate))
                        + (late ? "；%s 个到期未开工%s".formatted(overdue, most.zh()) : ""),
                "%s of %s projects planned to start this year have started%s".formatted(started, planned, enRate(rate))
                        + (late ? "; %s overdue%s".formatted(isOrAre(overdue), most.en()) : ""));
    }

    static Bilingual startsNotReported(String planned) {
        return new Bilingual(
                "本年应开工 %s 个项目，开工情况未报".formatted(planned),
                "%s projects are planned to start this year; whether they have is not reported".formatted(planned));
    }

    static Bilingual resumption(String all, String resumed, Optional<String> rate, String waiting, Bilingual most) {
        boolean some = !waiting.equals("0");
        return new Bilingual(
                "续建 %s 个项目，已复工 %s 个%s".formatted(all, resumed, zhRate("复工率", rate))
                        + (some ? "；%s 个未复工%s".formatted(waiting, most.zh()) : ""),
                "%s of %s continuing projects have resumed work%s".formatted(resumed, all, enRate(rate))
                        + (some ? "; %s not%s".formatted(hasOrHave(waiting), most.en()) : ""));
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
                                                        .formatted(
                                                                names(slowest).zh())),
                        "Contracts worth %s were signed this year, %s of the target of %s%s"
                                .formatted(
                                        amount.en(),
                                        completion,
                                        goal.en(),
                                        slowest.isEmpty()
                                                ? ""
                                                : "; %s %s slowest"
                                                        .formatted(
                                                                names(slowest).en(),
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
        boolean late = !overdue.equals("0");
        return new Bilingual(
                "未办结堵点难点 %s 项%s".formatted(open, late ? "，其中 %s 项超期%s".formatted(overdue, most.zh()) : "，没有超期"),
                "%s open%s"
                        .formatted(
                                open.equals("1") ? "1 bottleneck is" : open + " bottlenecks are",
                                late
                                        ? "; %s past %s deadline%s"
                                                .formatted(
                                                        isOrAre(overdue),
                                                        overdue.equals("1") ? "its" : "their",
                                                        most.en())
                                        : ", none past its deadline"));
    }

    static Bilingual approvals(String pending, String over) {
        return new Bilingual(
                "办理中的审批 %s 项，其中 %s 项超过时限".formatted(pending, over),
                "%s approval steps are pending, %s of them for longer than their limit".formatted(pending, over));
    }

    static Bilingual sendersOnTime(String due) {
        return new Bilingual(
                "应报 %s 项，全部按时".formatted(due), "All %s deliveries that were due came on time".formatted(due));
    }

    static Bilingual senders(String due, String missing, String late, List<Bilingual> who) {
        return new Bilingual(
                "应报 %s 项中，缺报 %s 项、迟报 %s 项：%s".formatted(due, missing, late, zhList(who)),
                "Of %s deliveries due, %s %s missing and %s late: %s"
                        .formatted(due, missing, missing.equals("1") ? "is" : "are", late, enList(who)));
    }

    static Bilingual lastDelivery(String date) {
        return new Bilingual("最近一次收件 " + date, "the last delivery was taken in on " + date);
    }

    static Bilingual sender(Bilingual sender, Bilingual dataset) {
        return new Bilingual(
                "%s（%s）".formatted(sender.zh(), dataset.zh()), "%s (%s)".formatted(sender.en(), dataset.en()));
    }

    static Bilingual growth(boolean grown, String percent) {
        return new Bilingual(
                "本年完成投资同比%s %s（两年均有报送的项目）".formatted(grown ? "增长" : "下降", percent),
                "Investment this year is %s %s on the same months of last year, in projects that report both"
                        .formatted(grown ? "up" : "down", percent));
    }

    /** The members with the most of something, each with its number, in brackets; empty if there are none. */
    static Bilingual most(List<Bilingual> first, int all) {
        return first.isEmpty()
                ? EMPTY
                : new Bilingual(
                        "（" + zhList(first) + (first.size() < all ? " 等" : "") + "）",
                        " (" + first.stream().map(Bilingual::en).collect(Collectors.joining(", "))
                                + (first.size() < all ? ", …" : "") + ")");
    }

    static Bilingual consistsOf(PageWords.Word dimension, List<Bilingual> parts) {
        return new Bilingual(
                "按%s：%s".formatted(dimension.zh(), zhList(parts)),
                "By %s: %s".formatted(dimension.en(), enList(parts)));
    }

    // What changed

    static Bilingual since(String date, List<Bilingual> changes) {
        return new Bilingual(
                "与 %s 相比：%s".formatted(date, zhList(changes)),
                "Since %s: %s"
                        .formatted(date, changes.stream().map(Bilingual::en).collect(Collectors.joining(", "))));
    }

    static Bilingual moved(String kind, String count) {
        return switch (kind) {
            case "joined" -> new Bilingual("新进 %s 个项目".formatted(count), count + " joined");
            case "left" -> new Bilingual("退出 %s 个".formatted(count), count + " left");
            case "status_changed" -> new Bilingual("状态变化 %s 个".formatted(count), count + " changed status");
            default -> new Bilingual("总投资调整 %s 个".formatted(count), count + " changed cost");
        };
    }

    static Bilingual rankMoved(Bilingual name, long move) {
        long places = Math.abs(move);
        return move > 0
                ? new Bilingual(
                        "%s升 %s 位".formatted(name.zh(), places), "%s up %s".formatted(name.en(), places(places)))
                : new Bilingual(
                        "%s降 %s 位".formatted(name.zh(), places), "%s down %s".formatted(name.en(), places(places)));
    }

    static Bilingual redChanged(String turned, String cleared) {
        return new Bilingual(
                "%s 个项目转为红灯，%s 个不再是红灯".formatted(turned, cleared),
                "%s projects turned red, %s no longer are".formatted(turned, cleared));
    }

    // Blocks

    /** Which end of a column the members stand at. */
    enum Extreme {
        LOWEST("最低", "Lowest"),
        HIGHEST("最高", "Highest"),
        /** Of what is counted. */
        MOST("最多", "Most");

        private final String zh;
        private final String en;

        Extreme(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }
    }

    /** The members at one end of a column. */
    static Bilingual extremes(Extreme extreme, Bilingual column, List<Bilingual> values) {
        return new Bilingual(
                "%s%s：%s".formatted(column.zh(), extreme.zh, zhList(values)),
                "%s %s: %s".formatted(extreme.en, lowered(column.en()), enList(values)));
    }

    static Bilingual allEqual(Bilingual column, String members, Bilingual value) {
        return new Bilingual(
                "%s：%s 项均为 %s".formatted(column.zh(), members, value.zh()),
                "%s: %s in all %s".formatted(column.en(), value.en(), members));
    }

    static Bilingual only(Bilingual column, Bilingual value) {
        return new Bilingual("%s：%s".formatted(column.zh(), value.zh()), "%s: %s".formatted(column.en(), value.en()));
    }

    static Bilingual belowMark(String below, String all, Bilingual mark, Bilingual value) {
        return new Bilingual(
                "%s 项中 %s 项低于%s %s".formatted(all, below, mark.zh(), value.zh()),
                "%s of %s below the %s of %s".formatted(below, all, lowered(mark.en()), value.en()));
    }

    static Bilingual shareOfAll(String share) {
        return new Bilingual("合计占 %s".formatted(share), "together %s of the whole".formatted(share));
    }

    static Bilingual member(Bilingual name, Bilingual value) {
        return new Bilingual(name.zh() + " " + value.zh(), name.en() + " (" + value.en() + ")");
    }

    static Bilingual latest(Bilingual when, Bilingual column, Bilingual value) {
        return new Bilingual(
                "%s%s %s".formatted(spaced(when.zh()), column.zh(), value.zh()),
                "%s in %s: %s".formatted(column.en(), when.en(), value.en()));
    }

    static Bilingual quarter(String number) {
        return new Bilingual("第 %s 季度".formatted(number), "quarter " + number);
    }

    static Bilingual redProjects(String projects, Bilingual total, Optional<String> largestThree) {
        return new Bilingual(
                "%s 个红灯项目，计划总投资合计 %s%s"
                        .formatted(
                                projects,
                                total.zh(),
                                largestThree.map(share -> "；最大的三个占 " + share).orElse("")),
                "%s red projects with a total investment of %s%s"
                        .formatted(
                                projects,
                                total.en(),
                                largestThree
                                        .map(share -> "; the largest three have " + share + " of it")
                                        .orElse("")));
    }

    static Bilingual daysOver(String matters, String longest) {
        return new Bilingual(
                "%s 项超期，最长 %s 天".formatted(matters, longest),
                "%s are late, the longest by %s days".formatted(matters, longest));
    }

    static Bilingual earlier(String when, Bilingual value) {
        return new Bilingual("%s 为 %s".formatted(when, value.zh()), "%s in %s".formatted(value.en(), when));
    }

    static Bilingual stage(Bilingual column, String count) {
        return new Bilingual(column.zh() + " " + count, count + " " + lowered(column.en()));
    }

    static Bilingual stages(List<Bilingual> stages) {
        return new Bilingual(
                stages.stream().map(Bilingual::zh).collect(Collectors.joining(" → ")),
                stages.stream().map(Bilingual::en).collect(Collectors.joining(" → ")));
    }

    // Joining

    /** Joins the clauses of a sentence: the first, a colon, and the others. */
    static Bilingual sentence(Bilingual first, List<Bilingual> others) {
        List<Bilingual> said =
                others.stream().filter(clause -> !clause.equals(EMPTY)).toList();
        return said.isEmpty()
                ? new Bilingual(first.zh() + "。", first.en() + ".")
                : new Bilingual(
                        first.zh() + said.stream().map(Bilingual::zh).collect(Collectors.joining("；", "：", "。")),
                        first.en() + said.stream().map(Bilingual::en).collect(Collectors.joining("; ", ": ", ".")));
    }

    /** Joins clauses by semicolons, without a full stop. */
    static Bilingual clauses(List<Bilingual> clauses) {
        return new Bilingual(
                clauses.stream().map(Bilingual::zh).collect(Collectors.joining("；")),
                clauses.stream().map(Bilingual::en).collect(Collectors.joining("; ")));
    }

    private static Bilingual names(List<Bilingual> names) {
        return new Bilingual(zhList(names), enList(names));
    }

    private static String zhList(List<Bilingual> parts) {
        return parts.stream().map(Bilingual::zh).collect(Collectors.joining("、"));
    }

    private static String enList(List<Bilingual> parts) {
        List<String> names = parts.stream().map(Bilingual::en).toList();
        int last = names.size() - 1;
        return last <= 0
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static String zhRate(String name, Optional<String> rate) {
        return rate.map(value -> "，%s %s".formatted(name, value)).orElse("");
    }

    private static String enRate(Optional<String> rate) {
        return rate.map(value -> " (" + value + ")").orElse("");
    }

    private static String zh(Optional<Bilingual> name) {
        return name.map(Bilingual::zh).orElse("");
    }

    private static String isOrAre(String count) {
        return count + (count.equals("1") ? " is" : " are");
    }

    private static String hasOrHave(String count) {
        return count + (count.equals("1") ? " has" : " have");
    }

    private static String places(long places) {
        return places == 1 ? "1 place" : places + " places";
    }

    private static String spaced(String when) {
        return when.endsWith("度") ? when : when + " ";
    }

    /** Only the first letter, because a name may follow. */
    private static String lowered(String title) {
        return title.isEmpty() ? title : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
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
