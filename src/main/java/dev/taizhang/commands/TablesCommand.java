package dev.taizhang.commands;

import dev.taizhang.copies.Lineage;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import dev.taizhang.terminal.LineageListing;
import dev.taizhang.terminal.ReportFormat;
import dev.taizhang.terminal.TableListing;
import dev.taizhang.terminal.TablesPage;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the tables that a query can read, or the columns or the lineage of one, or prints docs/tables.md. */
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

    /** What is printed in place of the tables of a release; none of it requires a warehouse. */
    private static final class Other {
        @Option(
                names = "--markdown",
                description = "输出 docs/tables.md，不需要台账库。 Prints docs/tables.md; requires no warehouse.")
        private boolean markdown;

        @ArgGroup(exclusive = false)
        private OfLineage lineage;
    }

    private static final class OfLineage {
        @Option(
                names = "--lineage",
                required = true,
                description = {
                    "列出各表由哪些文件和表计算、用于哪些表和副本；给出表名则逐层列出，不需要台账库。",
                    "Lists from which files and tables each table is computed, and which tables and copies use it; with"
                            + " a name, over all steps. Requires no warehouse."
                })
        private boolean shown;

        @Option(
                names = "--format",
                defaultValue = "table",
                description = "${COMPLETION-CANDIDATES}；缺省为 by default ${DEFAULT-VALUE}")
        private ReportFormat format;
    }

    @ArgGroup
    private Other other = new Other();

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
        Configuration configuration = options.configuration();
        OfficeTables office = OfficeTables.of(configuration);
        if (other.lineage != null && other.lineage.shown) {
            return lineage(Lineage.of(office, configuration.settings(), FeedFiles.read(configuration)));
        }
        List<TableDefinition> known = WarehouseTables.known(office);
        if (other.markdown) {
            return TablesPage.of(known);
        }
        TableListing listing = new TableListing(known);
        return name == null
                ? listing.of(WantedRelease.of(options.warehouse(configuration), run))
                : listing.columns(name);
    }

    private String lineage(Lineage all) {
        LineageListing listing = new LineageListing(all);
        return switch (other.lineage.format) {
            case table -> name == null ? listing.all() : listing.of(name);
            case json -> name == null ? listing.allAsJson() : listing.asJson(name);
        };
    }
}
