package dev.taizhang.cube;

import dev.taizhang.definition.Bilingual;
import java.util.List;

/**
 * What tables are by.
 *
 * @param name the beginning of its columns: {@code <name>_code}, {@code <name>_name}, {@code <name>_name_en}
 * @param title its name for people
 * @param members the reference table that names its members (the programme's is the configuration itself); null where its members are numbers and {@code <name>} its
 *     only column
 */
public record Dimension(String name, Bilingual title, String members) {
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
    /** The year of the date that a state is of. */
    public static final Dimension YEAR = new Dimension("year", new Bilingual("年度", "year"), null);

    boolean named() {
        return members != null;
    }

    /** The column that tells one member from another. */
    public String keyColumn() {
        return named() ? name + "_code" : name;
    }

    /** The column by which its members are in order. */
    String sortColumn() {
        return named() ? name + "_sort" : name;
    }

    /** All its columns. */
    List<String> columns() {
        return named() ? List.of(keyColumn(), name + "_name", name + "_name_en") : List.of(keyColumn());
    }
}
