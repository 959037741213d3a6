package dev.taizhang.terminal;

import dev.taizhang.definition.FileAddress;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.UnreadSheets;
import dev.taizhang.night.Preview;
import dev.taizhang.validated.DeliveredColumns;
import dev.taizhang.validated.DeliveryDefinitions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is not read of files: headers with values that no feed uses, and sheets with a form that no feed names. */
public final class UnreadParts {
    private final DeliveryDefinitions definitions;
    private final Map<String, List<Feed>> feeds = new LinkedHashMap<>();
    private final Map<String, Delivery> files = new LinkedHashMap<>();
    private final Map<String, Set<String>> unused = new LinkedHashMap<>();

    private UnreadParts(Preview preview) {
        this.definitions = preview.definitions();
        preview.entries().forEach(entry -> add(entry.delivery(), preview.columns(entry.delivery())));
    }

    /** Returns a line for each file with unused headers, and one for each with unread sheets. */
    public static String text(Preview preview) {
        return new UnreadParts(preview).text();
    }

    /** Adds a delivery. Several feeds may read one file; a header is unused if none uses it. */
    private void add(Delivery delivery, DeliveredColumns columns) {
        boolean first = files.putIfAbsent(delivery.fileName(), delivery) == null;
        feeds.computeIfAbsent(delivery.fileName(), name -> new ArrayList<>())
                .add(definitions.feeds().get(delivery.feed()));
        Set<String> known = unused.computeIfAbsent(delivery.fileName(), name -> new LinkedHashSet<>());
        if (first) {
            known.addAll(columns.unusedHeaders());
        } else if (!columns.columns().isEmpty()) {
            known.retainAll(columns.unusedHeaders());
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        files.forEach((name, delivery) -> {
            if (!unused.get(name).isEmpty()) {
                text.append(TerminalMessages.unusedHeaders(name, List.copyOf(unused.get(name)))
                                .line())
                        .append('\n');
            }
            List<String> sheets = delivery.answers() == null ? sheets(delivery) : List.of();
            if (!sheets.isEmpty()) {
                text.append(TerminalMessages.unreadSheets(name, sheets).line()).append('\n');
            }
        });
        return text.toString();
    }

    private List<String> sheets(Delivery delivery) {
        // Both commands read local copies.
        Path file = FileAddress.local(new org.apache.hadoop.fs.Path(delivery.stored()));
        return UnreadSheets.of(file, delivery.bareName(), feeds.get(delivery.fileName()), definitions.units());
    }
}
