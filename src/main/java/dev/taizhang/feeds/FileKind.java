package dev.taizhang.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kinds of delivered files, recognised by their first bytes. */
enum FileKind {
    WORKBOOK("工作簿", "workbook", ".xlsx .xlsm"),
    PARQUET(" Parquet 文件", "Parquet file", ".parquet"),
    JSON_LINES("每行一个对象的 JSON 文件", "JSON Lines file", ".jsonl .ndjson"),
    /** Every other name and content. */
    CSV("文本", "text", "");

    /** An optional byte order mark, optional blanks, then the start of an object. */
    private static final Pattern OBJECT = Pattern.compile("(\u00EF\u00BB\u00BF)?\\s*\\{\\s*([\"}]|\\z)");

    private static final String OLE2 = "\u00D0\u00CF\u0011\u00E0";

    /** Further names of workbooks. Files with these names may be text too, which Excel opens without a word. */
    private static final List<String> LOOSE_WORKBOOKS = List.of(".xls", ".xlt", ".et", ".ett", ".xltx", ".xltm");

    private final String zh;
    private final String en;
    private final String extensions;

    FileKind(String zh, String en, String extensions) {
        this.zh = zh;
        this.en = en;
        this.extensions = extensions;
    }

    /**
     * Returns the kind of a file.
     *
     * @throws Refusal if the file is empty, of a kind that cannot be read, or of another kind than its name says
     */
    static FileKind of(String name, Path file) {
        String start = start(file, 512);
        FileKind named = named(name);
        if (start.isEmpty()) {
            throw RefusalMessages.emptyFile();
        }
        Optional<ForeignFile> foreign = ForeignFile.of(file, start);
        if (foreign.isPresent()) {
            throw foreign.get().refusal(named == WORKBOOK || isLooseWorkbook(name));
        }
        if (start.startsWith("PARE") && named == PARQUET) {
            throw RefusalMessages.encryptedParquet();
        }
        FileKind content = content(start);
        if (content != named && !(content == WORKBOOK && isLooseWorkbook(name))) {
            throw content == CSV
                    ? RefusalMessages.contentDiffers(
                            named, named.extension(name).orElseThrow())
                    : RefusalMessages.nameDiffers(
                            content, content.extensions().findFirst().orElseThrow());
        }
        return content;
    }

    /** The kind that a file name says. */
    static FileKind named(String name) {
        return Stream.of(values())
                .filter(kind -> kind.extension(name).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static boolean isLooseWorkbook(String name) {
        return LOOSE_WORKBOOKS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    /** Whether a file has the form of the older programs of Office, such as {@code .xls}. */
    static boolean isOldOffice(Path file) {
        return start(file, OLE2.length()).equals(OLE2);
    }

    private Optional<String> extension(String name) {
        return extensions().filter(name.toLowerCase(Locale.ROOT)::endsWith).findFirst();
    }

    private Stream<String> extensions() {
        return Stream.of(extensions.split(" "));
    }

    private static FileKind content(String start) {
        if (start.startsWith("PK\3\4") || start.startsWith(OLE2)) {
            return WORKBOOK;
        }
        if (start.startsWith("PAR1")) {
            return PARQUET;
        }
        return OBJECT.matcher(start).lookingAt() ? JSON_LINES : CSV;
    }

    /** The name of the kind in Chinese, as it follows a verb. */
    String zh() {
        return zh;
    }

    /** The name of the kind in English, without an article. */
    String en() {
        return en;
    }

    /** The first bytes as text, one character per byte. */
    static String start(Path file, int bytes) {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            throw RefusalMessages.unreadableFile();
        }
    }
}
