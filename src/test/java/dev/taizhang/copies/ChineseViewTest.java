package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Configuration;
import dev.taizhang.summaries.OfficeTables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names that can be typed as they are, and that tell the columns of a view apart. */
class ChineseViewTest {
    @Test
    void columnsAreNamedInChineseAlone() {
        OfficeTables office = OfficeTables.of(Configuration.read(Path.of("conf")));
        for (CopiedTable table : new ReleaseRows(null, null, null, office, Map.of()).copied()) {
            assertThat(table.columns().stream().map(column -> column.title("亿元")))
                    .as(table.name())
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[\\p{IsHan}_]+"))
                    .as(table.name() + ": PostgreSQL cuts longer names without a message")
                    .allMatch(name -> name.getBytes(StandardCharsets.UTF_8).length < 63);
        }
    }
}
