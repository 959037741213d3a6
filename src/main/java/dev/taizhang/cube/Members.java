package dev.taizhang.cube;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.try_element_at;

import dev.taizhang.definition.LineKind;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The members of a dimension, followed by the lines for rows without a member. */
public final class Members {
    /** Higher than every sort_order that a reference table can contain. */
    private static final int BELOW = 1_000_000_000;

    private final Settings settings;
    private final Map<String, ReferenceTable> references;

    /**
     * Prepares the members.
     *
     * @param settings contain the programme, which is the only member of its dimension
     * @param references contain the members of all other dimensions
     */
    public Members(Settings settings, Map<String, ReferenceTable> references) {
        this.settings = settings;
        this.references = references;
    }

    /** Returns the code of the programme. */
    String programmeCode() {
        return settings.programmeCode();
    }

    /** Returns the year of plans and targets. */
    public PlanYear planYear() {
        return settings.planYear();
    }

    /**
     * Returns, for every dimension whose members have names, {@code <dimension>_name}, {@code _name_en} and {@code
     * _sort}, the position in the order. These are null if the row's code is not a member. They are looked up in maps
     * that are part of the plan, which Spark hashes, because a join would add one job per dimension.
     */
    public List<Column> names(List<Dimension> dimensions) {
        List<Column> columns = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            if (dimension.named()) {
                List<Row> members = of(dimension);
                String[] codes = members.stream().map(row -> row.getString(0)).toArray(String[]::new);
                Function<Object, Column> ofCode =
                        values -> try_element_at(map_from_arrays(lit(codes), lit(values)), col(dimension.keyColumn()));
                columns.add(ofCode.apply(
                                members.stream().map(row -> row.getString(1)).toArray(String[]::new))
                        .as(dimension.name() + "_name"));
                columns.add(ofCode.apply(
                                members.stream().map(row -> row.getString(2)).toArray(String[]::new))
                        .as(dimension.name() + "_name_en"));
                columns.add(ofCode.apply(
                                members.stream().mapToInt(row -> row.getInt(3)).toArray())
                        .as(dimension.sortColumn()));
            }
        }
        return columns;
    }

    /**
     * Returns the code of a line at a level: the parent of the member below, or that member itself if it has no parent.
     */
    Column parent(Dimension level) {
        List<ReferenceTable.Member> members = references.get(level.members()).members().stream()
                .filter(member -> !member.parent().isEmpty())
                .toList();
        String[] codes = members.stream().map(ReferenceTable.Member::code).toArray(String[]::new);
        String[] parents = members.stream().map(ReferenceTable.Member::parent).toArray(String[]::new);
        Column below = col(level.below().keyColumn());
        return coalesce(try_element_at(map_from_arrays(lit(codes), lit(parents)), below), below);
    }

    /** Returns the columns of rows and those of {@link #names} for a dimension. */
    public static StructType withNames(StructType columns, Dimension dimension) {
        return dimension.named()
                ? columns.add(dimension.name() + "_name", DataTypes.StringType)
                        .add(dimension.name() + "_name_en", DataTypes.StringType)
                        .add(dimension.sortColumn(), DataTypes.IntegerType)
                : columns;
    }

    /**
     * Returns, for a reference table, rows of code, Chinese and English name, position in the order, and the group
     * within which it is ranked. The lines for rows without a member follow its members.
     */
    public List<Row> ofTable(String table) {
        List<Row> rows = new ArrayList<>();
        for (ReferenceTable.Member member : references.get(table).members()) {
            String group = member.group().isEmpty() ? LineKind.MEMBER.code() : member.group();
            rows.add(RowFactory.create(member.code(), member.nameZh(), member.nameEn(), member.sortOrder(), group));
        }
        for (Row line : specialLines(table)) {
            rows.add(RowFactory.create(line.get(0), line.get(1), line.get(2), line.get(3), null));
        }
        return rows;
    }

    /** Returns rows of code, Chinese and English name, and position in the order. */
    public List<Row> of(Dimension dimension) {
        List<Row> rows = new ArrayList<>();
        if (dimension.equals(Dimension.PROGRAMME)) {
            rows.add(RowFactory.create(
                    settings.programmeCode(),
                    settings.programmeName().zh(),
                    settings.programmeName().en(),
                    1));
        } else {
            for (ReferenceTable.Member member :
                    references.get(dimension.members()).members()) {
                rows.add(RowFactory.create(member.code(), member.nameZh(), member.nameEn(), member.sortOrder()));
            }
            rows.addAll(specialLines(dimension.members()));
        }
        return rows;
    }

    /** Returns the dimensions of all facts whose members have names. */
    public static List<Dimension> dimensions() {
        return Fact.ALL.stream()
                .flatMap(fact -> fact.dimensions().stream())
                .distinct()
                .filter(Dimension::named)
                .toList();
    }

    /** Returns the rows of {@link #of}, each followed by the code of its parent and its group, null if it has none. */
    public List<Row> withParents(Dimension dimension) {
        Optional<ReferenceTable> members = Optional.ofNullable(references.get(dimension.members()));
        return of(dimension).stream()
                .map(row -> {
                    Optional<ReferenceTable.Member> member = members.flatMap(table -> table.member(row.getString(0)));
                    return RowFactory.create(
                            row.get(0),
                            row.get(1),
                            row.get(2),
                            row.get(3),
                            member.map(ReferenceTable.Member::parent)
                                    .filter(parent -> !parent.isEmpty())
                                    .orElse(null),
                            member.map(ReferenceTable.Member::group)
                                    .filter(group -> !group.isEmpty())
                                    .orElse(null));
                })
                .toList();
    }

    /** Returns the lines of a reference table's dimension for rows without a member. */
    private static List<Row> specialLines(String table) {
        String dimension = table.equals(Dimension.DISTRICT.members())
                ? Dimension.DISTRICT.name()
                : table.equals(Dimension.CLUSTER.members()) ? Dimension.CLUSTER.name() : "";
        List<LineKind> special = LineKind.besideMembers(dimension).toList();
        return special.stream()
                .map(kind -> RowFactory.create(
                        kind.code(), kind.title().zh(), kind.title().en(), BELOW + special.indexOf(kind)))
                .toList();
    }
}
