package dev.taizhang.validated;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Makes {@code .xls} files. */
final class OldWorkbooks {
    private OldWorkbooks() {}

    /** A workbook of one sheet with rows of text, whose cells are parted by {@code |}. */
    static byte[] of(String... rows) {
        HSSFWorkbook workbook = new HSSFWorkbook();
        HSSFSheet sheet = workbook.createSheet("清单");
        for (int row = 0; row < rows.length; row++) {
            HSSFRow line = sheet.createRow(row);
            String[] cells = rows[row].split("\\|", -1);
            for (int column = 0; column < cells.length; column++) {
                HSSFCell cell = line.createCell(column);
                if (cells[column].matches("[0-9.]+")) {
                    cell.setCellValue(Double.parseDouble(cells[column]));
                } else {
                    cell.setCellValue(cells[column]);
                }
            }
        }
        return bytes(workbook);
    }

    /** The bytes of a workbook. */
    static byte[] bytes(HSSFWorkbook workbook) {
        try (workbook;
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            workbook.write(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A file of the older programs of Office with one stream. */
    static byte[] stream(String name) {
        try (POIFSFileSystem file = new POIFSFileSystem();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            file.createDocument(new ByteArrayInputStream(new byte[5000]), name);
            file.writeFilesystem(out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
