package dev.taizhang.ledger;

import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
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

/** Makes the transaction of version 0: a table's columns, partition columns, comment and properties. */
final class TableCreation {
    private static final String NOTE = "create";

    /** Ten years: a release names versions, and nobody may clear them away by Delta's default of a week or a month. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "delta.deletedFileRetentionDuration", "interval 3650 days",
            "delta.logRetentionDuration", "interval 3650 days");

    private TableCreation() {}

    /**
     * The transaction, checked by Kernel's own builder and not yet committed.
     *
     * <p>That builder has no word for a table's comment, and the metadata it makes is sealed; so the transaction is made
     * once more, of the protocol it chose and of the same metadata with the comment.
     *
     * @throws io.delta.kernel.exceptions.TableAlreadyExistsException if there is a table
     */
    static Transaction of(
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
}
