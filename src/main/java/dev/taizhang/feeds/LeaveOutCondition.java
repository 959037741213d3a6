package dev.taizhang.feeds;

import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.DatasetDefinition;
import java.util.List;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import scala.jdk.javaapi.CollectionConverters;

/** Checks a condition of {@code leave_out}: its columns exist, and it does not expect blank cells to be empty texts. */
final class LeaveOutCondition {
    private final ConfigurationFile rule;
    private final DatasetDefinition dataset;

    private LeaveOutCondition(ConfigurationFile rule, DatasetDefinition dataset) {
        this.rule = rule;
        this.dataset = dataset;
    }

    /** Returns the condition of a rule. */
    static String of(ConfigurationFile rule, DatasetDefinition dataset) {
        String condition = rule.text("when");
        try {
            new LeaveOutCondition(rule, dataset).check(parsed(condition));
            return condition;
        } catch (ParseException broken) {
            throw FeedMessages.invalidCondition(rule);
        }
    }

    private static Expression parsed(String condition) throws ParseException {
        return new CatalystSqlParser().parseExpression(condition);
    }

    private void check(Expression part) {
        if (part instanceof UnresolvedAttribute column && !dataset.has(column.name())) {
            throw FeedMessages.unknownColumn(rule, column.name());
        }
        List<Expression> children = children(part);
        boolean compares = part instanceof EqualTo || part instanceof EqualNullSafe;
        if (compares
                && children.stream().anyMatch(LeaveOutCondition::isEmptyText)
                && children.stream().anyMatch(LeaveOutCondition::isCell)) {
            throw FeedMessages.comparesWithEmptyText(rule);
        }
        // The opposite of such a comparison is true for every cell that is not blank, as intended.
        boolean opposite = part instanceof Not && children.get(0) instanceof EqualTo;
        (opposite ? children(children.get(0)) : children).forEach(this::check);
    }

    private static boolean isEmptyText(Expression part) {
        return part instanceof Literal literal
                && literal.value() != null
                && literal.value().toString().isBlank();
    }

    /** Whether a part is the text of a cell, perhaps without the blanks around it. */
    private static boolean isCell(Expression part) {
        boolean unary = part instanceof UnresolvedFunction && children(part).size() == 1;
        return part instanceof UnresolvedAttribute
                || (unary && isCell(children(part).get(0)));
    }

    private static List<Expression> children(Expression part) {
        return CollectionConverters.asJava(part.children());
    }
}
