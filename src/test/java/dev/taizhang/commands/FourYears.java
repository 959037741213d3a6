package dev.taizhang.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A tiny city from the end of 2023 to the spring of 2028. Its projects join, leave, start and are completed where calendars are
 * odd: at the ends of years and on both 29 Februaries. Amounts are in 万元, small and round.
 *
 * <p>E1 invests 100 a month and reports its year to date, but nothing in January of 2024, 2026 and 2028; E3 reports 10 for every
 * month from March 2024, and W1 20 for every month from December 2023 to December 2026. The others report nothing.
 */
final class FourYears {
    static final LocalDate FIRST = LocalDate.of(2023, 12, 25);
    static final LocalDate LAST = LocalDate.of(2028, 3, 5);

    private static final String LIST = "项目代码,项目名称,所属县区,产业集群,项目状态,建设性质,计划总投资（万元）,年度计划投资（万元）,"
            + "计划开工日期,实际开工日期,复工日期,计划竣工日期,实际竣工日期,入统日期,包联领导,投资主体,是否向民间资本推介";

    /** The whole lists of the two districts; who is on a list no more has left. */
    private static final Map<String, List<String>> LISTS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "2023-12-28_东区",
                    List.of(
                            "E1,东一,东区,铸造,开工,续建,10000,1000,2023-03-01,2023-03-01,,2029-12-31,,2023-03-31,张,民营,是",
                            "E2,东二,东区,新能源,落地,新建,5000,500,2024-02-29,,,2025-02-28,,,李,国有,否")),
            Map.entry(
                    "2024-01-31_西区",
                    List.of("W1,西一,西区,新能源,开工,新建,2000,240,2023-12-01,2023-12-01,,2026-12-31,,2024-01-31,李,民营,否")),
            Map.entry(
                    "2024-02-29_东区",
                    List.of(
                            "E1,东一,东区,铸造,开工,续建,10000,1200,2023-03-01,2023-03-01,2024-02-29,2029-12-31,,2023-03-31,张,民营,是",
                            "E2,东二,东区,新能源,开工,新建,5000,500,2024-02-29,2024-02-29,,2025-02-28,,,李,国有,否",
                            "E3,东三,东区,铸造,落地,新建,300,120,2024-03-01,,,2027-12-31,,,张,民营,是")),
            Map.entry(
                    "2024-12-31_东区",
                    List.of(
                            "E1,东一,东区,铸造,开工,续建,10000,1200,2023-03-01,2023-03-01,2024-02-29,2029-12-31,,2023-03-31,张,民营,是",
                            "E3,东三,东区,铸造,开工,新建,300,120,2024-03-01,2024-03-01,,2027-12-31,,2024-12-31,张,民营,是")),
            Map.entry(
                    "2025-02-28_西区",
                    List.of(
                            "W1,西一,西区,新能源,开工,新建,2000,240,2023-12-01,2023-12-01,,2026-12-31,,2024-01-31,李,民营,否",
                            "W2,西二,西区,铸造,前期,前期,800,,,,,,,,王,混合,是")),
            Map.entry(
                    "2026-01-31_东区",
                    List.of(
                            "E1,东一,东区,铸造,开工,续建,11000,1500,2023-03-01,2023-03-01,2026-01-31,2029-12-31,,2023-03-31,张,民营,是",
                            "E3,东三,东区,铸造,开工,新建,300,120,2024-03-01,2024-03-01,,2027-12-31,,2024-12-31,张,民营,是",
                            "E4,东四,东区,新能源,签约,新建,900,400,2026-02-28,,,2028-02-29,,,李,外商,否")),
            Map.entry("2026-12-31_西区", List.of("W2,西二,西区,铸造,前期,前期,800,,,,,,,,王,混合,是")),
            Map.entry(
                    "2027-03-01_西区",
                    List.of(
                            "W2,西二,西区,铸造,签约,新建,,300,2028-02-29,,,2029-02-28,,,王,混合,是",
                            "W3,西三,西区,,停工,续建,700,100,2020-02-29,2020-02-29,,2024-02-29,,,王,国有,否")),
            Map.entry(
                    "2027-12-31_东区",
                    List.of(
                            "E1,东一,东区,铸造,开工,续建,11000,1500,2023-03-01,2023-03-01,2026-01-31,2029-12-31,,2023-03-31,张,民营,是",
                            "E3,东三,东区,铸造,竣工,新建,300,120,2024-03-01,2024-03-01,,2027-12-31,2027-12-31,2024-12-31,张,民营,是",
                            "E4,东四,东区,新能源,开工,新建,900,400,2026-02-28,2026-03-31,,2028-02-29,,2026-04-30,李,外商,否")),
            Map.entry(
                    "2028-01-01_西区",
                    List.of(
                            "W2,西二,西区,铸造,签约,新建,800,300,2028-02-29,,,2029-02-28,,,王,混合,是",
                            "W3,西三,西区,,停工,续建,700,100,2020-02-29,2020-02-29,,2024-02-29,,,王,国有,否")),
            Map.entry(
                    "2028-02-29_东区",
                    List.of(
                            "E1,东一,东区,铸造,开工,续建,11000,2000,2023-03-01,2023-03-01,2028-02-29,2029-12-31,,2023-03-31,张,民营,是",
                            "E4,东四,东区,新能源,竣工,新建,900,400,2026-02-28,2026-03-31,,2028-02-29,2028-02-29,2026-04-30,李,外商,否",
                            "E5,东五,东区,铸造,前期,前期,,50,2028-12-31,,,,,,张,民营,否"))));

    private static final Map<String, List<String>> OTHERS = Map.of(
            "2024-01-01_招商局_招商签约台账.csv",
            List.of("合同编号,合同名称,所属县区,产业集群,资金来源地,签约金额（万元）,签约日期,落地日期,到位资金（万元）", "Z1,甲,东区,铸造,北京,1000,2023-12-31,,"),
            "2024-12-31_招商局_招商签约台账.csv",
            List.of(
                    "合同编号,合同名称,所属县区,产业集群,资金来源地,签约金额（万元）,签约日期,落地日期,到位资金（万元）",
                    "Z1,甲,东区,铸造,北京,1000,2023-12-31,2024-02-29,100",
                    "Z2,乙,西区,新能源,上海,3000,2024-12-31,,"),
            "2028-02-29_招商局_招商签约台账.csv",
            List.of("合同编号,合同名称,所属县区,产业集群,资金来源地,签约金额（万元）,签约日期,落地日期,到位资金（万元）", "Z3,丙,东区,铸造,深圳,500,2028-02-29,,"),
            "2024-02-29_项目办_堵点难点台账.csv",
            List.of(
                    "问题编号,项目代码,要素类别,提出日期,办结时限,办结日期",
                    "B1,E2,用地,2024-02-29,2024-03-31,",
                    "B2,E1,资金,2023-12-31,2025-02-28,"),
            "2024-04-01_项目办_堵点难点台账.csv",
            List.of("问题编号,项目代码,要素类别,提出日期,办结时限,办结日期", "B1,E2,用地,2024-02-29,2024-03-31,2024-04-01"),
            "2024-02-29_审批局_联审联批台账.csv",
            List.of("项目代码,审批事项,受理日期,办结日期,承诺时限（天）", "E2,环评,2023-12-31,2024-02-29,60", "E3,环评,2024-02-29,,15"),
            "2025-01-01_发改委_跨县项目分摊表.csv",
            List.of("项目代码,维度,成员,份额", "E1,县区,东区,50", "E1,县区,西区,50"),
            "2028年 目标任务.csv",
            List.of(
                    "指标,年度,目标值（万元）,所属县区,完成期限",
                    "年度投资,2024,2000,,2024-12-31",
                    "招商签约,2024,6000,,2024-12-31",
                    "招商签约,2028,1000,,2028-12-31",
                    "开工率,2024,100%,,2024-06-30",
                    "复工率,2024,100%,,2024-03-31",
                    "复工率,2028,100%,,2028-02-29"));

    private FourYears() {}

    /** The office with all that it ever delivers in its inbox, and the feeds and senders that this takes. */
    static TestInbox below(Path home) throws IOException {
        TestInbox office = TestInbox.below(home);
        office.publishing();
        office.configure("feeds/projects.conf", feed("county-projects"));
        office.configure("feeds/progress.conf", feed("county-progress"));
        for (String own :
                List.of("allocations", "approvals", "bottlenecks", "contracts", "industrial-output", "targets")) {
            office.configure("feeds/" + own + ".conf", feed(own));
        }
        office.configure(
                "senders.conf",
                "due = [{ dataset = progress, senders = [\"东区\", \"西区\"], days_after_month_end = 0 },"
                        + " { dataset = projects, senders = [\"东区\"], days_after_month_end = -1 }]");
        for (Map.Entry<String, List<String>> list : LISTS.entrySet()) {
            deliver(office, list.getKey() + "_重大项目清单.csv", LIST, list.getValue());
        }
        for (Map.Entry<String, List<String>> other : OTHERS.entrySet()) {
            office.deliver(other.getKey(), other.getValue().toArray(String[]::new));
        }
        deliver(office, "2028年_东区_项目进度.csv", "项目代码,报告月份,本年累计完成投资（万元）,本月完成投资（万元）", progressOfEast());
        deliver(
                office,
                "2028年_西区_项目进度.csv",
                "项目代码,报告月份,本月完成投资（万元）",
                months("2023-12", "2026-12", month -> true).stream()
                        .map(month -> "W1," + month + ",20")
                        .toList());
        deliver(
                office,
                "2028年_东区_规上工业产值.csv",
                "所属县区,产业集群,报告月份,当月产值（万元）",
                months("2023-12", "2028-02", month -> month.getMonthValue() > 1).stream()
                        .map(month -> "东区,铸造," + month + ",70")
                        .toList());
        return office;
    }

    private static List<String> progressOfEast() {
        List<String> lines = new ArrayList<>();
        months("2024-01", "2028-02", month -> month.getMonthValue() > 1 || month.getYear() % 2 == 1)
                .forEach(month -> lines.add("E1," + month + "," + 100 * month.getMonthValue() + ","));
        months("2024-03", "2028-02", month -> true).forEach(month -> lines.add("E3," + month + ",,10"));
        return lines;
    }

    private static List<YearMonth> months(String first, String last, Predicate<YearMonth> which) {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = YearMonth.parse(first);
                !month.isAfter(YearMonth.parse(last));
                month = month.plusMonths(1)) {
            if (which.test(month)) {
                months.add(month);
            }
        }
        return months;
    }

    private static String feed(String name) throws IOException {
        return Files.readString(Path.of("conf/feeds", name + ".conf"));
    }

    private static void deliver(TestInbox office, String name, String header, List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(header));
        all.addAll(lines);
        office.deliver(name, all.toArray(String[]::new));
    }

    /** The codes of the projects on the latest list of either district as of a date. */
    static Set<String> listed(LocalDate date) {
        Map<String, List<String>> latest = new TreeMap<>();
        LISTS.forEach((list, lines) -> {
            int end = list.indexOf('_');
            if (!LocalDate.parse(list.substring(0, end)).isAfter(date)) {
                latest.put(list.substring(end), lines);
            }
        });
        return latest.values().stream()
                .flatMap(List::stream)
                .map(line -> line.substring(0, line.indexOf(',')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
