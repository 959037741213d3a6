package dev.taizhang.definition;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FileSourceMetadataAttribute$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The allow-list of the functions, clauses and operators of Spark that a query of a user may contain. Anything that a
 * later Spark adds is refused until it is listed here.
 *
 * <p>Functions that read the clock, draw random numbers or depend on how rows are spread over tasks are not listed, so
 * that a release gives the same answer on every day; its tables have {@code as_of_date}. Functions that run Java, name
 * files, users or the server, take options, or handle binary data are not listed either.
 */
public final class AllowedSql {
    private static final Map<String, String> FUNCTIONS = ImmutableMap.ofEntries(
            Map.entry("operators", """
                    + - * / % div & | ^ ~ << >> >>> = == < <= <=> > >= ! and or not in like ilike between when
                    """),
            Map.entry("conditions", """
                    coalesce if ifnull isnan isnotnull isnull nanvl nullif nullifzero nvl nvl2 zeroifnull equal_null decode
                    regexp regexp_like rlike
                    """),
            Map.entry("numbers", """
                    abs acos acosh asin asinh atan atan2 atanh bin bround cbrt ceil ceiling conv cos cosh cot csc degrees e exp
                    expm1 factorial floor greatest hex hypot least ln log log10 log1p log2 mod negative pi pmod positive pow
                    power radians rint round sec sign signum sin sinh sqrt tan tanh try_add try_divide try_mod try_multiply
                    try_subtract width_bucket bit_count bit_get getbit shiftleft shiftright shiftrightunsigned
                    """),
            Map.entry("text", """
                    ascii bit_length btrim char char_length character_length chr concat_ws contains elt endswith find_in_set
                    format_number format_string initcap instr lcase left len length levenshtein locate lower lpad ltrim
                    octet_length overlay position printf quote regexp_count regexp_extract regexp_extract_all regexp_instr
                    regexp_replace regexp_substr repeat replace right rpad rtrim space split split_part startswith substr
                    substring substring_index to_char to_number to_varchar translate trim try_to_number ucase upper
                    crc32 hash md5 sha sha1 sha2 xxhash64
                    """),
            Map.entry("dates", """
                    add_months convert_timezone date_add date_diff date_format date_from_unix_date date_part date_sub
                    date_trunc dateadd datediff datepart day dayname dayofmonth dayofweek dayofyear extract from_unixtime
                    from_utc_timestamp hour last_day make_date make_dt_interval make_interval make_timestamp
                    make_timestamp_ltz make_timestamp_ntz make_ym_interval minute month monthname months_between next_day
                    quarter second timestamp_micros timestamp_millis timestamp_seconds to_date to_timestamp
                    to_timestamp_ltz to_timestamp_ntz to_unix_timestamp to_utc_timestamp trunc try_make_interval
                    try_make_timestamp try_make_timestamp_ltz try_make_timestamp_ntz try_to_date try_to_timestamp
                    unix_date unix_micros unix_millis unix_seconds unix_timestamp weekday weekofyear year
                    """),
            Map.entry("types", """
                    bigint boolean cast date decimal double float int smallint string timestamp tinyint typeof
                    """),
            Map.entry("aggregates", """
                    any any_value approx_count_distinct approx_percentile array_agg avg bit_and bit_or bit_xor bool_and
                    bool_or collect_list collect_set corr count count_if covar_pop covar_samp every first first_value
                    grouping grouping_id kurtosis last last_value listagg max max_by mean median min min_by mode percentile
                    percentile_approx percentile_cont percentile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2
                    regr_slope regr_sxx regr_sxy regr_syy skewness some std stddev stddev_pop stddev_samp string_agg sum
                    try_avg try_sum var_pop var_samp variance
                    """),
            Map.entry("windows", """
                    cume_dist dense_rank lag lead nth_value ntile percent_rank rank row_number
                    """),
            Map.entry("arrays, maps and structs", """
                    array array_append array_compact array_contains array_distinct array_except array_insert
                    array_intersect array_join array_max array_min array_position array_prepend array_remove array_repeat
                    array_size array_union arrays_overlap arrays_zip flatten get sequence slice sort_array
                    cardinality concat element_at reverse size try_element_at
                    aggregate array_sort exists filter forall map_filter map_zip_with reduce transform transform_keys
                    transform_values zip_with
                    map map_concat map_contains_key map_entries map_from_arrays map_from_entries map_keys map_values
                    str_to_map named_struct struct
                    explode explode_outer inline inline_outer posexplode posexplode_outer stack
                    """),
            Map.entry("json", """
                    from_json get_json_object json_array_length json_object_keys json_tuple to_json
                    """));

    private static final Set<String> TABLE_FUNCTIONS = words("""
            range explode explode_outer inline inline_outer json_tuple posexplode posexplode_outer stack
            """);

    /** Functions whose further arguments are options, each with the number of arguments that it may have. */
    private static final Map<String, Integer> WITHOUT_OPTIONS =
            Map.of("from_json", 2, "to_json", 1, "approx_count_distinct", 1, "range", 3);

    /** The clauses of a query, by the names that Spark uses before and after analysis. */
    private static final Set<String> CLAUSES = words("""
            Project Filter Aggregate Join LateralJoin Union Except Intersect Distinct Sort GlobalLimit LocalLimit Offset
            SubqueryAlias Window Generate Pivot Unpivot Expand
            UnresolvedRelation UnresolvedTableValuedFunction UnresolvedTVFAliases UnresolvedSubqueryColumnAliases
            UnresolvedInlineTable UnresolvedHaving UnresolvedQualify UnresolvedWith WithWindowDefinition WithCTE CTERelationDef
            CTERelationRef OneRowRelation LocalRelation LogicalRelation Range
            """);

    /** Operators, and the expressions that replace functions which the registry of Spark creates by a builder. */
    private static final Set<String> OPERATORS = words("""
            Alias MultiAlias UnresolvedAlias Literal Cast NamedArgumentExpression
            UnresolvedAttribute AttributeReference OuterReference UnresolvedStar UnresolvedStarExceptOrReplace
            UnresolvedOrdinal UnresolvedFunction UnresolvedExtractValue GetStructField GetArrayItem GetMapValue
            GetArrayStructFields UnresolvedNamedLambdaVariable NamedLambdaVariable LambdaFunction
            ScalarSubquery Exists InSubquery ListQuery LateralSubquery
            AggregateExpression Cube Rollup GroupingSets PivotFirst SortOrder
            WindowExpression UnresolvedWindowExpression WindowSpecDefinition WindowSpecReference SpecifiedWindowFrame
            UnspecifiedFrame UnboundedPreceding UnboundedFollowing CurrentRow
            LikeAll LikeAny NotLikeAll NotLikeAny With CommonExpressionDef CommonExpressionRef
            Ceil Floor RoundCeil RoundFloor TryEval Contains StartsWith EndsWith StringLPad StringRPad ToCharacter StringDecode
            MaxBy MinBy MaxMinByK Mode PercentileCont PercentileDisc Percentile
            Explode PosExplode Inline GeneratorOuter UnresolvedGenerator
            DatePart Hour Minute Second SecondWithFraction GetTimestamp MakeTimestamp MakeTimestampNTZ TryMakeTimestamp
            MakeTimestampFromDateTime TryMakeTimestampFromDateTime TimestampAdd TimestampDiff DatetimeSub DateAddInterval
            DateAddYMInterval TimestampAddInterval TimestampAddYMInterval SubtractDates SubtractTimestamps MultiplyInterval
            MultiplyDTInterval MultiplyYMInterval DivideInterval DivideDTInterval DivideYMInterval
            ExtractANSIIntervalYears ExtractANSIIntervalMonths ExtractANSIIntervalDays ExtractANSIIntervalHours
            ExtractANSIIntervalMinutes ExtractANSIIntervalSeconds
            """);

    /**
     * The metadata key of the column {@code _metadata}, which describes files. Columns hidden by JOIN … USING have
     * another key.
     */
    private static final String FILE_METADATA =
            FileSourceMetadataAttribute$.MODULE$.FILE_SOURCE_METADATA_COL_ATTR_KEY();

    private static final Set<String> NAMES = FUNCTIONS.values().stream()
            .flatMap(family -> words(family).stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> EXPRESSIONS = Stream.concat(
                    OPERATORS.stream(),
                    CollectionConverters.asJava(FunctionRegistry.functionSet()).stream()
                            .filter(function -> NAMES.contains(function.funcName()))
                            .map(AllowedSql::className))
            .collect(Collectors.toUnmodifiableSet());

    /** The names by which users know a clause that is not listed. */
    private static final Map<String, String> SQL_NAMES = Map.of(
            "ScriptTransformation", "TRANSFORM",
            "RelationTimeTravel", "VERSION/TIMESTAMP AS OF（请用 use --run, --known-at）",
            "PlanWithUnresolvedIdentifier", "IDENTIFIER()",
            "ExpressionWithUnresolvedIdentifier", "IDENTIFIER()",
            "UnresolvedHint", "/*+ hint */",
            "Sample", "TABLESAMPLE",
            "RepartitionByExpression", "DISTRIBUTE BY, CLUSTER BY");

    private AllowedSql() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+", -1));
    }

    private static String className(FunctionIdentifier function) {
        String name = FunctionRegistry.builtin().lookupFunction(function).get().getClassName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Returns the functions that a query may call. */
    public static Set<String> functions() {
        return NAMES;
    }

    /** Returns the functions that a query may use in place of a table. */
    public static Set<String> tableFunctions() {
        return TABLE_FUNCTIONS;
    }

    /** Returns the name of the first part of a query, parsed or analyzed, that is not allowed. */
    public static Optional<String> objection(Stream<TreeNode<?>> parts) {
        return parts.map(AllowedSql::objection).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> objection(TreeNode<?> part) {
        if (part instanceof UnresolvedFunction function) {
            List<String> name = CollectionConverters.asJava(function.nameParts());
            return called(name, NAMES)
                    .or(() -> options(name.get(0), function.arguments().size()));
        }
        if (part instanceof UnresolvedTableValuedFunction function) {
            List<String> name = CollectionConverters.asJava(function.name());
            return called(name, TABLE_FUNCTIONS)
                    .or(() -> options(name.get(0), function.functionArgs().size()));
        }
        if (part instanceof UnresolvedRelation relation && !relation.options().isEmpty()) {
            return Optional.of("WITH (…)");
        }
        if (part instanceof UnresolvedWith with && with.allowRecursion()) {
            return Optional.of("WITH RECURSIVE");
        }
        if (part instanceof Attribute column && column.metadata().contains(FILE_METADATA)) {
            return Optional.of(column.name());
        }
        // Some nodes are anonymous subclasses: IS UNKNOWN, for example, is one of IS NULL.
        Class<?> kind = part.getClass().isAnonymousClass() ? part.getClass().getSuperclass() : part.getClass();
        String name = kind.getSimpleName().replace("$", "");
        if ((part instanceof LogicalPlan ? CLAUSES : EXPRESSIONS).contains(name)) {
            return Optional.empty();
        }
        return Optional.of(SQL_NAMES.getOrDefault(
                name, part instanceof Expression expression ? expression.prettyName() + "()" : part.nodeName()));
    }

    private static Optional<String> called(List<String> name, Set<String> allowed) {
        boolean known = name.size() == 1 && allowed.contains(name.get(0).toLowerCase(Locale.ROOT));
        return known ? Optional.empty() : Optional.of(String.join(".", name) + "()");
    }

    private static Optional<String> options(String name, int arguments) {
        Integer most = WITHOUT_OPTIONS.get(name.toLowerCase(Locale.ROOT));
        return most == null || arguments <= most ? Optional.empty() : Optional.of(name + "(…, options)");
    }
}
