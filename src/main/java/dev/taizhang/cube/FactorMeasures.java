package dev.taizhang.cube;

import static dev.taizhang.cube.Measure.counted;
import static dev.taizhang.cube.Measure.ratio;
import static dev.taizhang.cube.Measure.summed;

import dev.taizhang.definition.Bilingual;
import java.util.List;

/** What projects need of land, energy and environmental capacity, each in its own unit, and what they were granted. */
public final class FactorMeasures {
    public static final Measure NEEDING_COUNT =
            counted("needing_project_count", "有需求的项目数", "projects that need some", "needed > 0");
    public static final Measure SATISFIED_COUNT = counted(
            "satisfied_project_count",
            "已全部保障的项目数",
            "projects granted all that they need",
            "needed > 0 AND granted >= needed");
    public static final Measure NEEDED = quantity("needed", "需求量", "needed", "needed");
    public static final Measure GRANTED = quantity("granted", "保障量", "granted", "granted");
    public static final Measure GUARANTEE_RATE =
            ratio("guarantee_rate", "保障率", "granted of what is needed", "granted", "needed");
    public static final Measure SATISFIED_RATE = ratio(
            "satisfied_rate",
            "全部保障项目占比",
            "projects granted all of those that need some",
            "satisfied_project_count",
            "needing_project_count");

    /** The table of guarantees. */
    public static final List<Measure> OF_FACTORS =
            List.of(NEEDING_COUNT, SATISFIED_COUNT, SATISFIED_RATE, NEEDED, GRANTED, GUARANTEE_RATE);

    static final List<Measure> SUMMED = List.of(NEEDING_COUNT, SATISFIED_COUNT, NEEDED, GRANTED);

    private FactorMeasures() {}

    private static Measure quantity(String name, String zh, String en, String column) {
        return summed(
                name,
                Unit.QUANTITY,
                new Bilingual(zh, en),
                new Bilingual(
                        zh + "：用地为亩，用能为吨标准煤，环境容量为吨", en + "; land in mu, energy in tons of coal, environment in tons"),
                "sum(" + column + ")");
    }
}
