package dev.taizhang.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a delivered file really is, by its first bytes, whatever its name says. */
enum FileKind {
    WORKBOOK,
    CSV;

    /** The kind to read it as; a refusal that names the true kind where name and content disagree or nothing reads it. */
    static FileKind of(String name, Path file) {
        byte[] start = start(file);
        boolean workbookName = name.toLowerCase(Locale.ROOT).matches(".*\\.xls[xm]");
        if (start.length == 0) {
            throw new Refusal(
                    "empty_file",
                    "文件是空的（0 字节）。请重新导出后报送。",
                    "The file is empty (0 bytes). Export it anew and send it again.");
        }
        if (startsWith(start, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw contains(file, "EncryptedPackage")
                    ? new Refusal(
                            "password_protected",
                            "工作簿加了密码。请去掉打开密码，另存为 .xlsx 重新报送。",
                            "The workbook is protected by a password. Remove it, save as .xlsx and send it again.")
                    : new Refusal(
                            "old_workbook",
                            "这是旧式 .xls 工作簿。请在 Excel 中另存为 .xlsx 重新报送。",
                            "This is an old .xls workbook. Save it as .xlsx in Excel and send it again.");
        }
        boolean zip = startsWith(start, 'P', 'K', 3, 4);
        if (zip != workbookName) {
            throw new Refusal(
                    "misnamed_file",
                    zip ? "文件名不是 .xlsx，内容却是工作簿。请改正扩展名后重新报送。" : "文件名是 .xlsx，内容却不是工作簿。请在 Excel 中另存为 .xlsx 重新报送。",
                    zip
                            ? "The name is not .xlsx, but the content is a workbook. Correct the name's ending and send it again."
                            : "The name says .xlsx, but the content is no workbook. Save it as .xlsx in Excel and send it again.");
        }
        return zip ? WORKBOOK : CSV;
    }

    private static byte[] start(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(8);
        } catch (IOException broken) {
            throw new Refusal("file_unreadable", "文件无法读取。请重新报送。", "The file cannot be read. Send it again.");
        }
    }

    private static boolean startsWith(byte[] start, int... signature) {
        for (int index = 0; index < signature.length; index++) {
            if (index >= start.length || (start[index] & 0xFF) != signature[index]) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(Path file, String streamName) {
        try (InputStream stream = Files.newInputStream(file)) {
            // The directory of streams stands within the first megabyte, in UTF-16.
            String text = new String(stream.readNBytes(1 << 20), StandardCharsets.ISO_8859_1);
            return text.contains(
                    new String(streamName.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
        } catch (IOException broken) {
            return false;
        }
    }
}
