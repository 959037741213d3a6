package dev.taizhang.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What computing a table took.
 *
 * @param seconds by the clock on the wall
 * @param cpuSeconds of DuckDB, or of the whole process of the program with its compilers and collector
 * @param taskSeconds CPU seconds of Spark's tasks
 */
record TableCost(double seconds, double cpuSeconds, double taskSeconds) {
    TableCost plus(TableCost other) {
        return new TableCost(
                seconds + other.seconds, cpuSeconds + other.cpuSeconds, taskSeconds + other.taskSeconds);
    }

    TableCost dividedBy(int times) {
        return new TableCost(seconds / times, cpuSeconds / times, taskSeconds / times);
    }

    /** The medians of several measurements of the same table. */
    static TableCost median(List<TableCost> costs) {
        return new TableCost(
                median(costs, TableCost::seconds),
                median(costs, TableCost::cpuSeconds),
                median(costs, TableCost::taskSeconds));
    }

    private static double median(List<TableCost> costs, ToDoubleFunction<TableCost> measure) {
        return Efforts.Spread.of(costs.stream().mapToDouble(measure)).median();
    }
}
