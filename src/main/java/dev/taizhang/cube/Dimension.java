package dev.taizhang.cube;

import dev.taizhang.definition.Bilingual;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * A dimension by which tables group their figures.
 *
 * @param name the prefix of its columns: {@code <name>_code}, {@code <name>_name}, {@code <name>_name_en}
 * @param title its display name
 * @param members the reference table that names its members (the programme's is the configuration itself); null if
 *     {@code <name>} is its only column and its members are their own names
 * @param type the type of the column that identifies a member
 * @param below the dimension whose members are parts of the members of this one; null if it is not a level above
 *     another dimension
 */
public record Dimension(String name, Bilingual title, String members, DataType type, Dimension below) {
    private static final String PARENT = "_parent";

    public static final Dimension PROGRAMME =
            new Dimension("programme", new Bilingual("项目盘子", "programme"), "programmes");
    public static final Dimension DISTRICT = new Dimension("district", new Bilingual("县区", "district"), "districts");
    public static final Dimension CLUSTER =
            new Dimension("cluster", new Bilingual("产业集群", "industry cluster"), "clusters");
    public static final Dimension STATUS = new Dimension("status", new Bilingual("项目状态", "status"), "statuses");
    public static final Dimension LEVEL = new Dimension("level", new Bilingual("项目级别", "level"), "levels");
    public static final Dimension NATURE = new Dimension("nature", new Bilingual("建设性质", "nature"), "natures");
    public static final Dimension OWNERSHIP =
            new Dimension("ownership", new Bilingual("投资主体", "ownership"), "ownerships");
    public static final Dimension SIZE_BAND =
            new Dimension("size_band", new Bilingual("投资规模", "size band"), "size_bands");
    public static final Dimension SECTOR = new Dimension("sector", new Bilingual("三次产业", "sector"), "sectors");
    public static final Dimension INDUSTRY_GROUP =
            new Dimension("industry_group", new Bilingual("行业大类", "industry group"), "industry_groups");
    public static final Dimension SOURCE_REGION =
            new Dimension("source_region", new Bilingual("资金来源地", "source region"), "source_regions");
    public static final Dimension RESOURCE = new Dimension("factor", new Bilingual("要素", "factor"), "factors");
    public static final Dimension STEP =
            new Dimension("step", new Bilingual("审批事项", "step of the approval"), "approval_steps");
    public static final Dimension LEADER =
            new Dimension("leader", new Bilingual("包联领导", "leader"), null, DataTypes.StringType);
    public static final Dimension DEPARTMENT =
            new Dimension("department", new Bilingual("责任部门", "department"), null, DataTypes.StringType);
    /** The year of the date of a state. */
    public static final Dimension YEAR =
            new Dimension("year", new Bilingual("年度", "year"), null, DataTypes.IntegerType);
    /** The year in which a contract was signed. */
    public static final Dimension SIGNED_YEAR =
            new Dimension("signed_year", new Bilingual("签约年度", "year signed"), null, DataTypes.IntegerType);

    Dimension(String name, Bilingual title, String members) {
        this(name, title, members, DataTypes.StringType);
    }

    private Dimension(String name, Bilingual title, String members, DataType type) {
        this(name, title, members, type, null);
    }

    /**
     * Finds a dimension by name among dimensions and their levels: {@code district_parent} groups by the parents of the
     * districts, as given in their reference table, and {@code district_parent_parent} by the parents of these.
     */
    static Optional<Dimension> named(String name, List<Dimension> dimensions) {
        Optional<Dimension> found = dimensions.stream()
                .filter(dimension -> dimension.name().equals(name))
                .findFirst();
        return found.isPresent() || !name.endsWith(PARENT)
                ? found
                : named(name.substring(0, name.length() - PARENT.length()), dimensions)
                        .filter(below -> below.named() && !below.equals(PROGRAMME))
                        .map(Dimension::above);
    }

    private Dimension above() {
        return new Dimension(
                name + PARENT,
                new Bilingual("上级" + title.zh(), "parent " + title.en()),
                members,
                DataTypes.StringType,
                this);
    }

    /** Returns the levels up to this one, the lowest first, without the dimension of the lines. */
    List<Dimension> levels() {
        return below == null
                ? List.of()
                : Stream.concat(below.levels().stream(), Stream.of(this)).toList();
    }

    /** Returns the dimension of the lines that makes up its members. */
    Dimension lowest() {
        return below == null ? this : below.lowest();
    }

    boolean named() {
        return members != null;
    }

    /** Whether rows without a member get a line of their own. A year or month that is not stated does not get one. */
    boolean hasUnassigned() {
        return type.equals(DataTypes.StringType);
    }

    /** Returns the column that identifies a member. */
    public String keyColumn() {
        return named() ? name + "_code" : name;
    }

    /** Returns the column that gives the order of its members. */
    String sortColumn() {
        return named() ? name + "_sort" : name;
    }

    /** Returns all its columns. */
    List<String> columns() {
        return named() ? List.of(keyColumn(), name + "_name", name + "_name_en") : List.of(keyColumn());
    }
}
