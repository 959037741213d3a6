package dev.taizhang.feeds;

import java.io.IOException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A cursor over the XML of one part of a workbook. Elements are known by their local names, because the strict form of
 * the format has other namespaces than the usual one.
 */
final class WorkbookPart implements AutoCloseable {
    /** The longest text of a cell in Excel. */
    static final int MAX_CELL_LENGTH = 32_767;

    /** The same with every character written by its number, as in {@code _x000D_}. */
    private static final int MAX_RAW_LENGTH = 7 * MAX_CELL_LENGTH;

    private static final int MAX_DEPTH = 64;

    private final XMLStreamReader xml;
    private final WorkbookArchive.Inflating stream;
    private final ReadDeadline deadline;
    private int event;
    private int depth;

    /** Starts to read a part and moves to its root element. */
    WorkbookPart(XMLStreamReader xml, WorkbookArchive.Inflating stream, ReadDeadline deadline, String root)
            throws XMLStreamException {
        this.xml = xml;
        this.stream = stream;
        this.deadline = deadline;
        while (depth == 0) {
            if (!next()) {
                throw RefusalMessages.brokenWorkbook();
            }
        }
        if (!name().equals(root)) {
            throw RefusalMessages.brokenWorkbook();
        }
    }

    /** Moves to the next event; false at the end of the part. */
    boolean next() throws XMLStreamException {
        if (!xml.hasNext()) {
            return false;
        }
        event = xml.next();
        stream.event();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                if (depth > MAX_DEPTH) {
                    throw RefusalMessages.brokenWorkbook();
                }
                deadline.check(xml);
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw RefusalMessages.declaresDtd();
            default -> {
                // Texts are read on demand; comments and the like are skipped.
            }
        }
        return true;
    }

    /** Whether the cursor is at the start of an element. */
    boolean atStart() {
        return event == XMLStreamConstants.START_ELEMENT;
    }

    /** The number of open elements. */
    int depth() {
        return depth;
    }

    /** Moves on inside an element that was entered at a depth; false at its end. */
    boolean nextWithin(int entered) throws XMLStreamException {
        if (!next()) {
            throw RefusalMessages.brokenWorkbook();
        }
        return depth >= entered;
    }

    /** The local name of the element. */
    String name() {
        return xml.getLocalName();
    }

    /** The value of an attribute without a namespace, without blanks around it; null if there is none. */
    String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? null : value.strip();
    }

    /** The value of an attribute without blanks removed, in any namespace; null if there is none. */
    String rawAttribute(String name) {
        for (int place = 0; place < xml.getAttributeCount(); place++) {
            if (xml.getAttributeLocalName(place).equals(name)) {
                return xml.getAttributeValue(place);
            }
        }
        return null;
    }

    /** Whether an attribute says yes. */
    boolean flag(String name) {
        String value = attribute(name);
        return value != null && (value.equals("1") || value.equals("true"));
    }

    /** Skips the rest of the element. */
    void skip() throws XMLStreamException {
        int entered = depth;
        while (nextWithin(entered)) {
            // Nothing in it is read.
        }
    }

    /**
     * The text of the element, up to its end.
     *
     * @throws Refusal if it is longer than any cell
     */
    String text() throws XMLStreamException {
        int entered = depth;
        String text = "";
        StringBuilder longer = null;
        while (nextWithin(entered)) {
            if (xml.isCharacters() || event == XMLStreamConstants.CDATA) {
                if (text.isEmpty()) {
                    text = xml.getText();
                } else {
                    longer = longer == null ? new StringBuilder(text) : longer;
                    longer.append(xml.getText());
                }
                if (text.length() > MAX_RAW_LENGTH || (longer != null && longer.length() > MAX_RAW_LENGTH)) {
                    throw RefusalMessages.cellTooLong(MAX_CELL_LENGTH);
                }
            }
        }
        return longer == null ? text : longer.toString();
    }

    /** Takes the bytes read so far out of the count of the workbook, because they will be read once more. */
    void uncount() {
        stream.uncount();
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException broken) {
            throw new IOException(broken);
        } finally {
            stream.close();
        }
    }
}
