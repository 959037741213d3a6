package dev.taizhang.terminal;

import dev.taizhang.copies.Catalogue;
import dev.taizhang.copies.ChineseView;
import dev.taizhang.cube.Measure;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.ledger.TableDefinition;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;

/** The page {@code docs/tables.md}, generated from the definitions of the tables. */
public final class TablesPage {
    private static final String HEAD = """
            # 各表 Tables

            本页由 `jobs/tables --markdown > docs/tables.md` 生成，不要手工修改。
            This page is made by `jobs/tables --markdown > docs/tables.md`; do not edit it.

            **怎么查。** `summaries.<表>` 含所保留的全部截止日期，`latest.<表>` 只含已发布的最晚一个。`最新.<中文名>` 与 `latest.` 相同，
            但列名是中文，即下面“含义”中冒号之前的部分，括号写作下划线（`县区_英文`）；金额按配置的显示单位折算并写在列名里
            （`计划总投资_亿元`），保留四位小数。中文名不必加反引号：`jobs/query "SELECT 县区, 计划总投资_亿元 FROM 最新.分县区项目"`。

            **How to ask.** `summaries.<table>` has every date that is kept, `latest.<table>` the greatest published. `最新.<title>`
            is as `latest.`, for people who read Chinese: columns are named by what stands before the colon of 含义, with a low
            line in place of brackets, and amounts are in the display unit of the configuration, which stands in the
            column's name, to four decimals.

            **金额与比率。** 金额以整元计（`DECIMAL(20,2)`），币种见 `currency`，不同币种从不相加，配置了汇率的先折算（见 `exchange_rates`）；比率为小数，1 即 100%，可以大于 1；
            空不是零。各表没有合计行，对一列求和就是对的。

            **Amounts and ratios.** Amounts are in whole units of the line's `currency`; currencies are never added; where there are exchange rates
            (see `exchange_rates`) amounts are converted before. A ratio is a
            fraction, 1 is 100 %, and may pass 1. Null is not zero. No table has a total row, so that a sum over a column is right.

            **公式 Formulas** 是 Spark SQL，其中金额为最小货币单位（分）。聚合函数（`sum`）作用于相应事实表（`facts.project_state`、
            `facts.contract_state` 等）的各行，`times` 为该行计入的个数，`year` 为截止日期所在年；其余公式用的是同一行上的其他指标，以及：
            `months_elapsed` 本年已结束的月数，`time_elapsed` 本年已过的部分，`whole_<指标>` 同币种全部的该指标，`target_<任务>` 本行范围
            内本年的目标，`programme_target_<任务>` 全部范围的目标。
            They are Spark SQL over amounts in the smallest unit (fen). Aggregates are over the rows of the fact
            (`facts.project_state`, `facts.contract_state`, …), with `times`, how many a row counts for, and `year`, that of the
            as-of date. All others are over measures of the same line and over `months_elapsed` (months of the year that have
            ended), `time_elapsed` (the part of the year that has passed), `whole_<measure>` (that measure of everything in the
            currency), `target_<metric>` (the year's target of the line's scope) and `programme_target_<metric>` (that of the
            whole programme).

            """;

    private TablesPage() {}

    public static String of(List<TableDefinition> tables) {
        return HEAD
                + row("表 table", "名称 title", "一行是 one row")
                + row("---", "---", "---")
                + tables.stream().map(TablesPage::entry).collect(Collectors.joining())
                + tables.stream().map(TablesPage::section).collect(Collectors.joining());
    }

    private static String entry(TableDefinition table) {
        String anchor = table.name().replace(".", "");
        return row(
                "[" + table.name() + "](#" + anchor + ")",
                table.title().line(),
                table.sentence().line());
    }

    private static String section(TableDefinition table) {
        String title = table.title().zh();
        String view = table.name().startsWith("summaries.")
                ? "- 中文视图 view: " + code(ChineseView.LATEST + "." + title) + "\n"
                : "";
        boolean measured = Stream.of(table.schema().fields())
                .anyMatch(field -> field.metadata().contains(Measure.FORMULA));
        String formulas = measured ? "公式 formula" : "";
        return "\n## " + table.name() + "\n\n**" + table.title().line() + "**\n\n"
                + table.sentence().zh() + "。 " + table.sentence().en() + ".\n\n"
                + "- 主键 grain: "
                + table.grain().stream().map(TablesPage::code).collect(Collectors.joining(", ")) + "\n"
                + "- 保留 keeps: " + Catalogue.kept(table).line() + "\n" + view + "\n"
                + row("列 column", "类型 type", "含义", "meaning", formulas)
                + row("---", "---", "---", "---", measured ? "---" : "")
                + Stream.of(table.schema().fields()).map(TablesPage::column).collect(Collectors.joining());
    }

    private static String column(StructField field) {
        Bilingual comment = Column.comment(field);
        boolean measure = field.metadata().contains(Measure.FORMULA);
        return row(
                code(field.name()),
                code(field.dataType().sql()),
                comment.zh(),
                comment.en(),
                measure ? code(field.metadata().getString(Measure.FORMULA)) : "");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    /** Returns a line of a table, whose last cell may be omitted. */
    private static String row(String... cells) {
        return Stream.of(cells)
                .filter(cell -> !cell.isEmpty())
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
