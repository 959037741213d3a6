package dev.taizhang.feeds;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Notes which columns of one table the feed uses, and which headers it does not use although they hold values. */
final class ColumnUse {
    private final HeaderMap header;
    private final List<String> supplied;

    /** The headers that are not used and have had no value so far. */
    private final BitSet open = new BitSet();

    /** The headers that are known to hold values before a row is read. */
    private final BitSet known = new BitSet();

    private boolean begun;

    ColumnUse(HeaderMap header, List<String> supplied) {
        this.header = header;
        this.supplied = supplied;
        for (int place = 0; place < header.names().size(); place++) {
            open.set(place, isNamed(header.names().get(place)));
        }
        open.andNot(header.wanted());
    }

    private static boolean isNamed(String name) {
        return name != null && !name.isBlank();
    }

    /** Notes places that hold values in a file of which only the used columns are read. */
    void holdsValues(BitSet places) {
        known.or(places);
    }

    /** What a row of the dataset shows first; null if it shows nothing new. */
    FirstSeen in(SheetRows.Line line) {
        if (begun && open.isEmpty()) {
            return null;
        }
        List<String> unused = new ArrayList<>();
        for (int place = open.nextSetBit(0); place >= 0; place = open.nextSetBit(place + 1)) {
            if (known.get(place) || RowShapes.states(line.cell(place))) {
                open.clear(place);
                unused.add(label(header.names().get(place)));
            }
        }
        return first(unused);
    }

    /** What a line shows first that is not a row of the dataset, so that its values do not count. */
    FirstSeen inLeftOut() {
        return first(List.of());
    }

    private FirstSeen first(List<String> unused) {
        List<String> columns = begun ? List.of() : supplied;
        begun = true;
        return columns.isEmpty() && unused.isEmpty() ? null : new FirstSeen(columns, unused);
    }

    /** A header on one line. */
    private static String label(String header) {
        return header.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
