package dev.taizhang.ledger;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.Format;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.transaction.CreateTableTransactionBuilder;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the transactions that say what a table is: its columns, partition columns, comment and properties at version 0, and other
 * columns later.
 */
final class TableMetadata {
    private static final String NOTE = "create";

    /** Ten years: a release names versions, and nobody may clear them away by Delta's default of a week or a month. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "delta.deletedFileRetentionDuration", "interval 3650 days",
            "delta.logRetentionDuration", "interval 3650 days");

    private TableMetadata() {}

    /**
     * The transaction, checked by Kernel's own builder and not yet committed.
     *
     * <p>That builder has no word for a table's comment, and the metadata it makes is sealed; so the transaction is made
     * once more, of the protocol it chose and of the same metadata with the comment.
     *
     * @throws io.delta.kernel.exceptions.TableAlreadyExistsException if there is a table
     */
    static Transaction creation(
            Engine engine,
            String path,
            org.apache.spark.sql.types.StructType schema,
            List<String> partitionColumns,
            String comment) {
        StructType columns = DataTypeJsonSerDe.deserializeStructType(schema.json());
        CreateTableTransactionBuilder builder =
                TableManager.buildCreateTableTransaction(path, columns, NOTE).withTableProperties(PROPERTIES);
        if (!partitionColumns.isEmpty()) {
            builder.withDataLayoutSpec(DataLayoutSpec.partitioned(
                    partitionColumns.stream().map(Column::new).toList()));
        }
        TransactionImpl checked = (TransactionImpl) builder.build(engine);
        Metadata metadata = new Metadata(
                UUID.randomUUID().toString(),
                Optional.empty(),
                Optional.of(comment),
                new Format(),
                columns.toJson(),
                columns,
                VectorUtils.buildArrayValue(partitionColumns, StringType.STRING),
                Optional.empty(),
                VectorUtils.stringStringMapValue(PROPERTIES));
        return new TransactionImpl(
                true,
                checked.getDataPath(),
                Optional.empty(),
                NOTE,
                Operation.CREATE_TABLE,
                Optional.of(checked.getProtocol()),
                Optional.of(metadata),
                checked.getCommitter(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0),
                0,
                System::currentTimeMillis);
    }

    /** The metadata of a version with the columns and the comment of a definition. */
    static Metadata with(Metadata before, org.apache.spark.sql.types.StructType schema, String comment) {
        StructType columns = DataTypeJsonSerDe.deserializeStructType(schema.json());
        return new Metadata(
                before.getId(),
                before.getName(),
                Optional.of(comment),
                before.getFormat(),
                columns.toJson(),
                columns,
                before.getPartitionColumns(),
                before.getCreatedTime(),
                before.getConfigurationMapValue());
    }

    /**
     * The transaction that gives a table other metadata, not yet committed.
     *
     * <p>Kernel changes no schema while column mapping is off ("Cannot update schema for table when column mapping is disabled"), and
     * with it on, other readers of Delta would need it too. Names that are added, and dates that are written anew after a change, need
     * no mapping: files are read by name.
     */
    static Transaction change(Engine engine, Snapshot snapshot, Metadata metadata, String note) {
        TransactionImpl checked = (TransactionImpl) snapshot.buildUpdateTableTransaction(note, Operation.MANUAL_UPDATE)
                .build(engine);
        return new TransactionImpl(
                false,
                checked.getDataPath(),
                Optional.of((SnapshotImpl) snapshot),
                note,
                Operation.MANUAL_UPDATE,
                Optional.empty(),
                Optional.of(metadata),
                checked.getCommitter(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0),
                0,
                System::currentTimeMillis);
    }
}
