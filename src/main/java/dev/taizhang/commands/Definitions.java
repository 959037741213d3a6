package dev.taizhang.commands;

import dev.taizhang.copies.MeetingWorkbook;
import dev.taizhang.definition.Configuration;
import dev.taizhang.facts.States;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.validated.DeliveryCheck;
import dev.taizhang.validated.Rule;
import dev.taizhang.validated.RuleFiles;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The definitions of a configuration for a run, all read and validated.
 *
 * @param feeds the feeds by name
 * @param rules the rules for rows
 * @param checks the checks of whole deliveries
 * @param tables every table that a run opens
 */
record Definitions(
        Map<String, Feed> feeds, List<Rule> rules, List<DeliveryCheck> checks, List<TableDefinition> tables) {
    /** Reads all definitions. The first mistake is a failure that names its place. */
    static Definitions of(Configuration configuration) {
        Definitions definitions = new Definitions(
                FeedFiles.read(configuration).stream().collect(Collectors.toMap(Feed::name, Function.identity())),
                RuleFiles.rules(configuration),
                RuleFiles.checks(configuration),
                Stream.of(
                                SummaryTable.all(configuration).stream().map(SummaryTable::definition),
                                States.TABLES.stream(),
                                LedgerTables.all().stream())
                        .flatMap(tables -> tables)
                        .toList());
        MeetingWorkbook.check(configuration);
        return definitions;
    }
}
