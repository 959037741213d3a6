package dev.taizhang.feeds;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The parts of an {@code .xlsx} workbook. A part is inflated only if it is read, and only within limits: the sizes
 * stated in the archive are not trusted.
 */
final class WorkbookArchive implements AutoCloseable {
    static final long MAX_BYTES = 4L << 30;
    static final long MAX_BYTES_OF_PART = 2L << 30;

    /** Regular style sheets have reached 134. */
    static final long MAX_RATIO = 200;

    /** Small parts are harmless at any compression ratio. */
    private static final long GRACE_BYTES = 1 << 20;

    private static final long GRACE_BYTES_OF_FILE = 16 << 20;

    /** The limit for a single tag, and for a part that is kept in memory as a whole. */
    private static final long MAX_BYTES_IN_MEMORY = 64 << 20;

    private static final Set<String> STREAMED = Set.of("worksheet", "sst");

    private static final XMLInputFactory XML = xml();

    private final ZipFile archive;
    private final ReadDeadline deadline;
    private final Map<String, ZipArchiveEntry> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final long fileSize;
    private final long maxBytes;
    private long bytes;

    WorkbookArchive(Path file, ReadDeadline deadline) throws IOException {
        this.deadline = deadline;
        this.fileSize = Files.size(file);
        this.maxBytes = Math.min(MAX_BYTES, GRACE_BYTES_OF_FILE + MAX_RATIO * fileSize);
        this.archive = ZipFile.builder().setPath(file).get();
        for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
            if (!entry.isDirectory() && entries.put(name(entry.getName()), entry) != null) {
                archive.close();
                throw RefusalMessages.brokenWorkbook();
            }
        }
    }

    private static XMLInputFactory xml() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The name of a part as the archive and the references to it are compared: without steps to other folders. */
    private static String name(String path) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : path.replace('\\', '/').split("/", -1)) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    /** Whether the archive has a part. */
    boolean has(String part) {
        return entries.containsKey(name(part));
    }

    /**
     * Opens a part and moves to its root element.
     *
     * @param root the expected local name of the root element
     * @throws Refusal if there is no such part, or if it has another root
     */
    WorkbookPart open(String part, String root) throws IOException, XMLStreamException {
        Inflating stream = inflating(part, root);
        return new WorkbookPart(XML.createXMLStreamReader(stream), stream, deadline, root);
    }

    /** Opens a sheet as if it had no rows. */
    WorkbookPart openWithoutRows(String part, String root) throws IOException, XMLStreamException {
        Inflating stream = inflating(part, root);
        InputStream content = SheetWithoutRows.of(stream, deadline);
        return new WorkbookPart(XML.createXMLStreamReader(content), stream, deadline, root);
    }

    private Inflating inflating(String part, String root) throws IOException {
        ZipArchiveEntry entry = entries.get(name(part));
        if (entry == null) {
            throw RefusalMessages.brokenWorkbook();
        }
        long maxOfPart = Math.min(
                STREAMED.contains(root) ? MAX_BYTES_OF_PART : MAX_BYTES_IN_MEMORY,
                GRACE_BYTES + MAX_RATIO * Math.min(entry.getCompressedSize(), fileSize));
        return new Inflating(archive.getInputStream(entry), maxOfPart);
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    /** Counts the bytes that are really inflated, and refuses the workbook beyond its limits. */
    final class Inflating extends FilterInputStream {
        private final long maxOfPart;
        private long bytesOfPart;
        private long bytesOfEvent;

        Inflating(InputStream content, long maxOfPart) {
            super(content);
            this.maxOfPart = maxOfPart;
        }

        /** Notes that the parser has returned an event. */
        void event() {
            bytesOfEvent = 0;
        }

        /** Takes the bytes out of the count of the workbook, because they will be read once more. */
        void uncount() {
            bytes -= bytesOfPart;
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
