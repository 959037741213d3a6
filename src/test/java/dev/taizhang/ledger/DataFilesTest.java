package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the checksum of a data file covers: all of a small file, and of a large one its footer. */
class DataFilesTest {
    private static final int FOOTER = 100;

    @TempDir
    private Path folder;

    /** A file that ends as Parquet files do, with one byte set. */
    private String checksum(long size, long place) throws IOException {
        Path file = folder.resolve("part.parquet");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(0);
            bytes.setLength(size);
            bytes.seek(size - 8);
            bytes.write(new byte[] {FOOTER, 0, 0, 0});
            bytes.write("PAR1".getBytes(StandardCharsets.US_ASCII));
            bytes.seek(place);
            bytes.write(0x7F);
        }
        return new DataFiles(HadoopConfiguration.read()).checksum(file.toString());
    }

    @Test
    void everyByteOfASmallFileCounts() throws IOException {
        assertThat(checksum(1_000, 0)).isNotEqualTo(checksum(1_000, 1));
    }

    @Test
    void theFooterOfALargeFileCountsAndItsPagesAreLeftToParquet() throws IOException {
        long large = 40L << 20;
        assertThat(checksum(large, large - FOOTER)).isNotEqualTo(checksum(large, large - FOOTER + 1));
        assertThat(checksum(large, 0)).isEqualTo(checksum(large, 1));
    }

    @Test
    void aFooterThatIsLongerThanItsFileIsRefused() {
        long large = 40L << 20;
        assertThatThrownBy(() -> checksum(large, large - 5)).hasMessageContaining("has no such length");
    }
}
