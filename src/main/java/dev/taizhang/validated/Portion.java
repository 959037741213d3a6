package dev.taizhang.validated;

import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.FilePart;
import java.io.Serializable;
import java.util.List;

/**
 * A delivery, or a part of its file, which a task reads.
 *
 * @param nth the number of the part, from 0
 * @param part the part; null for the whole file
 */
record Portion(Delivery delivery, int nth, FilePart part) implements Serializable {
    static Portion whole(Delivery delivery) {
        return new Portion(delivery, 0, null);
    }

    /** The size of what is read. */
    long bytes() {
        return part == null
                ? delivery.bytes()
                : ranges().stream()
                        .mapToLong(range -> range.end() - range.start())
                        .sum();
    }

    List<FilePart.Range> ranges() {
        return part == null ? List.of() : part.ranges();
    }
}
