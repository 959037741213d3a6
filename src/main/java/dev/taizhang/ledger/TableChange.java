package dev.taizhang.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/**
 * How the definition of a table differs from the table as it was kept.
 *
 * @param added the new columns
 * @param anew whether rows of before cannot be kept beside new ones: a column was removed, renamed or has another type, or another
 *     grain tells one row from another
 */
record TableChange(List<String> added, boolean anew) {
    /**
     * Compares a definition with what was kept.
     *
     * @param kept the columns of the table
     * @param grain {@link TableDefinition#grainDigest} as the release has it; null in releases of before it was kept
     * @return the change; empty if there is none
     */
    static Optional<TableChange> between(TableDefinition definition, StructType kept, String grain) {
        List<String> before = List.of(kept.fieldNames());
        List<String> added = Arrays.stream(definition.schema().fieldNames())
                .filter(name -> !before.contains(name))
                .toList();
        boolean anew = Arrays.stream(kept.fields()).anyMatch(field -> !TableDefinition.has(definition.schema(), field))
                || (grain != null && !grain.equals(definition.grainDigest()));
        boolean sameOrder = List.of(definition.schema().fieldNames()).equals(before);
        return sameOrder && !anew ? Optional.empty() : Optional.of(new TableChange(added, anew));
    }
}
