package dev.taizhang.cube;

import dev.taizhang.definition.Bilingual;

/**
 * What tables are by.
 *
 * @param name the beginning of its columns: {@code <name>_code}, {@code <name>_name}, {@code <name>_name_en}
 * @param title its name for people
 * @param members the reference table that names its members
 * @param code Spark SQL over the fact that gives a row's member
 */
public record Dimension(String name, Bilingual title, String members, String code) {
    /** The pseudo reference table whose one member is the programme that the configuration names. */
    static final String PROGRAMMES = "programmes";

    public static final Dimension PROGRAMME =
            new Dimension("programme", new Bilingual("项目盘子", "programme"), PROGRAMMES, "programme_code");
    public static final Dimension DISTRICT =
            new Dimension("district", new Bilingual("县区", "district"), "districts", "district_code");
    public static final Dimension CLUSTER =
            new Dimension("cluster", new Bilingual("产业集群", "industry cluster"), "clusters", "cluster_code");
    public static final Dimension STATUS =
            new Dimension("status", new Bilingual("项目状态", "status"), "statuses", "status_code");

    String codeColumn() {
        return name + "_code";
    }
}
