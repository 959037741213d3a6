package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Configuration;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that can be typed as they are, and that tell the columns of a view apart. */
class ChineseViewTest {
    @Test
    void columnsAreNamedInChineseAlone() {
        for (SummaryTable table :
                OfficeTables.of(Configuration.read(Path.of("conf"))).published()) {
            assertThat(Stream.of(table.schema().fields())
                            .map(field -> CopiedColumn.of(field).title("亿元")))
                    .as(table.name())
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[\\p{IsHan}_]+"))
                    .as(table.name() + ": PostgreSQL cuts longer names without a message")
                    .allMatch(name -> name.getBytes(StandardCharsets.UTF_8).length < 63);
        }
    }
}
