package dev.taizhang.ledger;

import java.util.List;
import java.util.Optional;

/** Whether a warehouse still holds what its releases say that it holds. Nothing is written; every file is read through. */
public final class Audit {
    private Audit() {}

    /**
     * Looks at the chain of releases, and at every file of the standing one.
     *
     * @param tables what this version of the code knows
     * @return the standing release; none in a new warehouse
     * @throws dev.taizhang.definition.Failure that names what is damaged
     */
    public static Optional<Release> of(Warehouse warehouse, List<TableDefinition> tables) {
        List<Release> chain = warehouse.releases();
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        Release standing = chain.get(chain.size() - 1);
        for (TableDefinition table : tables) {
            Release.TableVersion due = standing.tables().get(table.name());
            if (due != null) {
                PublishedTable published = new PublishedTable(warehouse, table.name(), due);
                published.requireLog();
                published.files();
            }
        }
        return Optional.of(standing);
    }
}
