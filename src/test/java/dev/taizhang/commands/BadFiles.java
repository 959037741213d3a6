package dev.taizhang.commands;

import dev.taizhang.TestParquet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** One damaged project list, or list of changes, of every kind, each of which would be fine but for its one fault. */
final class BadFiles {
    private static final String[] LIST = {
        TestInbox.PROJECTS, "X-01,不应入账,东区,铸造,开工,100,2024-05-01,是,CNY", "X-02,不应入账,东区,铸造,开工,100,2024-05-01,是,CNY",
    };

    private static final String OBJECT =
            "{\"项目代码\":\"X-07\",\"项目名称\":\"不应入账\",\"所属县区\":\"东区\"," + "\"项目状态\":\"开工\",\"计划总投资（万元）\":100}";
    private static final Object[] CHANGE = {"X-08", "不应入账", "东区", null, "开工", 10000L};

    private BadFiles() {}

    /** Puts all of them into an inbox, under the names that the test lists with their rules. */
    static void deliver(TestInbox office) throws IOException {
        byte[] workbook = TestInbox.workbook("清单", LIST);
        office.deliver("2025-03-31 截断 项目清单.xlsx", Arrays.copyOf(workbook, workbook.length / 2));
        office.deliver("2025-03-31 表内截断 项目清单.xlsx", withTruncatedSheet(workbook));
        office.deliver("2025-03-31 乱码 项目清单.xlsx", noiseAfter("PK\u0003\u0004"));
        office.deliver("2025-03-31 空文件 项目清单.xlsx", new byte[0]);
        office.deliver("2025-03-30 空文本 项目清单.csv", new byte[0]);
        office.deliver("2025-03-31 加密 项目清单.xlsx", compound("EncryptedPackage"));
        office.deliver("2025-03-31 旧式 项目清单.xlsx", compound("Workbook"));
        office.deliver("2025-03-31 实为文本 项目清单.xlsx", LIST);
        office.deliver("2025-03-31 实为网页 项目清单.xlsx", "<html><table><tr><td>项目代码</td></tr></table></html>");
        office.deliver("2025-03-31 实为工作簿 项目清单.csv", TestInbox.workbook("清单", LIST[0], LIST[1]));
        office.deliverWorkbook("2025-03-31 无数据 项目清单.xlsx", "清单", "2025年重大项目", LIST[0]);
        office.deliverWorkbook("2025-03-31 无此表 项目清单.xlsx", "封面", LIST);
        office.deliverWorkbook("2025-03-31 无表头 项目清单.xlsx", "清单", "甲,乙,丙", "1,2,3");
        office.deliverWorkbook("2025-03-31 缺列 项目清单.xlsx", "清单", "项目代码,项目名称,所属县区,计划总投资（万元）", "X-03,不应入账,东区,100");
        office.deliverWorkbook("2025-03-31 重复表头 项目清单.xlsx", "清单", LIST[0] + ",计划总投资（亿元）", LIST[1] + ",1");
        office.deliver("2025-03-31 引号 项目清单.csv", LIST[0], LIST[1], "\"X-04,不应入账,东区,铸造,开工,100,2024-05-01,是,CNY");
        office.deliver("2025-03-31 错引号 项目清单.csv", LIST[0], LIST[1], "\"X-05\"再,不应入账,东区,铸造,开工,100,,是,CNY");
        office.deliver("2025-03-31 编码 项目清单.csv", inNoCharset());
        office.deliver("三月底 项目清单.csv", LIST[0], "X-06,不应入账,东区,铸造,开工,100,2024-05-01,是,CNY");
        deliverParquet(office);
        deliverJsonLines(office);
    }

    private static void deliverParquet(TestInbox office) throws IOException {
        byte[] parquet = TestParquet.of(TestInbox.CHANGES, CHANGE);
        byte[] damaged = parquet.clone();
        damaged[30] ^= 1;
        office.deliver("2025-03-31 截断 项目变更.parquet", Arrays.copyOf(parquet, parquet.length / 2));
        office.deliver("2025-03-31 坏页 项目变更.parquet", damaged);
        office.deliver("2025-03-31 加密 项目变更.parquet", TestParquet.encrypted(TestInbox.CHANGES, CHANGE));
        office.deliver(
                "2025-03-31 列类型 项目变更.parquet",
                TestParquet.of(
                        TestInbox.CHANGES.replace("int64 计划总投资（万元） (DECIMAL(18, 2))", "boolean 计划总投资（万元）"),
                        new Object[] {"X-09", "不应入账", "东区", null, "开工", true}));
        office.deliver("2025-03-31 实为文本 项目变更.parquet", LIST);
        office.deliver("2025-03-31 实为 Parquet 项目变更.csv", parquet);
    }

    private static void deliverJsonLines(TestInbox office) throws IOException {
        office.deliver("2025-03-31 半行 项目变更.jsonl", OBJECT, "", OBJECT.substring(0, 40));
        office.deliver("2025-03-31 编码 项目变更.jsonl", (OBJECT + "\n").getBytes(Charset.forName("GB18030")));
        office.deliver("2025-03-31 重复键 项目变更.jsonl", OBJECT.replace("}", ",\"项目代码\":\"X-10\"}"));
        office.deliver("2025-03-31 列表 项目变更.jsonl", OBJECT, OBJECT.replace("100", "[100, 200]"));
        office.deliver("2025-03-31 缺列 项目变更.jsonl", OBJECT.replace("项目状态", "状况"));
        office.deliver("2025-03-31 实为表格 项目变更.jsonl", LIST);
        office.deliver("2025-03-31 实为对象 项目变更.csv", OBJECT);
    }

    /** The start of an OLE2 file, as Office writes old workbooks and encrypted ones, with one stream's name in its directory. */
    private static byte[] compound(String stream) {
        byte[] signature = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        byte[] name = stream.getBytes(StandardCharsets.UTF_16LE);
        return ByteBuffer.allocate(2048).put(signature).put(1024, name).array();
    }

    private static byte[] noiseAfter(String start) {
        byte[] noise = new byte[3000];
        new Random(1).nextBytes(noise);
        return ByteBuffer.wrap(noise)
                .put(start.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** A byte 0xFF begins no letter, neither in UTF-8 nor in GB18030. */
    private static byte[] inNoCharset() {
        byte[] bytes = String.join("\n", LIST).getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xFF;
        return bytes;
    }

    /** A sound archive whose sheet breaks off after its first project. */
    private static byte[] withTruncatedSheet(byte[] workbook) throws IOException {
        Path whole = Files.createTempFile("whole", ".xlsx");
        Files.write(whole, workbook);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(whole.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] content = in.getInputStream(entry).readAllBytes();
                int end = entry.getName().endsWith("sheet1.xml")
                        ? new String(content, StandardCharsets.US_ASCII).lastIndexOf("<row") + 8
                        : content.length;
                out.write(content, 0, end);
            }
        }
        Files.delete(whole);
        return bytes.toByteArray();
    }
}
