package dev.taizhang.feeds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A workbook as rows of text, read as a stream from a file. */
final class WorkbookFile implements AutoCloseable {
    private final Content content;

    /** A workbook of either form: {@code .xlsx} or the older {@code .xls}. */
    interface Content extends AutoCloseable {
        List<Sheet> sheets();

        /** The day from which the workbook counts days. */
        LocalDate dayZero();

        @Override
        void close() throws IOException;
    }

    /**
     * A sheet with cells.
     *
     * @param opening opens its rows from the beginning, any number of times
     * @param merging reads its merged cells alone
     */
    record Sheet(String name, boolean hidden, Callable<LineSource> opening, Callable<List<SheetRows.Merge>> merging) {}

    WorkbookFile(Path file) {
        this(file, new ReadDeadline());
    }

    WorkbookFile(Path file, ReadDeadline deadline) {
        content = SheetLines.guarded(
                () -> FileKind.isOldOffice(file) ? OldWorkbook.of(file, deadline) : XmlWorkbook.of(file, deadline));
    }

    /** The sheets whose names match, with or without blanks at their ends, in the workbook's order. */
    Stream<SheetRows> sheets(String pattern) {
        Set<String> names = new HashSet<>();
        return content.sheets().stream()
                .filter(sheet -> {
                    // In a damaged workbook, a sheet may have no name or that of another one.
                    if (sheet.name() == null || !names.add(sheet.name())) {
                        throw RefusalMessages.brokenWorkbook();
                    }
                    return NamePattern.matches(pattern, sheet.name())
                            || NamePattern.matches(
                                    pattern, sheet.name().replace('\u00A0', ' ').strip());
                })
                .map(this::rows);
    }

    private SheetRows rows(Sheet sheet) {
        SheetLines lines = new SheetLines(sheet.opening(), sheet.merging());
        return new SheetRows(sheet.name(), sheet.hidden(), content.dayZero(), lines::merges, () -> lines);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
