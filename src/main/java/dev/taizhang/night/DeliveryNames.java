package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import dev.taizhang.feeds.Feed;
import dev.taizhang.ledger.EffectiveDeliveries;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Finds deliveries by the names that users enter: number, identity, or file name. */
final class DeliveryNames {
    private DeliveryNames() {}

    /**
     * Returns the newest accepted reading of a delivery, or else its newest refusal. A {@link Failure} reports that
     * there is none, or that there are several.
     */
    static Row find(List<Row> deliveries, String wanted) {
        List<Row> named = deliveries.stream()
                .filter(row -> Long.toString(row.<Long>getAs("delivery_number")).equals(wanted)
                        || row.getAs("delivery_id").equals(wanted)
                        || row.getAs("file_name").equals(wanted))
                .toList();
        List<String> ids = named.stream()
                .map(row -> row.<String>getAs("delivery_id"))
                .distinct()
                .toList();
        if (ids.size() != 1) {
            throw Failure.usage(
                    ids.isEmpty()
                            ? new Bilingual("没有收件“" + wanted + "”。", "There is no delivery \"" + wanted + "\".")
                            : new Bilingual(
                                    "“" + wanted + "”收过不止一份：" + String.join("、", ids) + "。",
                                    "\"" + wanted + "\" was delivered more than once: " + String.join(", ", ids) + "."),
                    new Bilingual(
                            "收件的序号和标识见 jobs/query \"SELECT delivery_number, delivery_id, file_name FROM ledger.deliveries\"。",
                            "See numbers and identities with jobs/query \"SELECT delivery_number, delivery_id, file_name FROM"
                                    + " ledger.deliveries\"."));
        }
        return deliveries.stream()
                .filter(row -> row.getAs("delivery_id").equals(ids.get(0)))
                .max(Comparator.comparing((Row row) -> row.getAs("state").equals("accepted"))
                        .thenComparing(row -> row.<Long>getAs("delivery_number")))
                .orElseThrow();
    }

    /** Returns the feed that now reads a delivery: the one that read it before. */
    static Feed feed(Row delivery, Map<String, Feed> feeds) {
        String name = delivery.getAs("feed");
        return Optional.ofNullable(feeds.get(name))
                .orElseThrow(() -> Failure.usage(
                        new Bilingual(
                                "读取“" + Names.shown(delivery.getAs("file_name")) + "”的 feed " + name + " 已不在配置中。",
                                "The feed " + name + ", which read \"" + Names.shown(delivery.getAs("file_name"))
                                        + "\", is not in the configuration any more."),
                        new Bilingual("请恢复 conf/feeds/" + name + ".conf。", "Put conf/feeds/" + name + ".conf back.")));
    }

    /** Refuses a delivery that is not effective, because only an effective one can be withdrawn. */
    static void requireBelieved(Row delivery, EffectiveDeliveries belief) {
        boolean accepted = delivery.getAs("state").equals("accepted");
        if (!accepted || belief.place(delivery.getAs("delivery_number")).isEmpty()) {
            String name = Names.shown(delivery.getAs("file_name"));
            throw Failure.usage(
                    accepted
                            ? new Bilingual("“" + name + "”已撤回过。", "\"" + name + "\" is withdrawn already.")
                            : new Bilingual("“" + name + "”当时未被接收。", "\"" + name + "\" was refused and never counted."),
                    new Bilingual("无需再撤回。", "There is nothing to withdraw."));
        }
    }
}
