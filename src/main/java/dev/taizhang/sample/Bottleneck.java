package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A synthetic bottleneck that delays a project.
 *
 * @param code its number in the register
 * @param project the code of the project
 * @param cause its cause, and the responsible department
 * @param level the level at which it must be settled
 * @param raised the day on which it was raised
 * @param deadline the day by which it must be settled
 * @param settled the day on which it was or will be settled; {@link LocalDate#MAX} if unknown
 */
record Bottleneck(
        String code,
        String project,
        Cause cause,
        Choice level,
        LocalDate raised,
        LocalDate deadline,
        LocalDate settled) {

    /**
     * A resource or condition that a project lacks.
     *
     * @param factor the code of the resource, as in the reference data
     * @param name its Chinese name
     * @param department the responsible department
     * @param description its description in the register
     */
    record Cause(String factor, String name, String department, String description) {}

    private static final List<Cause> CAUSES = List.of(
            new Cause("land", "用地", "市规划和自然资源局", "用地指标尚未落实"),
            new Cause("demolition", "征地拆迁", "属地县（区）政府", "部分地块征拆未完成"),
            new Cause("energy", "用能", "市能源局", "能耗指标尚未落实"),
            new Cause("environment", "环境容量", "市生态环境局", "排污总量指标待调剂"),
            new Cause("approval", "审批手续", "市行政审批服务管理局", "施工许可手续未办结"),
            new Cause("financing", "资金", "市金融办", "银行贷款未发放"),
            new Cause("utilities", "水电气路配套", "市住房和城乡建设局", "供电线路未接入"));

    private static final long STREAMS_OF_BOTTLENECKS = 1L << 44;

    /** The number of projects from one project with a bottleneck in the register to the next. */
    private static final int PROJECTS_APART = 11;

    /** Returns the bottlenecks of the projects that are listed at the end, in the order of those projects. */
    static List<Bottleneck> of(City city) {
        List<Project> listed = city.listed(Timeline.END);
        return IntStream.range(0, listed.size())
                .filter(index -> index % PROJECTS_APART == 0)
                .mapToObj(index -> draw(listed.get(index), city.seed()))
                .toList();
    }

    private static Bottleneck draw(Project project, long seed) {
        Dice dice = new Dice(seed, STREAMS_OF_BOTTLENECKS + project.serial());
        LocalDate signed = project.life().reached().get(Status.SIGNED);
        LocalDate halfAYearAgo = LocalDate.of(2024, 9, 1);
        LocalDate raised = dice.day(signed.isAfter(halfAYearAgo) ? signed : halfAYearAgo, Timeline.END.minusDays(3));
        return new Bottleneck(
                String.format(Locale.ROOT, "DN%d-%05d", raised.getYear(), project.serial() + 1),
                project.code(),
                dice.pick(CAUSES),
                dice.happens(650)
                        ? Choice.LEVELS.get(3)
                        : dice.happens(900) ? Choice.LEVELS.get(2) : Choice.LEVELS.get(1),
                raised,
                raised.plusDays(dice.between(15, 60)),
                dice.happens(700) ? raised.plusDays(dice.between(4, 80)) : LocalDate.MAX);
    }

    /** Returns the day on which it was settled, as known at a date. */
    Optional<LocalDate> settled(LocalDate asOf) {
        return Optional.of(settled).filter(day -> !day.isAfter(asOf));
    }

    boolean overdue(LocalDate asOf) {
        return settled(asOf).isEmpty() && deadline.isBefore(asOf);
    }
}
