package dev.taizhang.feeds;

import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the sheets of a workbook that have the header of a form although no feed of the file names them. */
public final class UnreadSheets {
    private UnreadSheets() {}

    /**
     * Returns the names of the sheets; none for a file that is refused.
     *
     * @param name the name of the file, which decides its kind
     * @param feeds the feeds that read the file
     */
    public static List<String> of(Path file, String name, List<Feed> feeds, ReferenceTable units) {
        try {
            return FileGuard.read(
                    name,
                    () -> FileKind.of(name, file) == FileKind.WORKBOOK ? unread(file, name, feeds, units) : List.of());
        } catch (Refusal refused) {
            return List.of();
        }
    }

    private static List<String> unread(Path file, String name, List<Feed> feeds, ReferenceTable units) {
        try (WorkbookFile workbook = new WorkbookFile(file)) {
            Units words = new Units(units);
            List<SheetRows> sheets = workbook.sheets("*").toList();
            Set<String> read = new HashSet<>();
            for (Feed feed : feeds) {
                read.addAll(chosen(sheets, feed));
            }
            Set<String> unread = new LinkedHashSet<>();
            for (Feed feed : feeds) {
                // The rows of a sheet can be read once, so that each feed opens the sheets again.
                workbook.sheets("*")
                        .filter(sheet -> !read.contains(sheet.name()))
                        .filter(sheet -> new SheetReading(feed, words, name, sheet, 0).findsHeader())
                        .forEach(sheet -> unread.add(sheet.name()));
            }
            return List.copyOf(unread);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private static Set<String> chosen(List<SheetRows> sheets, Feed feed) {
        return SheetChoice.of(sheets, feed.layout().sheets()).stream()
                .map(chosen -> chosen.sheet().name())
                .collect(Collectors.toSet());
    }
}
