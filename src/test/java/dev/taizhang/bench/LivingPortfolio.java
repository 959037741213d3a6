package dev.taizhang.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A portfolio for any number of years: each month some projects are signed, each is listed for four years, and the offices send what
 * the shipped configuration expects. All of it follows from the number of a project and its age in months.
 */
final class LivingPortfolio {
    /** The day of a month on which arrives what does not wait for its end. */
    static final int DAY_OF_OTHERS = 15;

    /** The months for which a project is listed. */
    static final int LISTED = 48;

    private static final int STARTED = 6;
    private static final int COMPLETED = 40;
    private static final int IN_PRODUCTION = 43;
    private static final int MONTHS_OF_WORK = COMPLETED - STARTED + 1;

    private static final List<String> DISTRICTS =
            List.of("榆次区", "太谷区", "榆社县", "左权县", "和顺县", "昔阳县", "寿阳县", "祁县", "平遥县", "灵石县", "介休市", "晋中开发区", "晋中国家农高区");
    private static final List<String> CLUSTERS =
            List.of("玛钢铸造", "医疗器械", "农产品加工", "新能源", "新材料", "装备制造", "现代物流", "文旅康养", "甲醇经济", "基础设施和民生");
    private static final List<String> REGIONS = List.of("北京", "长三角", "粤港澳大湾区", "山西");
    private static final List<String> FACTORS = List.of("用地", "资金", "用能");

    private final int projects;
    private final YearMonth first;

    /**
     * A portfolio.
     *
     * @param projects how many are listed at any time
     * @param first the first month of which it reports progress
     */
    LivingPortfolio(int projects, YearMonth first) {
        this.projects = projects;
        this.first = first;
    }

    /** The month in which a project is signed, which for the first ones is before the first month. */
    private YearMonth signed(long project) {
        return first.plusMonths(project * LISTED / projects - LISTED);
    }

    private int age(long project, YearMonth month) {
        return (int) ChronoUnit.MONTHS.between(signed(project), month);
    }

    /** The projects on the lists of the end of a month. */
    LongStream listed(YearMonth month) {
        long months = ChronoUnit.MONTHS.between(first, month);
        return LongStream.range(firstOf(months + 1), firstOf(months + 1 + LISTED));
    }

    /** The first project that is signed so many months after the earliest one. */
    private long firstOf(long months) {
        return (months * projects + LISTED - 1) / LISTED;
    }

    /** Puts what arrives on a date into the inbox, and returns how many files that are: on the 15th, and at the end of a month. */
    int deliver(Path inbox, LocalDate date) throws IOException {
        Files.createDirectories(inbox);
        YearMonth month = YearMonth.from(date);
        if (date.equals(month.atEndOfMonth())) {
            return lists(inbox, month) + progress(inbox, month) + registers(inbox, month);
        }
        if (date.getDayOfMonth() != DAY_OF_OTHERS) {
            return 0;
        }
        int files = month.getMonthValue() == 1 ? targets(inbox, month) : 0;
        // Before the first month of progress the offices have sent where everything stands.
        return files
                + (month.equals(first) ? lists(inbox, month.minusMonths(1)) : corrections(inbox, month.minusMonths(1)));
    }

    private int lists(Path inbox, YearMonth month) throws IOException {
        return byDistrict(
                inbox,
                month.atEndOfMonth() + "_%s_重大项目清单.csv",
                "项目代码,项目名称,所属县区,产业集群,项目状态,建设性质,计划总投资（万元）,年度计划投资（万元）,计划开工日期,实际开工日期,计划竣工日期,实际竣工日期,入统日期,包联领导,投资主体,是否向民间资本推介",
                listed(month),
                project -> listLine(project, month));
    }

    private String listLine(long project, YearMonth month) {
        int age = age(project, month);
        YearMonth start = signed(project).plusMonths(STARTED);
        int day = (int) (1 + project % 28);
        return Stream.of(
                        code(project),
                        "示例" + project + "号",
                        district(project),
                        CLUSTERS.get((int) (project % CLUSTERS.size())),
                        status(age),
                        start.getYear() < month.getYear() ? "续建" : "新建",
                        total(project),
                        monthly(project) * 12,
                        start.atDay(day),
                        age < STARTED ? "" : start.atDay(day),
                        start.plusMonths(MONTHS_OF_WORK).atDay(day),
                        age < COMPLETED
                                ? ""
                                : signed(project).plusMonths(COMPLETED).atDay(day),
                        age <= STARTED ? "" : start.plusMonths(1).atDay(day),
                        "示例领导" + project % 12,
                        project % 3 == 0 ? "国有" : "民营",
                        project % 2 == 0 ? "是" : "否")
                .map(Object::toString)
                .collect(Collectors.joining(","));
    }

    private static String status(int age) {
        if (age >= IN_PRODUCTION) {
            return "投产";
        }
        if (age >= COMPLETED) {
            return "竣工";
        }
        return age >= STARTED ? "开工" : age >= 3 ? "落地" : "签约";
    }

    private static String code(long project) {
        return String.format(Locale.ROOT, "Y-%07d", project);
    }

    private static String district(long project) {
        return DISTRICTS.get((int) (project % DISTRICTS.size()));
    }

    /** In 万元, between 3,500 and 38,500. */
    private static long total(long project) {
        return MONTHS_OF_WORK * monthly(project);
    }

    private static long monthly(long project) {
        return 100 + 10 * (project * 37 % 101);
    }

    private int progress(Path inbox, YearMonth month) throws IOException {
        return byDistrict(
                inbox,
                month.getYear() + "年_%s_" + month.getMonthValue() + "月_项目进度.csv",
                "项目代码,报告月份,本月完成投资（万元）,形象进度",
                working(month),
                project -> progressLine(project, month, 0));
    }

    private LongStream working(YearMonth month) {
        return listed(month).filter(project -> {
            int age = age(project, month);
            return age >= STARTED && age <= COMPLETED;
        });
    }

    private String progressLine(long project, YearMonth month, long more) {
        int age = age(project, month);
        return String.join(
                ",",
                code(project),
                month.toString(),
                Long.toString(monthly(project) + (project + age) % 5 + more),
                100 * (age - STARTED + 1) / MONTHS_OF_WORK + "%");
    }

    /** Every fourth district corrects the month before, and some projects a month of the year before. */
    private int corrections(Path inbox, YearMonth month) throws IOException {
        return byDistrict(
                inbox,
                month.getYear() + "年_%s_" + month.getMonthValue() + "月更正_项目进度.csv",
                "项目代码,报告月份,本月完成投资（万元）,形象进度",
                working(month)
                        .filter(project -> (project % DISTRICTS.size() + month.getMonthValue()) % 4 == 0
                                && project / DISTRICTS.size() % 8 == 0),
                project -> progressLine(
                        project,
                        project % 2 == 0 || age(project, month) < STARTED + 12 ? month : month.minusMonths(12),
                        1));
    }

    private int registers(Path inbox, YearMonth month) throws IOException {
        String day = month.atEndOfMonth().toString();
        return write(
                        inbox.resolve(day + "_市招商局_招商签约台账.csv"),
                        "合同编号,合同名称,落地县区,产业集群,资金来源地,投资方,投资主体,签约金额（万元）,签约日期,注册日期,落地日期,开工日期,投产日期,到位资金（万元）,项目代码",
                        ofAges(month, 0, 3, STARTED, IN_PRODUCTION).map(project -> contractLine(project, month)))
                + write(
                        inbox.resolve(day + "_市项目办_堵点难点台账.csv"),
                        "问题编号,项目代码,要素类别,问题描述,协调层级,责任部门,提出日期,办结时限,办结日期",
                        ofAges(month, 7, 9)
                                .filter(line -> line % 3 == 0)
                                .map(project -> bottleneckLine(project, month)))
                + write(
                        inbox.resolve(day + "_市审批局_联审联批台账.csv"),
                        "项目代码,审批事项,审批部门,受理日期,办结日期,承诺时限（天）",
                        ofAges(month, 4, 5).map(project -> approvalLine(project, month)))
                + write(
                        inbox.resolve(month.getYear() + "年_晋中市_" + month.getMonthValue() + "月_规上工业产值.csv"),
                        "所属县区,产业集群,报告月份,当月产值（万元）,上年同月产值（万元）,企业数",
                        DISTRICTS.stream().map(district -> district + ",新能源," + month + ",1200,1000,3"));
    }

    private Stream<Long> ofAges(YearMonth month, Integer... ages) {
        List<Integer> wanted = List.of(ages);
        return listed(month).boxed().filter(project -> wanted.contains(age(project, month)));
    }

    private String contractLine(long project, YearMonth month) {
        int age = age(project, month);
        YearMonth signed = signed(project);
        return String.join(
                ",",
                "Z" + code(project),
                "示例" + project + "号投资协议",
                district(project),
                CLUSTERS.get((int) (project % CLUSTERS.size())),
                REGIONS.get((int) (project % REGIONS.size())),
                "示例公司" + project % 50,
                project % 3 == 0 ? "国有" : "民营",
                Long.toString(total(project)),
                signed.atDay(1).toString(),
                age < 3 ? "" : signed.plusMonths(2).atDay(1).toString(),
                age < 3 ? "" : signed.plusMonths(3).atDay(1).toString(),
                age < STARTED ? "" : signed.plusMonths(STARTED).atDay(1).toString(),
                age < IN_PRODUCTION
                        ? ""
                        : signed.plusMonths(IN_PRODUCTION).atDay(1).toString(),
                age < 3 ? "" : Long.toString(total(project) / 10),
                age < 3 ? "" : code(project));
    }

    private String bottleneckLine(long project, YearMonth month) {
        YearMonth raised = signed(project).plusMonths(7);
        return String.join(
                ",",
                "D" + code(project),
                code(project),
                FACTORS.get((int) (project / 3 % FACTORS.size())),
                "要素尚未落实",
                "县级",
                "市项目办",
                raised.atDay(10).toString(),
                raised.plusMonths(1).atDay(10).toString(),
                age(project, month) < 9 ? "" : raised.plusMonths(2).atDay(5).toString());
    }

    private String approvalLine(long project, YearMonth month) {
        YearMonth applied = signed(project).plusMonths(4);
        return String.join(
                ",",
                code(project),
                "环评",
                "生态环境局",
                applied.atDay(5).toString(),
                age(project, month) < 5 ? "" : applied.plusMonths(1).atDay(3).toString(),
                "15");
    }

    private int targets(Path inbox, YearMonth month) throws IOException {
        int year = month.getYear();
        long annual = projects * 3000L;
        return write(
                inbox.resolve(year + "年 目标任务.csv"),
                "指标,年度,目标值（万元）,所属县区,完成期限",
                Stream.concat(Stream.of(""), DISTRICTS.stream())
                        .map(district ->
                                "年度投资," + year + "," + (district.isEmpty() ? annual : annual / DISTRICTS.size()) + ","
                                        + district + "," + year + "-12-31"));
    }

    private static int byDistrict(
            Path inbox, String name, String header, LongStream projects, LongFunction<String> line) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        DISTRICTS.forEach(district -> lines.add(new ArrayList<>()));
        projects.forEach(
                project -> lines.get((int) (project % DISTRICTS.size())).add(line.apply(project)));
        int files = 0;
        for (int district = 0; district < DISTRICTS.size(); district++) {
            files += write(
                    inbox.resolve(String.format(Locale.ROOT, name, DISTRICTS.get(district))),
                    header,
                    lines.get(district).stream());
        }
        return files;
    }

    /** Nobody sends a file without rows. */
    private static int write(Path file, String header, Stream<String> lines) throws IOException {
        List<String> all = lines.toList();
        if (all.isEmpty()) {
            return 0;
        }
        Files.writeString(file, header + "\n" + String.join("\n", all) + "\n");
        return 1;
    }
}
