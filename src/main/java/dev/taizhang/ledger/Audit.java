package dev.taizhang.ledger;

import java.util.List;
import java.util.Optional;

/** Verifies that a warehouse contains what its releases state. It writes nothing and reads every file completely. */
public final class Audit {
    private Audit() {}

    /**
     * Verifies the chain of releases and every file of the current release.
     *
     * @param tables the tables that this version of the program knows
     * @return the current release; empty in a new warehouse
     * @throws dev.taizhang.definition.Failure if something is damaged; the message names it
     */
    public static Optional<Release> of(Warehouse warehouse, List<TableDefinition> tables) {
        List<Release> chain = warehouse.releases();
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        Release current = chain.get(chain.size() - 1);
        for (TableDefinition table : tables) {
            Release.TableVersion version = current.tables().get(table.name());
            if (version != null) {
                requireWhole(warehouse, table.name(), version);
            }
        }
        return Optional.of(current);
    }

    /**
     * Verifies every file of the facts and summaries of an earlier release.
     *
     * @throws dev.taizhang.definition.Failure if one is missing or damaged
     */
    public static void requireRestorable(Warehouse warehouse, Release wanted) {
        try {
            wanted.derived().forEach((name, version) -> requireWhole(warehouse, name, version));
        } catch (Damage damage) {
            throw LedgerMessages.notRestorable(wanted.number(), damage);
        }
    }

    /**
     * Verifies every file of a release that is to be published.
     *
     * @throws dev.taizhang.definition.Failure if one is missing or damaged
     */
    public static void requirePublishable(Warehouse warehouse, Release candidate) {
        candidate.tables().forEach((name, version) -> requireWhole(warehouse, name, version));
    }

    private static void requireWhole(Warehouse warehouse, String table, Release.TableVersion version) {
        PublishedTable published = new PublishedTable(warehouse, table, version);
        published.requireLog();
        published.files();
    }
}
