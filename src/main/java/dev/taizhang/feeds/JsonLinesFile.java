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
 * A file of JSON Lines, whose columns are the keys of all its objects. It is read twice, first for these keys, since only the
 * last line completes them; a broken line is therefore known before any row is handed on.
 */
final class JsonLinesFile implements NamedColumns {
    /** As many as a sheet has columns; keys beyond them are values that were written as keys. */
    static final int MOST_KEYS = 16_384;

    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final JsonObjects objects;

    JsonLinesFile(Path file) {
        try (JsonObjects first = new JsonObjects(file)) {
            Set<String> seen = new HashSet<>();
            while (first.next((key, value) -> {
                claim(key, seen, first.number());
                value.skipChildren();
            })) {
                seen.clear();
            }
        }
        objects = new JsonObjects(file);
    }

    private void claim(String key, Set<String> seen, int line) {
        if (!seen.add(key)) {
            throw new Refusal(
                    "duplicate_header",
                    "第 " + line + " 行中“" + key + "”出现了不止一次，无法确定取哪一个。请删去多余的一个后重新报送。",
                    "\"" + key + "\" stands more than once on line " + line
                            + ", so it is unclear which one is meant. Remove one and send the file again.");
        }
        places.putIfAbsent(key, places.size());
        if (places.size() > MOST_KEYS) {
            throw new Refusal(
                    "too_many_columns",
                    "到第 " + line + " 行已有 " + MOST_KEYS + " 多个不同的键。键应是列名，每行相同。请改正后重新报送。",
                    "There are more than " + MOST_KEYS + " different keys by line " + line
                            + ". Keys should be the names of columns, the same on each line. Correct them and send the file again.");
        }
    }

    @Override
    public List<String> header() {
        return List.copyOf(places.keySet());
    }

    @Override
    public Iterator<SheetRows.Line> lines(HeaderMap wanted) {
        BitSet read = wanted.wanted();
        return Stream.iterate(next(read), line -> line != null, line -> next(read))
                .iterator();
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

    /** A value as it is written: a number to its last digit, true and false as such, null as blank. */
    private String text(String key, JsonParser value) throws IOException {
        if (value.currentToken().isStructStart()) {
            throw new Refusal(
                    "column_type",
                    "第 " + objects.number() + " 行的“" + key + "”是一组值，这里须是单个值。请拆开后重新报送。",
                    "\"" + key + "\" on line " + objects.number()
                            + " holds several values where one is wanted. Take them apart and send the file again.");
        }
        return value.currentToken() == JsonToken.VALUE_NULL ? null : value.getText();
    }

    @Override
    public void close() {
        objects.close();
    }
}
