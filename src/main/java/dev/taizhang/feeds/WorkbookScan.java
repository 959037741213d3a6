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
 * One pass over the parts of a workbook before it is opened. It refuses what would make its reader take all memory or show
 * something else than the file says, and finds what the reader does not tell: merged cells. Nothing is believed of the sizes that
 * an archive states of itself.
 */
final class WorkbookScan {
    static final long MOST_BYTES = 4L << 30;
    static final long MOST_BYTES_OF_PART = 2L << 30;

    /** Honest style sheets have reached 134. */
    static final long MOST_RATIO = 200;

    /** What is small does no harm, however well it was compressed. */
    private static final long BYTES_OF_GRACE = 1 << 20;

    private static final long BYTES_OF_GRACE_OF_FILE = 16 << 20;

    /** What a single tag may take, and a part that is kept in memory whole. */
    private static final long MOST_BYTES_KEPT = 64 << 20;

    private static final Set<String> KEPT = Set.of("styleSheet", "workbook", "Relationships", "Types");

    private static final int DEEPEST = 64;

    private static final XMLInputFactory XML = xml();

    private final ReadDeadline patience;
    private final long fileSize;
    private final long most;
    private final WorkbookParts parts = new WorkbookParts();
    private final Map<String, List<SheetRows.Merge>> merges = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final SharedStrings strings = new SharedStrings();
    private long bytes;

    private WorkbookScan(long fileSize, ReadDeadline patience) {
        this.fileSize = fileSize;
        this.most = Math.min(MOST_BYTES, BYTES_OF_GRACE_OF_FILE + MOST_RATIO * fileSize);
        this.patience = patience;
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Scans every part that is XML by its name, and every part that the reader would open, whatever its name. */
    static WorkbookScan of(Path file, ReadDeadline patience) {
        try (ZipFile archive = ZipFile.builder().setPath(file).get()) {
            WorkbookScan scan = new WorkbookScan(Files.size(file), patience);
            scan.parts(archive);
            scan.parts.check();
            scan.strings.check();
            return scan;
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | XMLStreamException | RuntimeException broken) {
            // The parser throws of its own what it finds in the middle of a text.
            throw WorkbookFile.unreadable();
        }
    }

    private void parts(ZipFile archive) throws IOException, XMLStreamException {
        // The reader finds a part under its name in any mix of upper and lower case.
        Map<String, ZipArchiveEntry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Set<String> due = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
            if (entries.put(entry.getName(), entry) != null) {
                throw WorkbookFile.unreadable();
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

    /** The merged cells near the top of the sheet that the workbook knows by an id. */
    List<SheetRows.Merge> merges(String sheetId) {
        return merges.getOrDefault(parts.sheet(sheetId), List.of());
    }

    private void part(String name, long compressed, InputStream content) throws IOException, XMLStreamException {
        long mostOfPart = Math.min(MOST_BYTES_OF_PART, BYTES_OF_GRACE + MOST_RATIO * Math.min(compressed, fileSize));
        try (CountScope counted = new CountScope(content, mostOfPart)) {
            XMLStreamReader xml = XML.createXMLStreamReader(counted);
            PartReading reading = null;
            int depth = 0;
            while (xml.hasNext()) {
                int event = xml.next();
                counted.bytesOfEvent = 0;
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw dtd();
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (depth > DEEPEST) {
                        throw WorkbookFile.unreadable();
                    }
                    if (reading == null) {
                        counted.bound(xml.getLocalName());
                        parts.root(name, xml.getLocalName());
                        reading = reading(name, xml.getLocalName());
                    }
                    parts.element(name, xml);
                    patience.with(reading).start(xml);
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

    private static Refusal dtd() {
        return new Refusal(
                "workbook_with_dtd",
                "工作簿里有 DTD 或实体声明，Excel 从不这样写，已拒收。请用 Excel 打开后另存为 .xlsx 重新报送。",
                "The workbook declares a DTD or an entity, which Excel never does. Open it in Excel, save it anew as .xlsx and send it again.");
    }

    private static Refusal inflates() {
        return new Refusal(
                "inflates_too_much",
                "工作簿解压后过大（单个部分超过 " + (MOST_BYTES_OF_PART >> 30) + " GiB、整个文件超过 " + (MOST_BYTES >> 30) + " GiB，或超过压缩前的 "
                        + MOST_RATIO + " 倍），已拒收。请用 Excel 打开后另存，或拆成几个文件重新报送。",
                "The workbook inflates to more than " + (MOST_BYTES_OF_PART >> 30) + " GiB in a part, "
                        + (MOST_BYTES >> 30)
                        + " GiB in all, or " + MOST_RATIO
                        + " times its size. Open it in Excel and save it anew, or take it apart, and send it again.");
    }

    /** What one kind of part is looked at for. */
    interface PartReading {
        void start(XMLStreamReader xml) throws XMLStreamException;

        default void end(XMLStreamReader xml) {}

        default void text(XMLStreamReader xml) throws XMLStreamException {}
    }

    /** Counts what really comes out of the archive. */
    private final class CountScope extends FilterInputStream {
        private long mostOfPart;
        private long bytesOfPart;
        private long bytesOfEvent;

        CountScope(InputStream content, long mostOfPart) {
            super(content);
            this.mostOfPart = mostOfPart;
        }

        /** Bounds a part of which the reader keeps everything in memory. */
        void bound(String root) {
            mostOfPart = KEPT.contains(root) ? Math.min(mostOfPart, MOST_BYTES_KEPT) : mostOfPart;
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
            if (bytesOfPart > mostOfPart || bytesOfEvent > MOST_BYTES_KEPT || bytes > most) {
                throw inflates();
            }
        }
    }
}
