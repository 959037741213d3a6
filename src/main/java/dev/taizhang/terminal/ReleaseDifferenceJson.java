package dev.taizhang.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.definition.ConfigurationChange;
import dev.taizhang.ledger.DeliveryChange;
import dev.taizhang.ledger.Release;
import dev.taizhang.night.Attribution;
import dev.taizhang.publication.MovedFigure;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** The difference between two releases as JSON, with every line and every figure. */
record ReleaseDifferenceJson(ReleaseDifference difference, Attribution attribution) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    String text() {
        ObjectNode all = JSON.objectNode();
        all.set("before", release(difference.one()));
        all.set("after", release(difference.other()));
        ArrayNode deliveries = all.putArray("deliveries");
        difference.deliveries().forEach(change -> deliveries.add(delivery(change)));
        ArrayNode files = all.putArray("configuration");
        difference.configuration().forEach(change -> files.add(file(change)));
        ArrayNode causes = all.putArray("causes");
        attribution.causes().forEach(cause -> causes.add(cause(cause)));
        ArrayNode figures = all.putArray("figures");
        attribution.moved().forEach(figure -> figures.add(figure(figure)));
        return all.toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode release(Release release) {
        return JSON.objectNode()
                .put("release", release.number())
                .put("run", release.runId())
                .put("as_of", release.asOfDate().toString())
                .put("program", release.codeVersion())
                .put("configuration_hash", release.configurationHash())
                .put("release_hash", release.hash());
    }

    private static ObjectNode delivery(DeliveryChange change) {
        return JSON.objectNode()
                .put("change", word(change.kind()))
                .put("delivery_number", change.number())
                .put("file_name", change.fileName())
                .put("dataset", change.dataset())
                .put("sender", change.sender())
                .put("rows_accepted", change.accepted())
                .put("run", change.runId())
                .put("reason", change.reason().orElse(null));
    }

    private static ObjectNode file(ConfigurationChange change) {
        ObjectNode file = JSON.objectNode()
                .put("change", DifferenceMessages.change(change).en())
                .put("file", change.name())
                .put("before", change.before().orElse(null))
                .put("after", change.after().orElse(null));
        ArrayNode lines = file.putArray("lines");
        change.lines()
                .forEach(line -> lines.addObject()
                        .put("change", line.added() ? "added" : "removed")
                        .put("number", line.number())
                        .put("text", line.text()));
        return file;
    }

    private static ObjectNode cause(Attribution.Cause cause) {
        ObjectNode node = JSON.objectNode().put("cause", word(cause.kind()));
        ArrayNode of = node.putArray("of");
        cause.of().forEach(of::add);
        return node;
    }

    /** Returns a figure with its value in the one release and after each cause, and by how much each of them moves it. */
    private static ObjectNode figure(MovedFigure figure) {
        ObjectNode node = JSON.objectNode().put("table", figure.table().name());
        ObjectNode row = node.putObject("row");
        figure.row().forEach(row::put);
        node.put("column", figure.column().name());
        node.set("before", value(figure.values().get(0)));
        ArrayNode after = node.putArray("after_each_cause");
        ArrayNode parts = node.putArray("moved_by_each_cause");
        for (int cause = 1; cause <= figure.last(); cause++) {
            after.add(value(figure.values().get(cause)));
            parts.add(value(figure.difference(cause - 1, cause)));
        }
        return node;
    }

    private static JsonNode value(Optional<?> value) {
        return value.<JsonNode>map(present -> present instanceof BigDecimal number
                        ? DecimalNode.valueOf(number)
                        : JSON.textNode(present.toString()))
                .orElse(JSON.nullNode());
    }
}
