package dev.taizhang.feeds;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file of JSON Lines, whose columns are the keys of all its objects. It is read twice: first for the keys, since any
 * line may add one, then for the rows. A broken line is therefore found before any row is returned.
 */
final class JsonLinesFile implements NamedColumns {
    /** As many as a sheet has columns. A file with more keys than that has values as keys. */
    static final int MAX_KEYS = 16_384;

    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final BitSet valued = new BitSet();
    private final FilePart.Objects part;
    private final JsonObjects objects;

    JsonLinesFile(Path file) {
        this(file, FilePart.Range.WHOLE, 0, null);
    }

    /** Opens a part of a file. Its columns are those of the first part. */
    JsonLinesFile(Path file, FilePart.Objects part) {
        this(file, part.range(), part.before(), part);
    }

    /** Opens the first lines of a file, to read its columns. */
    JsonLinesFile(Path file, FilePart.Range head) {
        this(file, head, 0, null);
    }

    private JsonLinesFile(Path file, FilePart.Range range, int before, FilePart.Objects part) {
        this.part = part;
        if (part != null) {
            part.names().forEach(name -> places.put(name, places.size()));
        }
        try (JsonObjects first = new JsonObjects(file, range, before)) {
            Set<String> seen = new HashSet<>();
            while (first.next((key, value) -> {
                addKey(key, seen, first.number());
                if (!valued.get(places.get(key)) && isValue(value)) {
                    valued.set(places.get(key));
                }
                value.skipChildren();
            })) {
                seen.clear();
            }
        }
        if (part != null && places.size() > part.names().size()) {
            throw Refusal.ofDependentPart();
        }
        objects = new JsonObjects(file, range, before);
    }

    private static boolean isValue(JsonParser value) throws IOException {
        return value.currentToken() != JsonToken.VALUE_NULL
                && (value.currentToken() != JsonToken.VALUE_STRING
                        || !value.getText().isBlank());
    }

    private void addKey(String key, Set<String> seen, int line) {
        if (!seen.add(key)) {
            throw RefusalMessages.repeatedKey(key, line);
        }
        places.putIfAbsent(key, places.size());
        if (places.size() > MAX_KEYS) {
            throw RefusalMessages.tooManyKeys(line, MAX_KEYS);
        }
    }

    @Override
    public List<String> header() {
        return List.copyOf(places.keySet());
    }

    @Override
    public BitSet valued() {
        return valued;
    }

    @Override
    public Iterator<SheetRows.Line> lines(HeaderMap wanted) {
        BitSet read = wanted.wanted();
        if (part != null) {
            requireKnownValues(read);
        }
        return Stream.iterate(next(read), line -> line != null, line -> next(read))
                .iterator();
    }

    /** Unused columns are reported in the order in which they first hold a value, which the first part decides. */
    private void requireKnownValues(BitSet read) {
        BitSet further = (BitSet) valued.clone();
        further.andNot(read);
        further.andNot(part.valued());
        if (!further.isEmpty()) {
            throw Refusal.ofDependentPart();
        }
    }

    private SheetRows.Line next(BitSet read) {
        String[] cells = new String[places.size()];
        boolean found = objects.next((key, value) -> {
            int place = places.get(key);
            if (read.get(place)) {
                cells[place] = text(key, value);
            } else {
                value.skipChildren();
            }
        });
        return found ? new SheetRows.Line(objects.number(), Arrays.asList(cells)) : null;
    }

    /** The text of a value: a number with all its digits, {@code true} or {@code false}; null is blank. */
    private String text(String key, JsonParser value) throws IOException {
        if (value.currentToken().isStructStart()) {
            throw RefusalMessages.nestedValue(key, objects.number());
        }
        return value.currentToken() == JsonToken.VALUE_NULL ? null : value.getText();
    }

    @Override
    public void close() {
        objects.close();
    }
}
