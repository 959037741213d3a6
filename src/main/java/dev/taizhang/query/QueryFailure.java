package dev.taizhang.query;

import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Explains why a query failed: a mistake in the query, too little memory, or a fault that is reported without details
 * of the server.
 */
public final class QueryFailure {
    private static final Logger TRACE = LoggerFactory.getLogger("taizhang.trace");

    /** A data file in a message from Spark, recognised by its place in the warehouse. */
    private static final Pattern DATA_FILE =
            Pattern.compile("(?:ledger|facts|summaries)/[a-z0-9_]+/[^\\s:]*\\.parquet");

    private QueryFailure() {}

    /**
     * Explains an exception of a query.
     *
     * @param thrown the exception
     * @param tables lists the tables that the query may read
     * @param warehouse the folder whose path must not be shown
     * @param heap decides whether a failure without another reason is due to memory
     */
    public static Failure of(Throwable thrown, Supplier<List<String>> tables, String warehouse, HeapWatch heap) {
        List<Throwable> causes = Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .toList();
        return first(causes, Failure.class)
                .or(() -> causes.stream()
                        .filter(QueryFailure::isOutOfMemory)
                        .findFirst()
                        .map(cause -> outOfMemory()))
                .or(() -> first(causes, StackOverflowError.class).map(cause -> QueryMessages.tooDeep()))
                .or(() -> causes.stream()
                        .filter(cause -> isMistake(cause, warehouse))
                        .findFirst()
                        .map(cause -> mistake(cause, tables)))
                .or(() -> causes.stream()
                        .map(cause -> DATA_FILE.matcher(String.valueOf(cause.getMessage())))
                        .filter(Matcher::find)
                        .findFirst()
                        .map(found -> unreadable(found.group(), thrown)))
                .orElseGet(() -> heap.isExhausted() ? outOfMemory() : unexpected(causes.get(causes.size() - 1)));
    }

    /** Whether memory ran out according to an error or one of its causes. */
    public static boolean hasExhaustedMemory(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(QueryFailure::isOutOfMemory);
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> kind) {
        return causes.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /**
     * Whether memory ran out. Spark reports exhausted memory of a task or of results only in the text of its messages.
     */
    private static boolean isOutOfMemory(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof OutOfMemoryError
                || Stream.of(
                                "OutOfMemoryError",
                                "maxResultSize",
                                "ENOUGH_MEMORY",
                                "ACQUIRE_MEMORY",
                                "Cannot grow BufferHolder")
                        .anyMatch(message::contains);
    }

    /**
     * Whether the query has a mistake. SQL states 22, 42, 54 and 0A are mistakes in data and in SQL; 42K03 is a missing
     * file, which is not a mistake of the query.
     */
    private static boolean isMistake(Throwable cause, String warehouse) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof SparkThrowable wrong
                && (cause instanceof ParseException
                        || String.valueOf(wrong.getSqlState()).matches("(22|42|54|0A).*"))
                && !"42K03".equals(wrong.getSqlState())
                && !message.contains("file:/")
                && !message.contains(warehouse);
    }

    private static Failure mistake(Throwable cause, Supplier<List<String>> tables) {
        String reason =
                String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
        if (cause instanceof ParseException) {
            return QueryMessages.notOneSelect(reason);
        }
        if (cause instanceof AnalysisException wrong
                && String.valueOf(wrong.getCondition()).startsWith("TABLE_OR_VIEW_NOT_FOUND")) {
            return noTable(wrong.getMessageParameters().get("relationName").replace("`", ""), tables.get());
        }
        if (cause instanceof AnalysisException) {
            return QueryMessages.wrongQuery(reason);
        }
        return QueryMessages.notComputable(reason);
    }

    /** Reports a table that does not exist, with the nearest name. */
    public static Failure noTable(String name, List<String> tables) {
        Map<String, String> comparable = new LinkedHashMap<>();
        tables.forEach(
                table -> comparable.putIfAbsent(name.contains(".") ? table : table.replaceFirst("^.*\\.", ""), table));
        Optional<String> near = tables.stream()
                .filter(table -> table.endsWith("." + name))
                .findFirst()
                .or(() -> Spelling.nearest(name, comparable.keySet()).map(comparable::get));
        return QueryMessages.noTable(name, near);
    }

    /** Returns the failure of a query that ran out of memory. */
    public static Failure outOfMemory() {
        return QueryMessages.outOfMemory(Runtime.getRuntime().maxMemory() >> 20);
    }

    private static Failure unreadable(String file, Throwable cause) {
        TRACE.error("A data file cannot be read", cause);
        return QueryMessages.unreadableDataFile(file);
    }

    private static Failure unexpected(Throwable cause) {
        TRACE.error("A query failed", cause);
        String kind = cause instanceof SparkThrowable wrong && wrong.getCondition() != null
                ? wrong.getCondition()
                : cause.getClass().getSimpleName();
        return QueryMessages.unexpected(kind);
    }
}
