package dev.taizhang.copies;

import com.google.common.collect.Iterators;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Members;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.Hashes;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.publication.CanonicalCsv;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A small table of a mart in addition to the published ones: the dimensions of a star schema, and the release from which
 * the mart was copied.
 *
 * @param schema its columns; the first one is its key
 * @param source supplies its rows
 * @param digest a text that changes if its rows do
 */
record DimensionTable(
        String name,
        Bilingual title,
        Bilingual sentence,
        StructType schema,
        Supplier<Iterator<Row>> source,
        String digest) {
    /** The table that identifies the release in a mart. */
    static final String RELEASE = "release";

    private static final String PREFIX = "dim_";
    private static final String CALENDAR = PREFIX + "date";
    private static final String NAME = "name";
    private static final String PARENT = "parent_code";
    private static final Pattern CODE = Pattern.compile("(.+?)(_once)?(_parent)*_code");
    private static final String MONTH = "_month";

    /** The years that the calendar has before the first and after the last date published, for dates of plans. */
    private static final int YEARS_AROUND = 10;

    private static final int MONTHS_OF_QUARTER = 3;

    /** The columns of the dimension of projects, as in {@code facts.project_state}. */
    private static final List<String> PROJECT = List.of(
            "project_code",
            "project_name",
            "district_code",
            "cluster_code",
            "status_code",
            "nature_code",
            "level_code",
            "ownership_code",
            "size_band_code",
            "sector_code",
            "industry_group_code",
            "owner_enterprise",
            "leader",
            "responsible_unit",
            "total_investment",
            "currency",
            "planned_start_date",
            "planned_completion_date");

    /** Returns the dimensions, each after those to which it refers, and the release. */
    static List<DimensionTable> all(Members members, ReleaseRows copied) {
        List<DimensionTable> tables = new ArrayList<>();
        tables.add(calendar(copied.release().publishedDates(), members.planYear()));
        Members.dimensions().forEach(dimension -> tables.add(of(members, dimension)));
        tables.add(projects(copied));
        tables.add(release(copied));
        return tables;
    }

    /** Includes the lines for rows without a member, so that a join does not lose their amounts. */
    private static DimensionTable of(Members members, Dimension dimension) {
        return small(
                PREFIX + dimension.name(),
                dimension.title(),
                new Bilingual(
                        "每个成员一行，后面是不属于任何成员的行",
                        "One row per member, and one for each line that does not belong to a member"),
                schema(
                        Column.field(dimension.keyColumn(), DataTypes.StringType, "代码", "code"),
                        Column.field(NAME, DataTypes.StringType, "名称", "Chinese name"),
                        Column.field("name_en", DataTypes.StringType, "英文名称", "English name"),
                        Column.field("sort_order", DataTypes.IntegerType, "排序", "position in the order"),
                        Column.field(PARENT, DataTypes.StringType, "上级代码", "code of the member that contains it"),
                        Column.field(
                                "group_name",
                                DataTypes.StringType,
                                "分组：排名只与同组比较",
                                "group within which it is ranked; empty if all are ranked together")),
                members.withParents(dimension));
    }

    private static DimensionTable calendar(SortedSet<LocalDate> published, PlanYear years) {
        LocalDate first = LocalDate.of(published.first().getYear() - YEARS_AROUND, 1, 1);
        LocalDate end = LocalDate.of(published.last().getYear() + YEARS_AROUND + 1, 1, 1);
        return new DimensionTable(
                CALENDAR,
                new Bilingual("日历", "calendar"),
                new Bilingual("每天一行", "One row per day"),
                schema(
                        Column.field("date", DataTypes.DateType, "日期", "day"),
                        Column.field("year", DataTypes.IntegerType, "年", "calendar year"),
                        Column.field("quarter", DataTypes.IntegerType, "季", "quarter of the calendar year, 1 to 4"),
                        Column.field("month", DataTypes.IntegerType, "月", "month of the calendar year, 1 to 12"),
                        Column.field("month_start", DataTypes.DateType, "月初", "first day of its month"),
                        Column.field("plan_year", DataTypes.IntegerType, "计划年度", "year of plans and targets"),
                        Column.field(
                                "month_of_plan_year",
                                DataTypes.IntegerType,
                                "计划年度第几月",
                                "month of the year of plans and targets, 1 to 12"),
                        Column.field(
                                "is_month_end", DataTypes.BooleanType, "是否月末", "whether it is the last of its month"),
                        Column.field(
                                "is_published",
                                DataTypes.BooleanType,
                                "是否有发布数据",
                                "whether figures as of this day are published")),
                () -> first.datesUntil(end)
                        .<Row>map(day -> RowFactory.create(
                                day,
                                day.getYear(),
                                (day.getMonthValue() + MONTHS_OF_QUARTER - 1) / MONTHS_OF_QUARTER,
                                day.getMonthValue(),
                                day.withDayOfMonth(1),
                                years.of(day),
                                years.month(day),
                                day.getDayOfMonth() == day.lengthOfMonth(),
                                published.contains(day)))
                        .iterator(),
                Hashes.of(published + " " + years + " " + YEARS_AROUND));
    }

    private static DimensionTable release(ReleaseRows copied) {
        Release release = copied.release();
        return small(
                RELEASE,
                new Bilingual("来源发布", "source release"),
                new Bilingual("只有一行：本副本所来自的发布", "One row: the release from which this copy was made"),
                schema(
                        Column.field("release_number", DataTypes.LongType, "发布编号", "number of the release"),
                        Column.field("run_id", DataTypes.StringType, "运行", "run"),
                        Column.field(TableDefinition.AS_OF_DATE, DataTypes.DateType, "截止日期", "as-of date"),
                        Column.field("published_at", DataTypes.TimestampType, "发布时间", "time of publication"),
                        Column.field("release_hash", DataTypes.StringType, "发布哈希", "hash of the release"),
                        Column.field(
                                "restores",
                                DataTypes.LongType,
                                "恢复的发布编号",
                                "number of the release whose figures it restores; empty if they were computed"),
                        Column.field(
                                "synthetic",
                                DataTypes.BooleanType,
                                "是否为合成的示例数据",
                                "whether all data are those of the synthetic sample city")),
                List.of(RowFactory.create(
                        release.number(),
                        release.runId(),
                        release.asOfDate(),
                        release.publishedAt(),
                        release.hash(),
                        release.restores().orElse(null),
                        copied.warehouse().isSynthetic())));
    }

    /** The projects as of the newest date; in a mart those that have left remain. */
    private static DimensionTable projects(ReleaseRows copied) {
        CopiedTable states = copied.copied().stream()
                .filter(table ->
                        table.stored().filter(ProjectState.TABLE::equals).isPresent())
                .findFirst()
                .orElseThrow();
        SortedMap<String, String> dates = copied.parts(states);
        List<String> columns = PROJECT.stream()
                .filter(column -> !copied.leftOut().contains(column))
                .toList();
        StructType schema = schema(columns.stream().map(states.schema()::apply).toArray(StructField[]::new));
        return new DimensionTable(
                PREFIX + "project",
                new Bilingual("项目", "project"),
                new Bilingual(
                        "每个项目一行，内容为其最近一次在册时的情况", "One row per project, as of the last date on which it was listed"),
                schema,
                () -> dates.isEmpty()
                        ? Collections.emptyIterator()
                        : Iterators.transform(
                                copied.of(states, Set.of(dates.lastKey())),
                                row -> RowFactory.create(columns.stream()
                                        .map(name -> row.<Object>getAs(name))
                                        .toArray())),
                String.join(",", columns) + (dates.isEmpty() ? "" : dates.get(dates.lastKey())));
    }

    private static DimensionTable small(
            String name, Bilingual title, Bilingual sentence, StructType schema, List<Row> rows) {
        return new DimensionTable(
                name, title, sentence, schema, rows::iterator, Hashes.of(CanonicalCsv.text(schema.fieldNames(), rows)));
    }

    private static StructType schema(StructField... fields) {
        return new StructType(fields);
    }

    List<String> key() {
        return List.of(schema.fieldNames()[0]);
    }

    Iterator<Row> rows() {
        return source.get();
    }

    boolean isDimension() {
        return isDimension(name);
    }

    static boolean isDimension(String table) {
        return table.startsWith(PREFIX);
    }

    /** Returns the dimension to whose key a column of a table refers. */
    static Optional<DimensionTable> meantBy(String table, StructField column, List<DimensionTable> tables) {
        String name = meantBy(table, column);
        return tables.stream()
                .filter(dimension -> dimension.name().equals(name))
                .filter(dimension -> !name.equals(table) || column.name().equals(PARENT))
                .findFirst();
    }

    /**
     * Returns the name that such a dimension has: the calendar for dates and months that identify rows; for codes, the
     * dimension of the members, of their parents, or of the one member under which a project counts.
     */
    private static String meantBy(String table, StructField column) {
        String name = column.name();
        if (column.dataType() instanceof DateType) {
            return name.equals(TableDefinition.AS_OF_DATE) || name.endsWith(MONTH) ? CALENDAR : "";
        }
        Matcher code = CODE.matcher(name);
        return name.equals(PARENT) ? table : code.matches() ? PREFIX + code.group(1) : "";
    }

    /**
     * Returns statements of PostgreSQL and SQLite that add to the dimensions what they lack of the keys in some rows:
     * members that have left the reference tables but are in the figures of earlier dates, and projects in no list. Their
     * key is also their name.
     *
     * @param table the table of the rows
     * @param schema the place of the dimensions, such as {@code mart.}; empty if there is only one
     * @param rows the relation that contains the rows
     */
    static List<String> missingKeys(CopiedTable table, String schema, String rows, List<DimensionTable> tables) {
        List<String> statements = new ArrayList<>();
        for (StructField column : table.schema().fields()) {
            meantBy(table.name(), column, tables)
                    .ifPresent(dimension -> statements.add(dimension.missingKeys(schema, column.name(), rows)));
        }
        return statements;
    }

    private String missingKeys(String place, String column, String rows) {
        boolean named = List.of(schema.fieldNames()).contains(NAME);
        return "INSERT INTO " + place + name + " (" + key().get(0) + (named ? ", " + NAME : "") + ") SELECT DISTINCT "
                + column + (named ? ", " + column : "") + " FROM " + rows + " WHERE " + column
                + " IS NOT NULL ON CONFLICT DO NOTHING";
    }
}
