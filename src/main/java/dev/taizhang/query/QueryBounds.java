package dev.taizhang.query;

import dev.taizhang.definition.SqlTree;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.expressions.ArrayInsert;
import org.apache.spark.sql.catalyst.expressions.ArrayRepeat;
import org.apache.spark.sql.catalyst.expressions.BRound;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FormatNumber;
import org.apache.spark.sql.catalyst.expressions.FormatString;
import org.apache.spark.sql.catalyst.expressions.Round;
import org.apache.spark.sql.catalyst.expressions.Sequence;
import org.apache.spark.sql.catalyst.expressions.Stack;
import org.apache.spark.sql.catalyst.expressions.StringLPad;
import org.apache.spark.sql.catalyst.expressions.StringRPad;
import org.apache.spark.sql.catalyst.expressions.StringRepeat;
import org.apache.spark.sql.catalyst.expressions.StringSpace;
import org.apache.spark.sql.catalyst.expressions.aggregate.MaxMinByK;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Range;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Option;

/**
 * Refuses queries whose own numbers show that they are too large. Queries whose size depends on the rows of a table are
 * left to the limits of time and memory, see {@link BoundedQuery}.
 */
final class QueryBounds {
    private static final long MOST_ROWS = 10_000_000;

    /** The maximum number of characters, elements or digits that one call may produce. */
    private static final long LONGEST = 1_000_000;

    private static final Pattern WIDTH = Pattern.compile("%[^%]*?\\d{7}");

    /** The argument of each function that determines the size of its result. */
    private static final Map<Class<? extends Expression>, Integer> COUNTS = Map.ofEntries(
            Map.entry(StringRepeat.class, 1),
            Map.entry(StringSpace.class, 0),
            Map.entry(StringLPad.class, 1),
            Map.entry(StringRPad.class, 1),
            Map.entry(ArrayRepeat.class, 1),
            Map.entry(ArrayInsert.class, 1),
            Map.entry(Stack.class, 0),
            Map.entry(FormatNumber.class, 1),
            Map.entry(Round.class, 1),
            Map.entry(BRound.class, 1),
            Map.entry(MaxMinByK.class, 2));

    private QueryBounds() {}

    /**
     * Returns an objection that names the first part of an analysed query that is too large; empty if there is none.
     */
    static Optional<String> objection(LogicalPlan analyzed) {
        // Parts come before the whole. An argument that is evaluated here has therefore already been checked itself.
        return SqlTree.everyPart(analyzed)
                .map(QueryBounds::objection)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> objection(TreeNode<?> part) {
        if (part instanceof LogicalPlan plan) {
            return rows(plan) ? Optional.of(plan.nodeName() + " > " + MOST_ROWS + " 行 rows") : Optional.empty();
        }
        return part instanceof Expression call && tooLong(call)
                ? Optional.of(call.prettyName() + "() > " + LONGEST)
                : Optional.empty();
    }

    private static boolean rows(LogicalPlan plan) {
        Option<Object> most = plan.maxRows();
        return most.isDefined()
                ? (long) most.get() > MOST_ROWS
                : plan instanceof Range range && !range.numElements().isValidLong();
    }

    private static boolean tooLong(Expression call) {
        if (call instanceof Sequence sequence) {
            return elements(sequence) > LONGEST;
        }
        if (call instanceof FormatString) {
            return WIDTH.matcher(String.valueOf(value(call.children().head()))).find();
        }
        Integer place = COUNTS.get(call.getClass());
        return place != null
                && Math.abs(wholeNumber(call.children().apply(place)).orElse(0)) > LONGEST;
    }

    /**
     * Returns how many elements a sequence of whole numbers has. A sequence of dates cannot have more elements than
     * there are days.
     */
    private static long elements(Sequence sequence) {
        OptionalLong start = wholeNumber(sequence.start());
        OptionalLong stop = wholeNumber(sequence.stop());
        if (start.isEmpty() || stop.isEmpty()) {
            return 0;
        }
        long step = sequence.stepOpt().isEmpty()
                ? 1
                : Math.abs(wholeNumber(sequence.stepOpt().get()).orElse(1));
        double span = Math.abs((double) stop.getAsLong() - (double) start.getAsLong());
        return (long) (span / Math.max(step, 1));
    }

    private static OptionalLong wholeNumber(Expression argument) {
        Object value = value(argument);
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte
                ? OptionalLong.of(((Number) value).longValue())
                : OptionalLong.empty();
    }

    /** Returns the value of an argument that is the same for every row; null if it varies or cannot be computed. */
    private static Object value(Expression argument) {
        try {
            return argument.foldable() ? argument.eval(null) : null;
        } catch (RuntimeException | LinkageError notHere) {
            return null;
        }
    }
}
