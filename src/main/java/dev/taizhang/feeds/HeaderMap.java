package dev.taizhang.feeds;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the canonical columns stand in one header row, or among the names of columns, and the units that these state.
 *
 * @param places for each canonical column its place in the row, -1 where it has none
 * @param units for each canonical column the unit word its header states, null where it states none
 * @param unitPlace the place of the feed's unit column, -1 where it has none
 * @param missing the required columns that the row lacks, by the headers they may have
 */
record HeaderMap(int[] places, String[] units, int unitPlace, List<String> missing) {
    private static final Pattern PARENTHESES = Pattern.compile("\\(([^()]*)\\)");

    static HeaderMap of(Feed feed, List<String> header, ReferenceTable unitTable) {
        List<Column> columns = feed.dataset().columns();
        int[] places = new int[columns.size()];
        String[] units = new String[columns.size()];
        List<String> missing = new ArrayList<>();
        List<String> normal = header.stream()
                .map(cell -> cell == null ? "" : Spelling.normal(cell))
                .toList();
        for (int index = 0; index < places.length; index++) {
            places[index] = -1;
            String column = columns.get(index).name();
            if (feed.columns().get(column) instanceof ColumnSource.Header source) {
                places[index] = place(source.names(), normal);
                if (places[index] >= 0) {
                    units[index] = unit(normal.get(places[index]), unitTable).orElse(source.unit());
                } else if (feed.dataset().required().contains(column)) {
                    missing.add(String.join("/", source.names()));
                }
            }
        }
        int unitPlace = feed.unitColumn() == null ? -1 : place(List.of(feed.unitColumn()), normal);
        return new HeaderMap(places, units, unitPlace, missing);
    }

    /** How many columns of the feed were found. */
    long found() {
        return Arrays.stream(places).filter(place -> place >= 0).count();
    }

    /** The places of all columns that the feed reads. */
    BitSet wanted() {
        BitSet wanted = new BitSet();
        IntStream.concat(Arrays.stream(places), IntStream.of(unitPlace))
                .filter(place -> place >= 0)
                .forEach(wanted::set);
        return wanted;
    }

    private static int place(List<String> names, List<String> header) {
        for (String name : names) {
            String wanted = Spelling.normal(name);
            List<Integer> found = new ArrayList<>();
            for (int place = 0; place < header.size(); place++) {
                if (header.get(place).equals(wanted) || bare(header.get(place)).equals(wanted)) {
                    found.add(place);
                }
            }
            if (found.size() > 1) {
                throw new Refusal(
                        "duplicate_header",
                        "表头中“" + name + "”出现了不止一次，无法确定取哪一列。请删去多余的一列后重新报送。",
                        "The header \"" + name
                                + "\" stands there more than once, so it is unclear which column is meant. Remove one and send the file again.");
            }
            if (!found.isEmpty()) {
                return found.get(0);
            }
        }
        return -1;
    }

    /** A header without what it says in parentheses. */
    private static String bare(String header) {
        return PARENTHESES.matcher(header).replaceAll("").strip();
    }

    /** The unit that a header says in parentheses, as in 计划总投资（万元） or 形象进度（%）. */
    private static Optional<String> unit(String header, ReferenceTable unitTable) {
        Matcher matcher = PARENTHESES.matcher(header);
        Stream<String> said = matcher.results().map(result -> result.group(1).strip());
        return said.map(word -> word.replaceFirst("^单位:?\\s*", ""))
                .filter(word -> unitTable.match(word).isPresent())
                .findFirst();
    }
}
