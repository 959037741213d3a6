package dev.taizhang.commands;

import dev.taizhang.copies.ChineseView;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.query.QueryFailure;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import dev.taizhang.terminal.TablesPage;
import dev.taizhang.terminal.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.types.StructField;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the tables that a query can read, or the columns of one, or prints docs/tables.md. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description = "列出可查询的表；给出表名则列出各列。 Lists the tables that jobs/query can read, or the columns of one.")
final class TablesCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "发布序号或运行标识，缺省为当前发布。 Release number or run; the current release by default.")
    private String run;

    @Option(
            names = "--markdown",
            description = "输出 docs/tables.md，不需要台账库。 Prints docs/tables.md; requires no warehouse.")
    private boolean markdown;

    @Parameters(
            arity = "0..1",
            paramLabel = "TABLE",
            description = "表名或中文名，如 projects_by_district、分县区项目。 Name of a table, English or Chinese.")
    private String name;

    @Override
    public Integer call() {
        System.out.print(answer());
        return ExitCode.PUBLISHED.code();
    }

    private String answer() {
        if (markdown) {
            return TablesPage.of(known());
        }
        return name == null ? tables() : columns();
    }

    private List<TableDefinition> known() {
        return WarehouseTables.known(OfficeTables.of(options.configuration()));
    }

    private String tables() {
        Warehouse warehouse = options.warehouse(options.configuration());
        Release release = WantedRelease.of(warehouse, run);
        TextTable table = new TextTable(
                List.of("表 table", "名称 title", "行数 rows", "截止 as of", "版本 version", "一行是 one row"),
                List.of(false, false, true, false, true, false));
        for (TableDefinition definition : known()) {
            Release.TableVersion version = release.tables().get(definition.name());
            if (version != null) {
                table.add(List.of(
                        definition.name(),
                        definition.title().zh(),
                        Long.toString(version.rows()),
                        version.digests().isEmpty() ? "" : version.digests().lastKey(),
                        Long.toString(version.version()),
                        definition.sentence().line()));
            } else if (definition.equals(LedgerTables.RUNS)) {
                table.add(List.of(
                        definition.name(),
                        definition.title().zh(),
                        Long.toString(release.number()),
                        "",
                        "",
                        definition.sentence().line()));
            }
        }
        return table.text();
    }

    private String columns() {
        String bare = name.replaceFirst("^latest\\.", "summaries.").replaceFirst("^" + ChineseView.LATEST + "\\.", "");
        List<TableDefinition> known = known();
        TableDefinition wanted = known.stream()
                .filter(definition -> definition.name().equals(bare)
                        || definition.name().endsWith("." + bare)
                        || definition.title().zh().equals(bare))
                .findFirst()
                .orElseThrow(() -> QueryFailure.noTable(
                        name, known.stream().map(TableDefinition::name).toList()));
        TextTable table = new TextTable(List.of("列 column", "类型 type", "说明 meaning"), List.of(false, false, false));
        for (StructField field : wanted.schema().fields()) {
            table.add(List.of(
                    field.name(), field.dataType().sql(), field.getComment().getOrElse(() -> "")));
        }
        return wanted.name() + " · " + wanted.title().line() + " · "
                + wanted.sentence().line() + "\n\n" + table.text();
    }
}
