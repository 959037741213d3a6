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
                PublishedTable published = new PublishedTable(warehouse, table.name(), version);
                published.requireLog();
                published.files();
            }
        }
        return Optional.of(current);
    }
}
