package dev.taizhang.definition;

import java.util.Locale;
import java.util.stream.Stream;

/** The kind of a line of a table: a member of its dimension, or a line for what belongs to no single member. */
public enum LineKind {
    MEMBER("成员", "Member"),
    /** Projects in several districts, counted on a line of their own. */
    CROSS_DISTRICT("跨县", "Cross-district"),
    /** Projects in several clusters, counted on a line of their own. */
    CROSS_CLUSTER("跨集群", "Cross-cluster"),
    /** Values that match no member. */
    UNASSIGNED("未归类", "Unassigned"),
    /** The part of projects that their shares leave over or, if negative, exceed. */
    NOT_SHARED_OUT("未分摊", "Not shared out"),
    /** A negative line that offsets the repeated counting of projects that count in every place. */
    COUNTED_AGAIN("重复计入", "Counted again");

    private final String zh;
    private final String en;

    LineKind(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** Returns the value of {@code line_kind}, which for all kinds except members is also the code of the line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Bilingual title() {
        return new Bilingual(zh, en);
    }

    /** Returns the kinds of lines that a dimension can have below those of its members, in their order. */
    public static Stream<LineKind> besideMembers(String dimension) {
        return Stream.of(values())
                .filter(kind -> kind != MEMBER)
                .filter(kind -> !kind.code().startsWith("cross_") || kind.code().equals("cross_" + dimension));
    }
}
