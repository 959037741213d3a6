package dev.taizhang.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * The difference between the definition of a table and the existing table.
 *
 * @param added the new columns
 * @param incompatible whether earlier rows cannot be kept beside new ones, because a column was removed, renamed or has
 *     another type, or because the grain differs
 */
record TableChange(List<String> added, boolean incompatible) {
    /**
     * Compares a definition with an existing table.
     *
     * @param existing the columns of the table
     * @param grain {@link TableDefinition#grainDigest} in the release; null in earlier releases without it
     * @return the change; empty if there is none
     */
    static Optional<TableChange> between(TableDefinition definition, StructType existing, String grain) {
        List<String> before = List.of(existing.fieldNames());
        List<String> added = Arrays.stream(definition.schema().fieldNames())
                .filter(name -> !before.contains(name))
                .toList();
        boolean incompatible =
                Arrays.stream(existing.fields()).anyMatch(field -> !TableDefinition.has(definition.schema(), field))
                        || (grain != null && !grain.equals(definition.grainDigest()));
        boolean sameOrder = List.of(definition.schema().fieldNames()).equals(before);
        return sameOrder && !incompatible ? Optional.empty() : Optional.of(new TableChange(added, incompatible));
    }
}
