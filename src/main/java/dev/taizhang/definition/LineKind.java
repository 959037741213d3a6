package dev.taizhang.definition;

import java.util.Locale;
import java.util.stream.Stream;

/** What a line of a table stands for: one member of its dimension, or what no one member can be given. */
public enum LineKind {
    MEMBER("成员", "Member"),
    /** Projects in several districts, counted on a line of their own. */
    CROSS_DISTRICT("跨县", "Cross-district"),
    /** Projects in several clusters, counted on a line of their own. */
    CROSS_CLUSTER("跨集群", "Cross-cluster"),
    /** What matched no member. */
    UNASSIGNED("未归类", "Unassigned"),
    /** What the shares of a project leave over, or, negative, exceed the whole by. */
    NOT_SHARED_OUT("未分摊", "Not shared out"),
    /** Takes away what projects that count in every place count more than once. */
    COUNTED_AGAIN("重复计入", "Counted again");

    private final String zh;
    private final String en;

    LineKind(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** As in {@code line_kind}; for all but members also the code of the line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Bilingual title() {
        return new Bilingual(zh, en);
    }

    /** The lines that a dimension can have beside those of its members, in the order in which they stand below them. */
    public static Stream<LineKind> besideMembers(String dimension) {
        return Stream.of(values())
                .filter(kind -> kind != MEMBER)
                .filter(kind -> !kind.code().startsWith("cross_") || kind.code().equals("cross_" + dimension));
    }
}
