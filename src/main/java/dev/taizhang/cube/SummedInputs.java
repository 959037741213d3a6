package dev.taizhang.cube;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.classic.ColumnNodeToExpressionConverter$;
import org.apache.spark.sql.classic.ExpressionUtils;

/**
 * The expressions and conditions that aggregates sum, as columns of the lines. Spark repeats each line for each set of
 * dimensions and would compute an expression within an aggregate for each repetition.
 */
final class SummedInputs {
    private final Map<Expression, String> names = new LinkedHashMap<>();

    /** Returns an aggregate of lines as one of the columns of {@link #columns}, which are those of all such aggregates. */
    Column in(Column aggregate) {
        return ExpressionUtils.column(over(ColumnNodeToExpressionConverter$.MODULE$.apply(aggregate.node())));
    }

    /** Returns the columns, each under its name in the aggregates. */
    Stream<Column> columns() {
        return names.entrySet().stream()
                .map(input -> ExpressionUtils.column(input.getKey()).as(input.getValue()));
    }

    private Expression over(Expression part) {
        return isAggregate(part) ? part.mapChildren(this::input) : part.mapChildren(this::over);
    }

    private Expression input(Expression value) {
        return value instanceof Literal
                ? value
                : UnresolvedAttribute.quoted(names.computeIfAbsent(value, other -> "input_" + names.size()));
    }

    private static boolean isAggregate(Expression part) {
        return part instanceof UnresolvedFunction function
                && FunctionRegistry.expressions()
                        .get(function.nameParts().last().toLowerCase(Locale.ROOT))
                        .exists(known -> known._1().getGroup().equals("agg_funcs"));
    }
}
