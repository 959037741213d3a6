package dev.taizhang.night;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.Originals;
import dev.taizhang.ledger.EarlierDeliveries;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.validated.DeliveredColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the columns of deliveries of earlier versions of the program once from the originals. Those of an original that
 * is lost, or that no feed reads any more, remain unknown.
 */
record EarlierColumns(RunDefinitions definitions, Warehouse warehouse) {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierColumns.class);

    void complete(Supplier<SparkSession> spark, Ledger ledger, Tables tables) {
        EarlierDeliveries earlier = new EarlierDeliveries(tables, ledger);
        List<Row> unknown = earlier.withoutColumns();
        if (unknown.isEmpty()) {
            return;
        }
        Map<Long, DeliveredColumns> columns = new TreeMap<>();
        List<Delivery> readable = new ArrayList<>();
        for (Row row : unknown) {
            if (!row.getAs("state").equals("accepted")) {
                columns.put(row.getAs("delivery_number"), DeliveredColumns.NONE);
            } else if (isReadable(row)) {
                readable.add(Rereading.of(
                        row,
                        row.getAs("delivery_number"),
                        row.getAs("sender"),
                        ledger.returns().answeredBy(row),
                        warehouse));
            }
        }
        for (DatasetDefinition dataset : Datasets.ALL) {
            List<Delivery> own = definitions.deliveries().ofDataset(dataset, readable);
            if (!own.isEmpty()) {
                columns.putAll(definitions.deliveries().validation(dataset, own).columns(spark.get(), own));
            }
        }
        earlier.add(columns);
        LOG.info(
                "{}",
                NightMessages.earlierColumnsRead(columns.size(), unknown.size() - columns.size())
                        .line());
    }

    private boolean isReadable(Row row) {
        Feed feed = definitions.deliveries().feeds().get(row.<String>getAs("feed"));
        String fileName = row.getAs("file_name");
        String contentHash = row.getAs("content_hash");
        return feed != null
                && feed.dataset().name().equals(row.getAs("dataset"))
                && Originals.isWhole(
                        warehouse.files(), Rereading.original(warehouse, contentHash, fileName), contentHash);
    }
}
