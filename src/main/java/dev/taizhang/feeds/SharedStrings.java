package dev.taizhang.feeds;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** The texts that the cells of a workbook refer to by number. They are held in memory while the workbook is read. */
final class SharedStrings {
    static final int MAX = 4 << 20;

    static final long MAX_CHARACTERS = 128L << 20;

    private final List<String> texts = new ArrayList<>();

    /** No texts, for a workbook that has none. */
    SharedStrings() {}

    /** Reads the texts of a workbook. */
    SharedStrings(WorkbookArchive archive, String name) throws IOException, XMLStreamException {
        long characters = 0;
        try (WorkbookPart part = archive.open(name, "sst")) {
            while (part.next()) {
                if (part.atStart() && part.depth() == 2 && part.name().equals("si")) {
                    String text = RichText.read(part);
                    characters += text.length();
                    if (texts.size() == MAX || characters > MAX_CHARACTERS) {
                        throw RefusalMessages.tooManyTexts(MAX, MAX_CHARACTERS >> 20);
                    }
                    texts.add(text);
                }
            }
        }
    }

    /** The text with a number; null if there is none. */
    String get(int index) {
        return index >= 0 && index < texts.size() ? texts.get(index) : null;
    }
}
