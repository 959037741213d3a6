package dev.taizhang.definition;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of units. A column takes the units of its own kind only. */
public enum UnitKind {
    MONEY("金额", "money"),
    FRACTION("百分比", "percentages"),
    /** Land, in mu. */
    AREA("面积", "areas"),
    /** Energy in tons of standard coal and emissions in tons. */
    MASS("重量", "weights"),
    COUNT("个数", "counts"),
    /** Days. */
    TIME("天数", "days"),
    /** Units that no column takes. */
    OTHER("其他", "other things");

    private final String zh;
    private final String en;

    UnitKind(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public Bilingual title() {
        return new Bilingual(zh, en);
    }

    /** Returns the kind by its name in {@code units.csv}. */
    static Optional<UnitKind> named(String word) {
        return Stream.of(values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
