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
import org.apache.spark.sql.types.DataType;

/**
 * Creates the transactions that define a table: columns, partition columns, comment and properties at version 0, and
 * other columns later.
 */
final class TableMetadata {
    /**
     * Ten years, because releases name versions, which must not be removed after a week or a month as is the default of
     * Delta. Some releases are kept for longer, so the log is never cut.
     */
    private static final Map<String, String> PROPERTIES = Map.of(
            "delta.deletedFileRetentionDuration", "interval 3650 days",
            "delta.logRetentionDuration", "interval 3650 days",
            "delta.enableExpiredLogCleanup", "false");

    private TableMetadata() {}

    /**
     * Returns the columns of a version as they were declared, which the log has as JSON of Spark, including comments.
     *
     * @throws DamagedLog if they make no sense
     */
    static org.apache.spark.sql.types.StructType columns(Snapshot snapshot) {
        try {
            return (org.apache.spark.sql.types.StructType)
                    DataType.fromJson(snapshot.getMetadata().getSchemaString());
        } catch (RuntimeException senseless) {
            throw new DamagedLog(snapshot.getPath(), senseless);
        }
    }

    /**
     * Returns the transaction that creates a table, checked by the builder of Kernel and not yet committed.
     *
     * <p>The builder does not support a comment of the table, and its metadata is immutable. The transaction is
     * therefore built again, with the protocol chosen by the builder and with the same metadata plus the comment.
     *
     * @throws io.delta.kernel.exceptions.TableAlreadyExistsException if the table exists
     */
    static Transaction creation(
            Engine engine,
            Commit commit,
            org.apache.spark.sql.types.StructType schema,
            List<String> partitionColumns,
            String comment) {
        StructType columns = DataTypeJsonSerDe.deserializeStructType(schema.json());
        CreateTableTransactionBuilder builder = TableManager.buildCreateTableTransaction(
                        commit.path(), columns, commit.by())
                .withTableProperties(PROPERTIES);
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
                commit.by(),
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

    /** Returns the metadata of a version with the columns and the comment of a definition. */
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
     * Returns the transaction that changes the metadata of a table, not yet committed.
     *
     * <p>Kernel refuses to change a schema while column mapping is off ("Cannot update schema for table when column
     * mapping is disabled"). With column mapping, other readers of Delta would have to support it. Added columns need
     * no mapping, and neither do dates that are rewritten after a change, because files are read by column name.
     */
    static Transaction change(Engine engine, Snapshot snapshot, Metadata metadata, Commit commit) {
        TransactionImpl checked =
                (TransactionImpl) snapshot.buildUpdateTableTransaction(commit.by(), Operation.MANUAL_UPDATE)
                        .build(engine);
        return new TransactionImpl(
                false,
                checked.getDataPath(),
                Optional.of((SnapshotImpl) snapshot),
                commit.by(),
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
