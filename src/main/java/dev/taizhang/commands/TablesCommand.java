package dev.taizhang.commands;

import dev.taizhang.definition.ExitCode;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import dev.taizhang.terminal.TableListing;
import dev.taizhang.terminal.TablesPage;
import java.util.List;
import java.util.concurrent.Callable;
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
        TableListing listing = new TableListing(known());
        return name == null
                ? listing.of(WantedRelease.of(options.warehouse(options.configuration()), run))
                : listing.columns(name);
    }

    private List<TableDefinition> known() {
        return WarehouseTables.known(OfficeTables.of(options.configuration()));
    }
}
