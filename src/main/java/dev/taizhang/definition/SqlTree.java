package dev.taizhang.definition;

import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InheritAnalysisRules;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import scala.Option;
import scala.Product;
import scala.collection.Iterable;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lists the parts of a query as Spark parsed or analyzed it: every plan node and every expression, each after its own
 * parts.
 */
public final class SqlTree {
    /** Marks a plan that this program put into a query. It is not a part of what the user wrote. */
    private static final TreeNodeTag<Boolean> GIVEN = new TreeNodeTag<>("taizhang.given");

    private SqlTree() {}

    /** Marks a plan as not written by the user, so that {@link #everyPart(LogicalPlan)} lists none of its parts. */
    public static LogicalPlan given(SubqueryAlias plan) {
        plan.setTagValue(GIVEN, true);
        return plan;
    }

    /** Lists a plan, its parts, and the queries within its expressions, named windows and WITH clauses. */
    public static Stream<TreeNode<?>> everyPart(LogicalPlan plan) {
        return within(plan);
    }

    /** Lists an expression and its parts. */
    public static Stream<TreeNode<?>> everyPart(Expression expression) {
        return within(expression);
    }

    /** Walks the fields and not the children, because some nodes have parts in maps, tuples and options. */
    private static Stream<TreeNode<?>> within(Object part) {
        if (part instanceof InheritAnalysisRules function) {
            // Spark replaces such a function by internal classes; the parameters are what the user wrote.
            return Stream.concat(within(function.parameters()), Stream.of((TreeNode<?>) part));
        }
        // Spark copies tags to a node that replaces another, which could be one that the user wrote.
        if (part instanceof SubqueryAlias alias && alias.getTagValue(GIVEN).isDefined()) {
            return Stream.empty();
        }
        if (part instanceof TreeNode<?> node) {
            return Stream.concat(inEach(node.productIterator()), Stream.of(node));
        }
        if (part instanceof Iterable<?> several) {
            return inEach(several.iterator());
        }
        boolean hasParts = part instanceof Option<?>
                || (part instanceof Product && part.getClass().getName().startsWith("scala.Tuple"));
        return hasParts ? inEach(((Product) part).productIterator()) : Stream.empty();
    }

    private static Stream<TreeNode<?>> inEach(Iterator<?> parts) {
        return Stream.of(CollectionConverters.asJava(parts))
                .flatMap(iterator -> Stream.iterate(iterator, java.util.Iterator::hasNext, next -> next)
                        .map(java.util.Iterator::next))
                .flatMap(SqlTree::within);
    }
}
