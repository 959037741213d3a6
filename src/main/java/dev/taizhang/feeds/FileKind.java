package dev.taizhang.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a delivered file really is, by its first bytes, whatever its name says. */
enum FileKind {
    WORKBOOK("工作簿", "workbook", ".xlsx .xlsm"),
    PARQUET(" Parquet 文件", "Parquet file", ".parquet"),
    JSON_LINES("每行一个对象的 JSON 文件", "JSON Lines file", ".jsonl .ndjson"),
    /** Every name and content that is none of the others. */
    CSV("文本", "text", "");

    /** A byte order mark or not, blank lines or not, then the start of an object. */
    private static final Pattern OBJECT = Pattern.compile("(\u00EF\u00BB\u00BF)?\\s*\\{\\s*([\"}]|\\z)");

    private static final String OLE2 = "\u00D0\u00CF\u0011\u00E0";

    private final String zh;
    private final String en;
    private final String endings;

    FileKind(String zh, String en, String endings) {
        this.zh = zh;
        this.en = en;
        this.endings = endings;
    }

    /** The kind to read it as; a refusal that names the true kind where name and content disagree or nothing reads it. */
    static FileKind of(String name, Path file) {
        String start = start(file, 512);
        FileKind named = named(name);
        if (start.isEmpty()) {
            throw new Refusal(
                    "empty_file",
                    "文件是空的（0 字节）。请重新导出后报送。",
                    "The file is empty (0 bytes). Export it anew and send it again.");
        }
        if (start.startsWith(OLE2)) {
            throw oldOffice(file);
        }
        if (start.startsWith("PARE") && named == PARQUET) {
            throw ParquetFile.encrypted();
        }
        FileKind held = held(start);
        if (held != named) {
            throw held == CSV ? named.notHeldBy(name) : held.notNamed();
        }
        return held;
    }

    /** The kind that a name says. */
    static FileKind named(String name) {
        return Stream.of(values())
                .filter(kind -> kind.ending(name).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private Optional<String> ending(String name) {
        return endings().filter(name.toLowerCase(Locale.ROOT)::endsWith).findFirst();
    }

    private Stream<String> endings() {
        return Stream.of(endings.split(" "));
    }

    private static FileKind held(String start) {
        if (start.startsWith("PK\3\4")) {
            return WORKBOOK;
        }
        if (start.startsWith("PAR1")) {
            return PARQUET;
        }
        return OBJECT.matcher(start).lookingAt() ? JSON_LINES : CSV;
    }

    private Refusal notNamed() {
        String ending = endings().findFirst().orElseThrow();
        return new Refusal(
                "misnamed_file",
                "文件名不是 " + ending + "，内容却是" + zh + "。请改正扩展名后重新报送。",
                "The name is not " + ending + ", but the content is a " + en
                        + ". Correct the name's ending and send it again.");
    }

    private Refusal notHeldBy(String name) {
        String ending = ending(name).orElseThrow();
        return new Refusal(
                "misnamed_file",
                "文件名是 " + ending + "，内容却不是" + zh + "。请" + (this == WORKBOOK ? "在 Excel 中另存为 .xlsx 重新报送。" : "重新导出后报送。"),
                "The name says " + ending + ", but the content is no " + en + ". "
                        + (this == WORKBOOK ? "Save it as .xlsx in Excel" : "Export it anew") + " and send it again.");
    }

    private static Refusal oldOffice(Path file) {
        // The directory of streams stands within the first megabyte, in UTF-16.
        String encrypted =
                new String("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        return start(file, 1 << 20).contains(encrypted)
                ? new Refusal(
                        "password_protected",
                        "工作簿加了密码。请去掉打开密码，另存为 .xlsx 重新报送。",
                        "The workbook is protected by a password. Remove it, save as .xlsx and send it again.")
                : new Refusal(
                        "old_workbook",
                        "这是旧式 .xls 工作簿。请在 Excel 中另存为 .xlsx 重新报送。",
                        "This is an old .xls workbook. Save it as .xlsx in Excel and send it again.");
    }

    /** The first bytes, each as the letter of its number. */
    private static String start(Path file, int bytes) {
        try (InputStream stream = Files.newInputStream(file)) {
            return new String(stream.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            throw unreadable();
        }
    }

    /** The refusal of a file whose stored copy cannot be read. */
    static Refusal unreadable() {
        return new Refusal("file_unreadable", "文件无法读取。请重新报送。", "The file cannot be read. Send it again.");
    }
}
