package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step of the joint review and approval of a synthetic project.
 *
 * @param project the code of the project
 * @param step the step
 * @param applied the day on which it was or will be applied for
 * @param granted the day on which it was or will be granted
 */
record Approval(String project, Step step, LocalDate applied, LocalDate granted) {

    /**
     * A step that applies to every project.
     *
     * @param code its code, as in the reference data
     * @param name its name in the bureau's system
     * @param department the department that grants it
     * @param limit the days within which it must be granted
     */
    record Step(String code, String name, String department, int limit) {}

    static final List<Step> STEPS = List.of(
            new Step("project_approval", "项目备案", "行政审批局", 3),
            new Step("land_review", "用地预审与选址意见书", "自然资源局", 20),
            new Step("environment_review", "环评批复", "生态环境局", 15),
            new Step("energy_review", "节能审查", "能源局", 10),
            new Step("land_planning_permit", "建设用地规划许可证", "自然资源局", 7),
            new Step("construction_planning_permit", "建设工程规划许可证", "自然资源局", 10),
            new Step("construction_permit", "施工许可证", "住建局", 7));

    private static final LocalDate SINCE = LocalDate.of(2024, 1, 1);
    private static final long STREAMS_OF_APPROVALS = 1L << 45;

    /** Returns the steps of the projects that were signed since 2024 and are listed at the end, project by project. */
    static List<Approval> of(City city) {
        return city.listed(Timeline.END).stream()
                .filter(project -> !project.life().reached().get(Status.SIGNED).isBefore(SINCE))
                .flatMap(project -> steps(project, city.seed()).stream())
                .toList();
    }

    /**
     * Returns the steps of a project. A step is applied for once the previous one is granted. One in six takes longer
     * than its limit.
     */
    private static List<Approval> steps(Project project, long seed) {
        Dice dice = new Dice(seed, STREAMS_OF_APPROVALS + project.serial());
        List<Approval> steps = new ArrayList<>();
        LocalDate before = project.life().reached().get(Status.SIGNED);
        for (Step step : STEPS) {
            LocalDate applied = before.plusDays(dice.between(3, 25));
            int taken = dice.happens(167)
                    ? step.limit() + dice.between(1, 12)
                    : Math.max(1, step.limit() - dice.between(0, step.limit() / 2));
            before = applied.plusDays(taken);
            steps.add(new Approval(project.code(), step, applied, before));
        }
        return steps;
    }

    /**
     * Returns the day on which it was applied for, as known at a date. An export also contains steps that have not been
     * applied for yet.
     */
    Optional<LocalDate> applied(LocalDate asOf) {
        return Optional.of(applied).filter(day -> !day.isAfter(asOf));
    }

    Optional<LocalDate> granted(LocalDate asOf) {
        return Optional.of(granted).filter(day -> !day.isAfter(asOf));
    }

    /** Whether it took, or has taken so far, more days than its limit. */
    boolean overLimit(LocalDate asOf) {
        return applied(asOf).isPresent()
                && applied.plusDays(step.limit()).isBefore(granted(asOf).orElse(asOf));
    }
}
