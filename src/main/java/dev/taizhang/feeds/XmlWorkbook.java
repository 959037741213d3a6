package dev.taizhang.feeds;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** A workbook of the form {@code .xlsx}: an archive of XML. */
final class XmlWorkbook implements WorkbookFile.Content {
    private static final String SHEET = "worksheet";

    private final WorkbookArchive archive;
    private final WorkbookParts parts;
    private final ShownNumbers numbers;
    private final CellReading texts;

    private XmlWorkbook(WorkbookArchive archive) throws IOException, XMLStreamException {
        this.archive = archive;
        this.parts = new WorkbookParts(archive);
        this.numbers = parts.isFrom1904() ? ShownNumbers.from1904() : ShownNumbers.from1900();
        Optional<String> strings = parts.strings();
        Optional<String> styles = parts.styles();
        this.texts = new CellReading(
                strings.isPresent() ? new SharedStrings(archive, strings.get()) : new SharedStrings(),
                styles.isPresent() ? CellFormats.of(archive, styles.get()) : new CellFormats(),
                numbers,
                parts.isComputedOnOpening() ? CellReading.Formulas.ON_OPENING : CellReading.Formulas.COMPUTED);
    }

    /** Opens a workbook and reads what its sheets share. */
    static XmlWorkbook of(Path file, ReadDeadline deadline) throws IOException, XMLStreamException {
        WorkbookArchive archive = new WorkbookArchive(file, deadline);
        try {
            return new XmlWorkbook(archive);
        } catch (IOException | XMLStreamException | RuntimeException broken) {
            archive.close();
            throw broken;
        }
    }

    @Override
    public List<WorkbookFile.Sheet> sheets() {
        return parts.sheets().stream()
                .map(sheet -> new WorkbookFile.Sheet(
                        sheet.name(),
                        sheet.hidden(),
                        () -> new SheetPart(archive.open(sheet.part(), SHEET), texts),
                        () -> merges(sheet.part())))
                .toList();
    }

    private List<SheetRows.Merge> merges(String part) throws IOException, XMLStreamException {
        try (SheetPart sheet = new SheetPart(archive.openWithoutRows(part, SHEET), texts)) {
            return sheet.mergesAlone();
        } catch (XMLStreamException unusual) {
            try (SheetPart sheet = new SheetPart(archive.open(part, SHEET), texts)) {
                return sheet.mergesAlone();
            }
        }
    }

    @Override
    public LocalDate dayZero() {
        return numbers.dayZero();
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
