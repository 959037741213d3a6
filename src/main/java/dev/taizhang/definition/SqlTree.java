package dev.taizhang.definition;

import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InheritAnalysisRules;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
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
    private SqlTree() {}

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
