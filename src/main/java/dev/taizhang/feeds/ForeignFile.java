package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** The kinds of files that are delivered at times but cannot be read. They are recognised by their content. */
enum ForeignFile {
    OPEN_DOCUMENT(" OpenDocument 文件（.ods）", "an OpenDocument file (.ods)", Remedy.SAVE_AGAIN),
    BINARY_WORKBOOK("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)", Remedy.SAVE_AGAIN),
    EXCEL_95(" Excel 95 或更早的 .xls 工作簿", "an .xls workbook of Excel 95 or earlier", Remedy.SAVE_AGAIN),
    XML_SPREADSHEET(" XML 电子表格 2003", "an XML spreadsheet of Excel 2003", Remedy.SAVE_AGAIN),
    XML(" XML 文件", "an XML file", Remedy.SAVE_AGAIN),
    WEB_PAGE("网页（HTML）", "a web page (HTML)", Remedy.SAVE_AGAIN),
    WEB_ARCHIVE("单个文件网页（MHT）", "a web archive (MHT)", Remedy.SAVE_AGAIN),
    PDF(" PDF 文件", "a PDF file", Remedy.ENTER_INTO_WORKBOOK),
    WORD(" Word 文档", "a Word document", Remedy.ENTER_INTO_WORKBOOK),
    RICH_TEXT(" RTF 文档", "a document in rich text (RTF)", Remedy.ENTER_INTO_WORKBOOK),
    PRESENTATION(" PowerPoint 演示文稿", "a PowerPoint presentation", Remedy.ENTER_INTO_WORKBOOK),
    PICTURE("图片", "a picture", Remedy.ENTER_INTO_WORKBOOK),
    ZIP("压缩包（zip）", "a zip archive", Remedy.UNPACK),
    ARCHIVE("压缩包", "an archive", Remedy.UNPACK),
    PASSWORD_PROTECTED("加密文件", "an encrypted file", Remedy.SAVE_AGAIN);

    /** What the sender has to do with a file. */
    private enum Remedy {
        SAVE_AGAIN("请用 Excel 或 WPS 打开，另存为 .xlsx 重新报送。", "Open it in Excel or WPS, save it as .xlsx and send it again."),
        ENTER_INTO_WORKBOOK("请把其中的表格放入 .xlsx 工作簿重新报送。", "Put its table into an .xlsx workbook and send that."),
        UNPACK("请解压后逐个报送其中的文件。", "Unpack it and send the files in it one by one.");

        private final String zh;
        private final String en;

        Remedy(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }
    }

    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private static final Pattern HTML = Pattern.compile(
            "(?s)(<!--.*?-->\\s*)*<(!doctype\\s+html|html|head|meta|title|style|body|table|div)[\\s>].*",
            Pattern.CASE_INSENSITIVE);

    private final String zh;
    private final String en;
    private final Remedy remedy;

    /** The Chinese name follows a verb, the English one has an article. */
    ForeignFile(String zh, String en, Remedy remedy) {
        this.zh = zh;
        this.en = en;
        this.remedy = remedy;
    }

    /**
     * The kind of a file, if it cannot be read.
     *
     * @param start its first bytes, one character for each
     */
    static Optional<ForeignFile> of(Path file, String start) {
        if (start.startsWith("PK\3\4") || start.startsWith("PK\5\6")) {
            return ofArchive(file);
        }
        if (start.startsWith("\u00D0\u00CF\u0011\u00E0")) {
            return ofOldOffice(file);
        }
        String text = start.startsWith(BYTE_ORDER_MARK) ? start.substring(BYTE_ORDER_MARK.length()) : start;
        return ofText(text.stripLeading()).or(() -> ofFirstBytes(start));
    }

    private static Optional<ForeignFile> ofFirstBytes(String start) {
        if (start.startsWith("%PDF-")) {
            return Optional.of(PDF);
        }
        if (Stream.of("Rar!\u001A", "7z\u00BC\u00AF'\u001C", "\u001F\u008B").anyMatch(start::startsWith)) {
            return Optional.of(ARCHIVE);
        }
        return Stream.of("\u0089PNG\r\n", "\u00FF\u00D8\u00FF", "GIF8", "II*\0", "MM\0*")
                        .anyMatch(start::startsWith)
                ? Optional.of(PICTURE)
                : Optional.empty();
    }

    private static Optional<ForeignFile> ofText(String text) {
        if (text.startsWith("{\\rtf")) {
            return Optional.of(RICH_TEXT);
        }
        if (text.regionMatches(true, 0, "MIME-Version:", 0, 13)) {
            return Optional.of(WEB_ARCHIVE);
        }
        if (HTML.matcher(text).matches()) {
            return Optional.of(WEB_PAGE);
        }
        if (!text.startsWith("<?xml") && !text.startsWith("<?mso") && !text.startsWith("<Workbook")) {
            return Optional.empty();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("opendocument")) {
            return Optional.of(OPEN_DOCUMENT);
        }
        if (lower.contains("office:spreadsheet") || lower.contains("excel.sheet")) {
            return Optional.of(XML_SPREADSHEET);
        }
        return Optional.of(lower.contains("<html") ? WEB_PAGE : XML);
    }

    private static Optional<ForeignFile> ofArchive(Path file) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        try (ZipFile archive = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
                names.add(entry.getName().replace('\\', '/'));
            }
        } catch (IOException | RuntimeException damaged) {
            // The reader of workbooks reports it.
            return Optional.empty();
        }
        if (names.contains("mimetype") || names.contains("content.xml")) {
            return Optional.of(OPEN_DOCUMENT);
        }
        if (names.contains("xl/workbook.bin")) {
            return Optional.of(BINARY_WORKBOOK);
        }
        if (names.contains("word/document.xml")) {
            return Optional.of(WORD);
        }
        if (names.contains("ppt/presentation.xml")) {
            return Optional.of(PRESENTATION);
        }
        boolean office = names.contains("[Content_Types].xml") || names.contains("xl/workbook.xml");
        return office ? Optional.empty() : Optional.of(ZIP);
    }

    private static Optional<ForeignFile> ofOldOffice(Path file) {
        try (POIFSFileSystem office = new POIFSFileSystem(file.toFile(), true)) {
            Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            names.addAll(office.getRoot().getEntryNames());
            if (names.contains("EncryptedPackage")) {
                return Optional.of(PASSWORD_PROTECTED);
            }
            if (names.contains("Workbook")) {
                return Optional.empty();
            }
            if (names.contains("WordDocument")) {
                return Optional.of(WORD);
            }
            if (names.contains("PowerPoint Document")) {
                return Optional.of(PRESENTATION);
            }
            return names.contains("Book") ? Optional.of(EXCEL_95) : Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            // The names of the streams are usually in the first megabyte, in UTF-16.
            String encrypted =
                    new String("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
            return FileKind.start(file, 1 << 20).contains(encrypted)
                    ? Optional.of(PASSWORD_PROTECTED)
                    : Optional.empty();
        }
    }

    /**
     * The refusal of such a file.
     *
     * @param namedWorkbook whether its name says that it is a workbook
     */
    Refusal refusal(boolean namedWorkbook) {
        if (this == PASSWORD_PROTECTED) {
            return RefusalMessages.passwordProtected();
        }
        return RefusalMessages.foreignFile(
                namedWorkbook ? "misnamed_file" : "unsupported_file",
                new Bilingual(zh, en),
                new Bilingual(remedy.zh, remedy.en));
    }
}
