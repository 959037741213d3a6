package dev.taizhang.feeds;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.Spelling;
import dev.taizhang.definition.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The places of the canonical columns in a header row, or among column names, and the units that these state.
 *
 * @param names the texts of the row as the sender wrote them
 * @param places the place of each canonical column in the row; -1 if it has none
 * @param units the unit that the header of each canonical column states; null if it states none
 * @param unitPlace the place of the unit column of the feed; -1 if it has none
 * @param missing the required columns that the row does not have, each as its possible headers
 * @param repeated the name of a column of the feed that occurs more than once; null if there is none
 * @param unclear the headers that state a unit which is not understood, or which their column cannot have
 */
record HeaderMap(
        List<String> names,
        int[] places,
        String[] units,
        int unitPlace,
        List<String> missing,
        String repeated,
        List<String> unclear) {
    /** The place of a column that the row does not have. */
    private static final int NONE = -1;

    /** The place of a column that the row has more than once. */
    private static final int REPEATED = -2;

    static HeaderMap of(Feed feed, List<Heading> header, Units unitWords) {
        List<Column> columns = feed.dataset().columns();
        int[] places = new int[columns.size()];
        String[] units = new String[columns.size()];
        List<String> missing = new ArrayList<>();
        String repeated = null;
        List<String> unclear = new ArrayList<>();
        List<List<Set<String>>> names = header.stream().map(Heading::names).toList();
        for (int index = 0; index < places.length; index++) {
            places[index] = NONE;
            String column = columns.get(index).name();
            if (feed.columns().get(column) instanceof ColumnSource.Header source) {
                places[index] = place(source.names(), names);
                if (places[index] >= 0) {
                    Heading heading = header.get(places[index]);
                    units[index] = unit(heading, columns.get(index), source.unit(), unitWords, unclear);
                } else if (places[index] == REPEATED) {
                    places[index] = NONE;
                    repeated = repeated(source.names(), names);
                } else if (feed.dataset().required().contains(column)) {
                    missing.add(String.join("/", source.names()));
                }
            }
        }
        int unitPlace = feed.unitColumn() == null ? NONE : place(List.of(feed.unitColumn()), names);
        if (unitPlace == REPEATED) {
            unitPlace = NONE;
            repeated = feed.unitColumn();
        }
        return new HeaderMap(
                header.stream().map(Heading::label).toList(), places, units, unitPlace, missing, repeated, unclear);
    }

    /** The unit of a column: from its header, else from the feed; null if neither states one. */
    private static String unit(Heading heading, Column column, String configured, Units words, List<String> unclear) {
        if (column.unitKinds().isEmpty()) {
            return null;
        }
        Units.Choice stated = heading.unit(words, column.unitKinds());
        Optional<String> unit =
                stated.phrase() == null ? Optional.ofNullable(configured) : words.within(stated.phrase(), configured);
        if (stated.unclear() || (stated.decides() && unit.isEmpty())) {
            unclear.add(heading.below() == null ? heading.label() : heading.label() + " " + heading.below());
        }
        return unit.orElse(null);
    }

    /** Whether it has at least one column and all those that the feed requires, if only more than once. */
    boolean complete() {
        return missing.isEmpty() && (found() > 0 || repeated != null);
    }

    /** Refuses a header with a column that occurs more than once. */
    void requireDistinct() {
        if (repeated != null) {
            throw RefusalMessages.repeatedHeader(repeated);
        }
    }

    /** Whether it has more of the required columns than it lacks. */
    boolean resembles(Feed feed) {
        long required = feed.dataset().required().stream()
                .filter(column -> places[feed.dataset().indexOf(column)] >= 0)
                .count();
        return repeated != null || required > missing.size();
    }

    /** Whether another header has the same columns in the same places and units. */
    boolean same(HeaderMap other) {
        return Arrays.equals(places, other.places) && Arrays.equals(units, other.units) && unitPlace == other.unitPlace;
    }

    /** The number of cells that a row needs to have every column that is read. */
    int width() {
        return wanted().length();
    }

    /** The number of columns of the feed that were found. */
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

    /** The canonical column of each text of the row; null if the column is not read. */
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
            for (int way = 0; way < Heading.WAYS; way++) {
                int[] found = places(name, way, names);
                if (found.length > 0) {
                    return found.length == 1 ? found[0] : REPEATED;
                }
            }
        }
        return NONE;
    }

    private static int[] places(String name, int way, List<List<Set<String>>> names) {
        String normal = Spelling.normal(name);
        return IntStream.range(0, names.size())
                .filter(place -> way < names.get(place).size()
                        && names.get(place).get(way).contains(normal))
                .toArray();
    }

    /** The first name of a repeated column that the row has. */
    private static String repeated(List<String> wanted, List<List<Set<String>>> names) {
        return wanted.stream()
                .filter(name -> place(List.of(name), names) == REPEATED)
                .findFirst()
                .orElse(wanted.get(0));
    }
}
