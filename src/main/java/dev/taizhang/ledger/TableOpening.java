package dev.taizhang.ledger;

import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens tables for a run: resets each head to the version of the current release, and adopts the columns of a changed
 * definition.
 *
 * @param runId the run that commits
 * @param computed the date that the run computes; a table whose log has lost only this date or later ones is reset to
 *     its last undamaged version
 */
record TableOpening(Warehouse warehouse, String runId, LocalDate computed) {
    private static final Logger LOG = LoggerFactory.getLogger(TableOpening.class);

    /**
     * Opens a table.
     *
     * @param published the version of the current release; {@link Release.TableVersion#EMPTY} if it names none
     * @return the head, which has the rows of that version
     * @throws dev.taizhang.definition.Failure if the log differs from the release, or if another run commits meanwhile
     */
    Release.TableVersion open(TableDefinition definition, Release.TableVersion published) {
        DeltaTables delta = warehouse.delta();
        String path = warehouse.table(definition.name());
        boolean isPublished = published.version() > 0;
        Release.TableVersion expected = isPublished ? sound(definition.name(), published) : published;
        long head = isPublished || delta.exists(path)
                ? delta.head(path)
                : delta.create(
                        Commit.first(path, runId),
                        definition.schema(),
                        definition.partitionColumns(),
                        definition.sentence().line());
        if (head != expected.version()) {
            head = delta.rewind(new Commit(path, head, runId), expected.version());
        }
        Release.TableVersion current =
                expected.at(head, delta.contents(path, head).log());
        return TableChange.between(definition, delta.schema(path, head), expected.grain())
                .map(change -> changed(definition, current, change))
                .orElse(current);
    }

    /**
     * Adopts the columns of a changed definition. Facts and summaries are computed from the ledger and are never
     * refused because of their columns. The ledger can gain columns but not lose any. Earlier releases keep their
     * version of the table.
     */
    private Release.TableVersion changed(TableDefinition definition, Release.TableVersion before, TableChange change) {
        if (definition.isOfTheLedger() && change.incompatible()) {
            throw LedgerMessages.unknownColumns(definition.name());
        }
        String table = definition.name();
        boolean emptied = change.incompatible();
        if (before.rows() > 0) {
            logChange(definition, change);
        }
        DeltaTables delta = warehouse.delta();
        long version = delta.redefine(
                new Commit(warehouse.table(table), before.version(), runId),
                definition.schema(),
                definition.sentence().line(),
                emptied);
        String log = delta.contents(warehouse.table(table), version).log();
        Release.TableVersion basis = emptied ? Release.TableVersion.EMPTY : before;
        return basis.redefined(version, log, definition.grainDigest());
    }

    private static void logChange(TableDefinition definition, TableChange change) {
        String table = definition.name();
        if (change.incompatible()) {
            LOG.warn("{}", LedgerMessages.tableRestarted(table).line());
        } else if (definition.isOfTheLedger()) {
            LOG.info(
                    "{}",
                    LedgerMessages.ledgerColumnsAdded(table, change.added()).line());
        } else {
            LOG.info("{}", LedgerMessages.columnsAdded(table, change.added()).line());
        }
    }

    private Release.TableVersion sound(String table, Release.TableVersion expected) {
        try {
            new PublishedTable(warehouse, table, expected).requireLog();
            return expected;
        } catch (Damage damage) {
            return lastSound(table, expected, damage);
        }
    }

    private Release.TableVersion lastSound(String table, Release.TableVersion expected, Damage damage) {
        Release.TableVersion sound = Optional.of(expected)
                .filter(named -> !named.digests().isEmpty())
                .flatMap(named -> new DamagedDates(warehouse).before(table, named))
                .orElseThrow(() -> damage);
        SortedSet<LocalDate> lost = DamagedDates.lost(expected, sound);
        if (lost.isEmpty() || lost.first().isBefore(computed)) {
            throw damage;
        }
        LOG.warn(
                "{}",
                LedgerMessages.tableReset(damage, table, sound.version(), lost).line());
        return sound;
    }
}
