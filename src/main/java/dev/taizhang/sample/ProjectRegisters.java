package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lays out the registers that two offices of the city keep beside the lists: bottlenecks of projects, and the progress
 * of their approvals.
 */
final class ProjectRegisters {
    private static final String PROJECT_OFFICE = "市项目办";
    private static final String APPROVAL_BUREAU = "市审批局";

    private static final Register<Bottleneck> BOTTLENECKS = new Register<>(
            "堵点难点",
            List.of(
                    Register.Field.text("bottleneck_code", "问题编号", Bottleneck::code),
                    Register.Field.text("project_code", "项目代码", Bottleneck::project),
                    Register.Field.text(
                            "factor", "要素类别", matter -> matter.cause().name()),
                    Register.Field.text(
                            "description", "问题描述", matter -> matter.cause().description()),
                    Register.Field.text(
                            "level", "协调层级", matter -> matter.level().name()),
                    Register.Field.text(
                            "department", "责任部门", matter -> matter.cause().department()),
                    Register.Field.day(
                            "raised_date", "提出日期", DateForm.DOTTED, (matter, date) -> Optional.of(matter.raised())),
                    Register.Field.day(
                            "deadline", "办结时限", DateForm.DOTTED, (matter, date) -> Optional.of(matter.deadline())),
                    Register.Field.day("settled_date", "办结日期", DateForm.DOTTED, Bottleneck::settled)));

    private static final Register<Approval> APPROVALS = new Register<>(
            "联审联批",
            List.of(
                    Register.Field.text("project_code", "项目代码", Approval::project),
                    Register.Field.text(
                            "step", "审批事项", approval -> approval.step().name()),
                    Register.Field.text(
                            "department", "审批部门", approval -> approval.step().department()),
                    Register.Field.day("applied_date", "受理日期", DateForm.SLASHED, Approval::applied),
                    Register.Field.day("granted_date", "办结日期", DateForm.SLASHED, Approval::granted),
                    Register.Field.text(
                            "limit_days",
                            "承诺时限（天）",
                            approval -> String.valueOf(approval.step().limit()))));

    private final City city;
    private final List<Bottleneck> bottlenecks;
    private final List<Approval> approvals;

    ProjectRegisters(City city) {
        this.city = city;
        this.bottlenecks = Bottleneck.of(city);
        this.approvals = Approval.of(city);
    }

    /**
     * Returns a register of bottlenecks for each of the last two months, and an export of approvals at the end of last
     * year and now.
     */
    List<SampleFile> deliver() {
        List<LocalDate> dates = city.timeline().listDates();
        List<SampleFile> deliveries = new ArrayList<>();
        for (LocalDate date : List.of(LocalDate.of(2025, 2, 28), Timeline.END)) {
            List<Bottleneck> raised = bottlenecks.stream()
                    .filter(matter -> !matter.raised().isAfter(date))
                    .toList();
            if (dates.contains(date) && !raised.isEmpty()) {
                deliveries.add(delivery(
                        SampleFile.Dataset.BOTTLENECKS,
                        BOTTLENECKS,
                        FileForm.WORKBOOK,
                        PROJECT_OFFICE,
                        "堵点难点台账",
                        date,
                        raised));
            }
        }
        for (LocalDate date : List.of(LocalDate.of(2024, 12, 31), Timeline.END)) {
            List<Approval> begun = approvals.stream()
                    .filter(approval -> city.listed(date).stream()
                            .anyMatch(project -> project.code().equals(approval.project())))
                    .toList();
            if (dates.contains(date) && !begun.isEmpty()) {
                deliveries.add(delivery(
                        SampleFile.Dataset.APPROVALS, APPROVALS, FileForm.CSV, APPROVAL_BUREAU, "联审联批台账", date, begun));
            }
        }
        return deliveries;
    }

    private static <T> SampleFile delivery(
            SampleFile.Dataset dataset,
            Register<T> register,
            FileForm form,
            String office,
            String subject,
            LocalDate date,
            List<T> entries) {
        String title = "晋中市" + subject + "（" + DateForm.chinese(date) + "）";
        return new SampleFile(
                dataset,
                form.fileName(date.toString(), office, subject),
                form,
                register.sheet(form, title, date, entries),
                List.of());
    }

    /**
     * Writes the totals of the latest record on every bottleneck and approval step at the end, by resource and by step.
     */
    void writeTo(ObjectNode tree) {
        Map<String, int[]> factors = new TreeMap<>();
        for (Bottleneck matter : bottlenecks) {
            int[] counts = factors.computeIfAbsent(matter.cause().name(), name -> new int[3]);
            counts[0]++;
            counts[1] += matter.settled(Timeline.END).isPresent() ? 1 : 0;
            counts[2] += matter.overdue(Timeline.END) ? 1 : 0;
        }
        write(tree.putObject("bottlenecks"), factors, List.of("raised", "settled", "overdue"));
        Map<String, int[]> steps = new TreeMap<>();
        for (Approval approval : approvals) {
            int[] counts = steps.computeIfAbsent(approval.step().name(), name -> new int[3]);
            counts[0] += approval.applied(Timeline.END).isPresent() ? 1 : 0;
            counts[1] += approval.granted(Timeline.END).isPresent() ? 1 : 0;
            counts[2] += approval.overLimit(Timeline.END) ? 1 : 0;
        }
        write(tree.putObject("approvals"), steps, List.of("applied", "granted", "over_limit"));
    }

    private static void write(ObjectNode node, Map<String, int[]> lines, List<String> names) {
        lines.forEach((line, counts) -> {
            ObjectNode one = node.putObject(line);
            for (int index = 0; index < counts.length; index++) {
                one.put(names.get(index), counts[index]);
            }
        });
    }
}
