package dev.taizhang.summaries;

import dev.taizhang.cube.Dimension;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import java.util.List;
import java.util.stream.Collectors;

/** The sentences that users read about summary tables and the files that define them. */
final class TableMessages {
    private TableMessages() {}

    // Mistakes in table files

    /** A roll-up names several facts. */
    static Failure severalFacts(ConfigurationFile entry) {
        return entry.wrong("fact", new Bilingual("一张表只能汇总一个事实表。", "a table can sum only one fact."));
    }

    /** The lines of a fact lack a column that identifies the rows of a table. */
    static Failure grainNotOfTheFact(ConfigurationFile entry, String fact, List<String> grain) {
        String columns = String.join(", ", grain);
        return entry.wrong(
                "fact",
                new Bilingual(
                        "%s 没有本表 grain 的全部列（%s）。".formatted(fact, columns),
                        "%s does not have all columns of the grain (%s).".formatted(fact, columns)));
    }

    /** A column has neither type nor unit, or both. */
    static Failure notOneOfTypeAndUnit(ConfigurationFile column) {
        return column.wrong(
                "name", new Bilingual("type 与 unit 须填写其中一项，且只能填写一项。", "it needs exactly one of type and unit."));
    }

    /** A key that takes one column has none or several. */
    static Failure notOneColumn(ConfigurationFile file, String key) {
        return file.wrong(key, new Bilingual("须填写一个列名，且只能填写一个。", "it must name exactly one column."));
    }

    static Failure notOneExtreme(ConfigurationFile finding) {
        return finding.wrong(
                finding.keys().stream().findFirst().orElse("lowest"),
                new Bilingual("须填写 lowest 或 highest 之一，且只能填写一个。", "there must be either lowest or highest."));
    }

    // Checks of tables

    /**
     * A check of a table returned rows.
     *
     * @param rows the first of these rows
     */
    static Failure checkFailed(String check, String table, String rows) {
        return new Failure(
                ExitCode.GATE_FAILED,
                new Bilingual(
                        "表 %s 未通过检查 %s，本次未发布。不符合要求的行：%s。".formatted(table, check, rows),
                        "The table %s failed its check %s, so nothing was published. Rows found: %s."
                                .formatted(table, check, rows)),
                new Bilingual(
                        "请改正数据、查询或检查后重新运行；上一次发布仍然有效。",
                        "Correct the data, the query or the check, and run again."
                                + " The previous release remains current."));
    }

    // Descriptions

    /** The meaning of one row of a roll-up. */
    static Bilingual oneRowPer(List<Dimension> dimensions) {
        return new Bilingual(
                "每个"
                        + dimensions.stream()
                                .map(dimension -> dimension.title().zh())
                                .collect(Collectors.joining("、")) + "一行",
                "One row per "
                        + dimensions.stream()
                                .map(dimension -> dimension.title().en())
                                .collect(Collectors.joining(" and ")));
    }
}
