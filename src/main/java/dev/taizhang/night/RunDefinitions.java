package dev.taizhang.night;

import dev.taizhang.copies.CopySettings;
import dev.taizhang.copies.Lineage;
import dev.taizhang.copies.MeetingWorkbook;
import dev.taizhang.definition.Approval;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.publication.Movement;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import dev.taizhang.validated.DeliveryDefinitions;
import java.util.List;

/**
 * The definitions of a configuration for a run, all read and validated.
 *
 * @param configuration the configuration
 * @param deliveries the definitions by which deliveries are read
 * @param tables the tables of the office
 * @param lineage from what the tables are computed, and where they are shown
 * @param notifications the ways in which the results of runs are sent
 */
public record RunDefinitions(
        Configuration configuration,
        DeliveryDefinitions deliveries,
        OfficeTables tables,
        Lineage lineage,
        List<NotificationChannel> notifications) {
    /** Returns the same definitions for a run that nobody is notified of. */
    public RunDefinitions withoutNotifications() {
        return new RunDefinitions(configuration, deliveries, tables, lineage, List.of());
    }

    /** Opens the ledger in the tables of a warehouse. */
    public Ledger ledger(Tables opened) {
        return Ledger.readBy(deliveries, opened);
    }

    /** Returns every table of the warehouse that a run opens. */
    List<TableDefinition> opened() {
        return WarehouseTables.published(tables);
    }

    /** Reads all definitions. The first mistake is a failure that names its place. */
    public static RunDefinitions of(Configuration configuration) {
        DeliveryDefinitions deliveries = DeliveryDefinitions.of(configuration);
        OfficeTables tables = OfficeTables.of(configuration);
        Approval approval = configuration.settings().approval();
        approval.mostMovement().keySet().stream()
                .filter(measure -> !Movement.measures().contains(measure))
                .forEach(measure -> {
                    throw approval.file().unknownWord(measure, measure, Movement.measures());
                });
        MeetingWorkbook.check(tables, CopySettings.of(configuration.settings()));
        return new RunDefinitions(
                configuration,
                deliveries,
                tables,
                Lineage.of(tables, configuration.settings(), deliveries.feeds().values()),
                NotificationChannel.of(configuration.settings()));
    }
}
