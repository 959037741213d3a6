package dev.taizhang.feeds;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where the canonical columns stand in one header row, or among the names of columns, and the units that these state.
 *
 * @param names the texts of the row, as its sender wrote them
 * @param places for each canonical column its place in the row, -1 where it has none
 * @param units for each canonical column the unit word its header states, null where it states none
 * @param unitPlace the place of the feed's unit column, -1 where it has none
 * @param missing the required columns that the row lacks, by the headers they may have
 */
record HeaderMap(List<String> names, int[] places, String[] units, int unitPlace, List<String> missing) {
    static HeaderMap of(Feed feed, List<Heading> header, ReferenceTable unitTable) {
        List<Column> columns = feed.dataset().columns();
        int[] places = new int[columns.size()];
        String[] units = new String[columns.size()];
        List<String> missing = new ArrayList<>();
        List<List<Set<String>>> names = header.stream().map(Heading::names).toList();
        for (int index = 0; index < places.length; index++) {
            places[index] = -1;
            String column = columns.get(index).name();
            if (feed.columns().get(column) instanceof ColumnSource.Header source) {
                places[index] = place(source.names(), names);
                if (places[index] >= 0) {
                    units[index] = header.get(places[index]).unit(unitTable).orElse(source.unit());
                } else if (feed.dataset().required().contains(column)) {
                    missing.add(String.join("/", source.names()));
                }
            }
        }
        int unitPlace = feed.unitColumn() == null ? -1 : place(List.of(feed.unitColumn()), names);
        return new HeaderMap(header.stream().map(Heading::label).toList(), places, units, unitPlace, missing);
    }

    /** Whether it has all that the feed requires, and anything at all. */
    boolean complete() {
        return missing.isEmpty() && found() > 0;
    }

    /** Whether another header puts the same columns into the same places, in the same units. */
    boolean same(HeaderMap other) {
        return Arrays.equals(places, other.places) && Arrays.equals(units, other.units) && unitPlace == other.unitPlace;
    }

    /** How many cells a row must have to reach every column that is read. */
    int width() {
        return wanted().length();
    }

    Refusal columnMissing() {
        String names = String.join(", ", missing);
        return new Refusal(
                "column_missing",
                "缺少必需的列：" + names + "。请补上后重新报送。",
                "Required columns are missing: " + names + ". Add them and send the file again.");
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

    /** The canonical column that each text of the row is taken for; null where it is not read as one. */
    List<String> columns(List<Column> canonical) {
        String[] columns = new String[names.size()];
        for (int index = 0; index < places.length; index++) {
            if (places[index] >= 0) {
                columns[places[index]] = canonical.get(index).name();
            }
        }
        return Arrays.asList(columns);
    }

    private static int place(List<String> wanted, List<List<Set<String>>> names) {
        for (String name : wanted) {
            String normal = Spelling.normal(name);
            for (int way = 0; way < Heading.WAYS; way++) {
                int nth = way;
                int[] found = IntStream.range(0, names.size())
                        .filter(place -> nth < names.get(place).size()
                                && names.get(place).get(nth).contains(normal))
                        .toArray();
                if (found.length > 1) {
                    throw new Refusal(
                            "duplicate_header",
                            "表头中“" + name + "”出现了不止一次，无法确定取哪一列。请删去多余的一列后重新报送。",
                            "The header \"" + name
                                    + "\" stands there more than once, so it is unclear which column is meant. Remove one and send the file again.");
                }
                if (found.length == 1) {
                    return found[0];
                }
            }
        }
        return -1;
    }
}
