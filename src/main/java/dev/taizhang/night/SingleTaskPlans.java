package dev.taizhang.night;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.CommandResultExec;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.command.DataWritingCommandExec;
import org.apache.spark.sql.execution.command.ExecutedCommandExec;
import org.apache.spark.sql.execution.datasources.v2.V2CommandExec;
import org.apache.spark.sql.execution.exchange.BroadcastExchangeExec;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;

/**
 * Makes each query of a small run one task, which {@link PlanWithoutJob} computes, except where several read the
 * deliveries: rows that would be sent to the only partition of a shuffle, or to every task of a broadcast join, are read
 * in place. Spark's own plan starts a stage for each shuffle and a job for each broadcast, which take longer than the
 * work on the rows of a city.
 */
public final class SingleTaskPlans extends ColumnarRule {
    /** Adds the rule to the sessions of a process. */
    public static final class Extension implements scala.Function1<SparkSessionExtensions, Void> {
        @Override
        public Void apply(SparkSessionExtensions extensions) {
            extensions.injectColumnar(session -> new SingleTaskPlans());
            return null;
        }
    }

    @Override
    public Rule<SparkPlan> preColumnarTransitions() {
        return new Rule<>() {
            @Override
            public SparkPlan apply(SparkPlan plan) {
                // The extensions of a process stay, even if a later command has more data and adapts its plans.
                return conf().adaptiveExecutionEnabled() ? plan : withoutJob(inPlace(plan));
            }
        };
    }

    /** Returns a plan that starts no job. Commands start their own, and local rows need none. */
    private static SparkPlan withoutJob(SparkPlan plan) {
        boolean ofItself = plan instanceof LocalTableScanExec
                || plan instanceof ExecutedCommandExec
                || plan instanceof DataWritingCommandExec
                || plan instanceof CommandResultExec
                || plan instanceof V2CommandExec;
        return ofItself ? plan : new PlanWithoutJob(plan);
    }

    private static SparkPlan inPlace(SparkPlan plan) {
        SparkPlan node = plan.mapChildren(child -> inPlace(child));
        if (node instanceof ShuffleExchangeExec shuffle && !isDivided(shuffle) && !isDivided(shuffle.child())) {
            return together(shuffle.child());
        }
        // Spark evaluates NOT IN, which null makes unknown, only with a broadcast.
        if (node instanceof BroadcastHashJoinExec join
                && !join.isNullAwareAntiJoin()
                && !isDivided(join.left())
                && !isDivided(join.right())) {
            return new ShuffledHashJoinExec(
                    join.leftKeys(),
                    join.rightKeys(),
                    join.joinType(),
                    join.buildSide(),
                    join.condition(),
                    together(join.left()),
                    together(join.right()),
                    false);
        }
        return node instanceof BroadcastExchangeExec broadcast
                ? new BroadcastExchangeExec(broadcast.mode(), new PlanWithoutJob(broadcast.child()))
                : node;
    }

    /** Whether several tasks compute the rows, as those of several deliveries are read. */
    private static boolean isDivided(SparkPlan plan) {
        return plan.outputPartitioning().numPartitions() > 1;
    }

    /** Returns the rows of a plan as one partition, without sending them. */
    private static SparkPlan together(SparkPlan plan) {
        SparkPlan rows = plan instanceof BroadcastExchangeExec
                ? plan.children().head().children().head()
                : plan;
        return rows instanceof CoalesceExec ? rows : new CoalesceExec(1, rows);
    }
}
