package dev.taizhang.query;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Spelling;
import java.util.List;
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
                .or(() -> first(causes, StackOverflowError.class).map(cause -> tooDeep()))
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
            return Failure.usage(
                    new Bilingual("这不是一条只读查询：" + reason, "This is not one read-only query: " + reason),
                    new Bilingual("jobs/query 只接受一条 SELECT。", "jobs/query takes one SELECT only."));
        }
        if (cause instanceof AnalysisException wrong
                && String.valueOf(wrong.getCondition()).startsWith("TABLE_OR_VIEW_NOT_FOUND")) {
            return noTable(wrong.getMessageParameters().get("relationName").replace("`", ""), tables.get());
        }
        if (cause instanceof AnalysisException) {
            return Failure.usage(
                    new Bilingual("查询有误：" + reason, "The query is wrong: " + reason),
                    new Bilingual("各表各列见 jobs/tables。", "See jobs/tables for tables and columns."));
        }
        return Failure.usage(
                new Bilingual("查询无法算出：" + reason, "The query cannot be computed: " + reason),
                new Bilingual(
                        "请改写查询，例如用 try_divide 或 try_cast。", "Rewrite it, for example with try_divide or try_cast."));
    }

    /** Reports a table that does not exist, with the nearest name. */
    public static Failure noTable(String name, List<String> tables) {
        Optional<String> near = tables.stream()
                .filter(table -> table.endsWith("." + name))
                .findFirst()
                .or(() -> Spelling.nearest(name, tables));
        return Failure.usage(
                new Bilingual("没有表“" + name + "”。", "There is no table \"" + name + "\"."),
                new Bilingual(
                        near.map(table -> "是否想查 " + table + "？").orElse("") + "全部表见 jobs/tables。",
                        near.map(table -> "Did you mean " + table + "? ").orElse("")
                                + "See jobs/tables for all of them."));
    }

    private static Failure tooDeep() {
        return Failure.usage(
                new Bilingual("查询嵌套过深。", "The query is nested too deeply."),
                new Bilingual("请改写得简单些。", "Write a simpler one."));
    }

    public static Failure outOfMemory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "查询所需内存超过现有的 " + megabytes + " MB，已停止；已输出的部分不完整。",
                        "The query needs more memory than the " + megabytes
                                + " MB it has and was stopped; any output so far is incomplete."),
                new Bilingual("请缩小查询范围，或把 TAIZHANG_MEMORY 设大。", "Narrow the query, or set TAIZHANG_MEMORY to more."));
    }

    private static Failure unreadable(String file, Throwable cause) {
        TRACE.error("A data file cannot be read", cause);
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "台账库已损坏：数据文件 " + file + " 无法读取。",
                        "The warehouse is damaged: the data file " + file + " cannot be read."),
                new Bilingual("请运行 jobs/doctor，按其说明处理。", "Run jobs/doctor and do as it says."));
    }

    private static Failure unexpected(Throwable cause) {
        TRACE.error("A query failed", cause);
        String kind = cause instanceof SparkThrowable wrong && wrong.getCondition() != null
                ? wrong.getCondition()
                : cause.getClass().getSimpleName();
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual("查询未能完成（" + kind + "）。", "The query failed (" + kind + ")."),
                new Bilingual(
                        "请运行 jobs/doctor，它会指出台账库的损坏之处；若无损坏，请改写查询。",
                        "Run jobs/doctor, which names any damage to the warehouse; if there is none, rewrite the query."));
    }
}
