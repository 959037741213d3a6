package dev.taizhang.feeds;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * One pass over the parts of a workbook before it is opened. It refuses a workbook that would exhaust the memory or
 * that the reader would read differently from its content. It also finds the merged cells, which the reader does not
 * report. The sizes stated in the archive are not trusted.
 */
final class WorkbookScan {
    static final long MAX_BYTES = 4L << 30;
    static final long MAX_BYTES_OF_PART = 2L << 30;

    /** Regular style sheets have reached 134. */
    static final long MAX_RATIO = 200;

    /** Small parts are harmless at any compression ratio. */
    private static final long GRACE_BYTES = 1 << 20;

    private static final long GRACE_BYTES_OF_FILE = 16 << 20;

    /** The limit for a single tag, and for a part that is kept in memory as a whole. */
    private static final long MAX_BYTES_IN_MEMORY = 64 << 20;

    private static final Set<String> IN_MEMORY = Set.of("styleSheet", "workbook", "Relationships", "Types");

    private static final int MAX_DEPTH = 64;

    private static final XMLInputFactory XML = xml();

    private final ReadDeadline deadline;
    private final long fileSize;
    private final long maxBytes;
    private final WorkbookParts parts = new WorkbookParts();
    private final Map<String, List<SheetRows.Merge>> merges = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final SharedStrings strings = new SharedStrings();
    private long bytes;

    private WorkbookScan(long fileSize, ReadDeadline deadline) {
        this.fileSize = fileSize;
        this.maxBytes = Math.min(MAX_BYTES, GRACE_BYTES_OF_FILE + MAX_RATIO * fileSize);
        this.deadline = deadline;
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Scans every part whose name ends in .xml or .rels, and every other part that the reader would open. */
    static WorkbookScan of(Path file, ReadDeadline deadline) {
        try (ZipFile archive = ZipFile.builder().setPath(file).get()) {
            WorkbookScan scan = new WorkbookScan(Files.size(file), deadline);
            scan.parts(archive);
            scan.parts.check();
            scan.strings.check();
            return scan;
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | XMLStreamException | RuntimeException broken) {
            // The parser throws unchecked exceptions for errors in the middle of a text.
            throw RefusalMessages.brokenWorkbook();
        }
    }

    private void parts(ZipFile archive) throws IOException, XMLStreamException {
        // The reader ignores the case of names.
        Map<String, ZipArchiveEntry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Set<String> due = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
            if (entries.put(entry.getName(), entry) != null) {
                throw RefusalMessages.brokenWorkbook();
            }
            String name = entry.getName().toLowerCase(Locale.ROOT);
            if (name.endsWith(".xml") || name.endsWith(".rels")) {
                due.add(entry.getName());
            }
        }
        Set<String> done = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        while (!due.isEmpty()) {
            for (String name : due) {
                ZipArchiveEntry entry = entries.get(name);
                part(name, entry.getCompressedSize(), archive.getInputStream(entry));
            }
            done.addAll(due);
            due = parts.opened();
            due.retainAll(entries.keySet());
            due.removeAll(done);
        }
    }

    /** The merged cells near the top of the sheet with an id in the workbook. */
    List<SheetRows.Merge> merges(String sheetId) {
        return merges.getOrDefault(parts.sheet(sheetId), List.of());
    }

    private void part(String name, long compressed, InputStream content) throws IOException, XMLStreamException {
        long maxOfPart = Math.min(MAX_BYTES_OF_PART, GRACE_BYTES + MAX_RATIO * Math.min(compressed, fileSize));
        try (CountingStream stream = new CountingStream(content, maxOfPart)) {
            XMLStreamReader xml = XML.createXMLStreamReader(stream);
            PartReading reading = null;
            int depth = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                stream.bytesOfEvent = 0;
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw RefusalMessages.declaresDtd();
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (depth > MAX_DEPTH) {
                        throw RefusalMessages.brokenWorkbook();
                    }
                    if (reading == null) {
                        stream.bound(xml.getLocalName());
                        parts.root(name, xml.getLocalName());
                        reading = reading(name, xml.getLocalName());
                    }
                    parts.element(name, xml);
                    deadline.check(reading).start(xml);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    reading.end(xml);
                } else if (xml.hasText() && event != XMLStreamConstants.COMMENT && reading != null) {
                    reading.text(xml);
                }
            }
        }
    }

    private PartReading reading(String name, String root) {
        if (WorkbookParts.SHEETS.contains(root)) {
            SheetPart sheet = new SheetPart(strings);
            merges.put(name, sheet.merges());
            return sheet;
        }
        return root.equals("sst") ? strings.part() : element -> {};
    }

    /** Receives the events of one kind of part. */
    interface PartReading {
        void start(XMLStreamReader xml) throws XMLStreamException;

        default void end(XMLStreamReader xml) {}

        default void text(XMLStreamReader xml) throws XMLStreamException {}
    }

    /** Counts the bytes that are really inflated, and refuses the workbook beyond its limits. */
    private final class CountingStream extends FilterInputStream {
        private long maxOfPart;
        private long bytesOfPart;
        private long bytesOfEvent;

        CountingStream(InputStream content, long maxOfPart) {
            super(content);
            this.maxOfPart = maxOfPart;
        }

        /** Sets the limit for a part that the reader keeps in memory as a whole. */
        void bound(String root) {
            maxOfPart = IN_MEMORY.contains(root) ? Math.min(maxOfPart, MAX_BYTES_IN_MEMORY) : maxOfPart;
            count(0);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            bytesOfPart += read;
            bytesOfEvent += read;
            bytes += read;
            if (bytesOfPart > maxOfPart || bytesOfEvent > MAX_BYTES_IN_MEMORY || bytes > maxBytes) {
                throw RefusalMessages.inflatesTooMuch(MAX_BYTES_OF_PART >> 30, MAX_BYTES >> 30, MAX_RATIO);
            }
        }
    }
}
