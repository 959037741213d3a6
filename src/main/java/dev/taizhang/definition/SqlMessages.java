package dev.taizhang.definition;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The messages about conditions, formulas and queries in Spark's SQL. A method that returns {@link Bilingual} gives the
 * reason why the SQL cannot be used.
 */
final class SqlMessages {
    private SqlMessages() {}

    // Files of SQL

    static Failure headMissing(String place) {
        return Failure.usage(
                new Bilingual(
                        place + ":1：文件须以注释形式的表头 /* … */ 开头。",
                        place + ":1: the file must begin with its head, a comment /* … */."),
                new Bilingual("写法见 docs/own-tables.md。", "See docs/own-tables.md."));
    }

    static Failure invalidQuery(String place, Bilingual reason) {
        return Failure.usage(
                new Bilingual(place + "：查询有误：" + reason.zh(), place + ": the query is invalid: " + reason.en()),
                new Bilingual("请改正后重试，写法见 docs/own-tables.md。", "Correct it and run again; see docs/own-tables.md."));
    }

    // Any SQL

    static Bilingual notSql(String reason) {
        return new Bilingual("不是有效的 Spark SQL：" + reason, "it is not valid Spark SQL: " + reason);
    }

    static Bilingual notEvaluable(String reason) {
        return new Bilingual("无法计算：" + reason, "it cannot be evaluated: " + reason);
    }

    static Bilingual notAllowed(String part) {
        return new Bilingual("不能使用 " + part + "。", "it must not use " + part + ".");
    }

    // Conditions and formulas

    static Bilingual subquery() {
        return new Bilingual("不能含子查询。", "it must not contain a subquery.");
    }

    static Bilingual javaMethod() {
        return new Bilingual("不能调用 Java 方法。", "it must not call Java methods.");
    }

    static Bilingual notRepeatable(String function) {
        return new Bilingual(
                "“" + function + "”每次结果可能不同，不能使用。",
                "\"" + function + "\" may give a different result in each run and must not be used.");
    }

    // Queries

    static Bilingual unknownRelation(String name, Collection<String> known) {
        String relations = known.stream().sorted().collect(Collectors.joining(", "));
        return new Bilingual(
                "不能读“" + name + "”，可读的有：" + relations + "。",
                "it cannot read \"" + name + "\"; it can read: " + relations + ".");
    }

    static Bilingual unknownParameter(String name, Collection<String> known) {
        String parameters = known.stream().sorted().map(one -> ":" + one).collect(Collectors.joining(", "));
        return new Bilingual(
                "没有参数“:" + name + "”，可用的有：" + parameters + "。",
                "there is no parameter \":" + name + "\"; available: " + parameters + ".");
    }

    static Bilingual otherColumns(StructType found) {
        String columns = String.join(", ", Arrays.asList(found.fieldNames()));
        return new Bilingual(
                "查询的列（" + columns + "）与 columns 所列不同。",
                "its columns (" + columns + ") differ from those listed in columns.");
    }

    static Bilingual otherType(String column, DataType found, DataType expected) {
        return new Bilingual(
                "列“" + column + "”的类型是 " + found.simpleString() + "，columns 所列为 " + expected.simpleString() + "。",
                "the column \"" + column + "\" is of type " + found.simpleString() + ", but columns declares "
                        + expected.simpleString() + ".");
    }
}
