package dev.taizhang.drafts;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.feeds.ColumnSource;
import dev.taizhang.feeds.Feed;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers by which a column is known: its names, those of other feeds, and those that offices commonly use. */
final class DraftWords {
    private final List<Feed> known;
    private final Config common = ConfigFactory.parseString(ConfigurationFile.builtInText("drafts/headers.conf"));

    DraftWords(List<Feed> known) {
        this.known = known;
    }

    /** Returns the technical name of a column, its titles, and its headers in other feeds. */
    Set<String> titles(DatasetDefinition dataset, Column column) {
        return Stream.concat(
                        Stream.of(
                                column.name(),
                                column.title().zh(),
                                column.title().en()),
                        known.stream()
                                .filter(feed -> feed.dataset().equals(dataset))
                                .map(feed -> feed.columns().get(column.name()))
                                .filter(ColumnSource.Header.class::isInstance)
                                .flatMap(source -> ((ColumnSource.Header) source).names().stream()))
                .map(DraftHeader::bare)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns all its headers, in which # stands for a number. */
    Set<String> of(DatasetDefinition dataset, Column column) {
        Set<String> words = titles(dataset, column);
        String path = dataset.name() + "." + column.name();
        if (common.hasPath(path)) {
            common.getStringList(path).stream().map(DraftHeader::bare).forEach(words::add);
        }
        return words;
    }

    /** Returns the header that is equal to a name; empty if there is none, or if several differ in a number only. */
    static Optional<String> among(String name, Collection<String> headers) {
        if (!name.contains("#")) {
            return headers.contains(name) ? Optional.of(name) : Optional.empty();
        }
        List<String> equal = headers.stream()
                .filter(header -> header.replaceAll("\\d+", "#").equals(name))
                .toList();
        return equal.size() == 1 ? Optional.of(equal.get(0)) : Optional.empty();
    }
}
