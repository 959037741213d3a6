package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Hashes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The manifest as earlier versions of the program wrote it. */
class ReleaseTest {
    private static final String TABLES =
            "{\"ledger.projects\":{\"version\":1,\"files\":1,\"rows\":2,\"bytes\":300,\"digests\":{},\"since\":\"000001-1\"}}";

    @Test
    void aReleaseOfBeforeTablesHadADigestOfContentAndLogKeepsItsHash() {
        TreeMap<String, Release.Standing> tables = new TreeMap<>();
        tables.put("ledger.projects", new Release.Standing(1, 1, 2, 300, new TreeMap<>(), "000001-1", null, null));
        Release release = new Release(
                1,
                "000001-1",
                LocalDate.of(2025, 3, 31),
                Instant.EPOCH,
                Instant.EPOCH,
                "1",
                "c",
                new Release.Taken(1, 2, 2, 0, 0),
                new TreeMap<>(),
                tables,
                "");

        assertThat(release.hash()).isEqualTo(Hashes.of(String.join("\n", "", "1", "2025-03-31", "1", "c", TABLES)));
    }
}
