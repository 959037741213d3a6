package dev.taizhang.feeds;

import dev.taizhang.definition.Configuration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A feed of monthly progress with five columns, which reads files without Spark. */
final class ProgressFeed {
    private final Path folder;
    private final Configuration configuration;
    private final Feed feed;

    ProgressFeed(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("feeds"));
        Files.writeString(folder.resolve("taizhang.conf"), "programme { code = test, name_zh = 测试, name_en = Test }");
        Files.writeString(folder.resolve("feeds/progress.conf"), """
                dataset = progress
                files = "*"
                unit_column = "单位"
                columns {
                  project_code = "项目代码"
                  report_month = "报告月份"
                  invested_this_month = "本月完成投资"
                  status = ["项目状态", "状态"]
                  remark = "备注"
                }
                """);
        configuration = Configuration.read(folder);
        feed = FeedFiles.read(configuration).get(0);
    }

    List<Feed> feeds() {
        return List.of(feed);
    }

    /** Number and cells of each row, parted by blanks; {@code .} where there is no value. */
    List<String> rows(String name, byte[] bytes) throws Exception {
        return read(name, bytes).stream().map(ProgressFeed::text).toList();
    }

    /** The same of a text file of these lines, in UTF-8. */
    List<String> rows(String name, String... lines) throws Exception {
        return rows(name, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    List<SourceRow> read(String name, byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("delivery"), bytes);
        List<AutoCloseable> opened = new ArrayList<>();
        List<SourceRow> rows = new ArrayList<>();
        try {
            new DeliveryReader(
                            feed,
                            configuration.reference("units"),
                            configuration.settings().zone(),
                            name)
                    .rows(file, opened::add)
                    .forEachRemaining(rows::add);
        } finally {
            for (AutoCloseable reader : opened) {
                reader.close();
            }
        }
        return rows;
    }

    private static String text(SourceRow row) {
        return row.rowNumber() + " "
                + Arrays.stream(new int[] {0, 1, 2, 7, 8})
                        .mapToObj(column -> row.cells()[column] == null ? "." : row.cells()[column])
                        .collect(Collectors.joining(" "));
    }
}
