package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of 45 versions, two of which are named by releases. */
class SurplusLogFilesTest {
    private static final StructType COLUMNS = new StructType().add("project_code", DataTypes.StringType);

    @TempDir
    private Path folder;

    @Test
    void withoutThemEveryVersionIsReadAsBefore() throws IOException {
        DeltaTables tables = new DeltaTables(HadoopConfiguration.read());
        String path = folder.toString();
        tables.create(Commit.first(path, "000001-1"), COLUMNS, List.of(), "");
        for (int version = 1; version <= 45; version++) {
            tables.append(new Commit(path, version - 1, "000001-1"), List.of(RowFactory.create("P" + version)));
        }
        List<String> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.map(Path::toString).toList();
        }
        Set<String> surplus = SurplusLogFiles.among(all, Set.of(15L, 25L));
        assertThat(all.stream().filter(name -> name.matches(".*(crc|checkpoint.parquet)") && !surplus.contains(name)))
                .extracting(name -> name.substring(name.lastIndexOf('/') + 1))
                .containsExactlyInAnyOrder(
                        "00000000000000000010.checkpoint.parquet",
                        "00000000000000000015.crc",
                        "00000000000000000020.checkpoint.parquet",
                        "00000000000000000025.crc",
                        "00000000000000000040.checkpoint.parquet",
                        "00000000000000000045.crc");
        for (String file : surplus) {
            Files.delete(Path.of(file));
        }
        for (int version : List.of(15, 16, 25, 39, 45)) {
            assertThat(new DeltaTables(HadoopConfiguration.read()).rows(path, version))
                    .hasSize(version);
        }
        assertThat(TestSpark.delta()
                        .read()
                        .format("delta")
                        .option("versionAsOf", 25)
                        .load(path)
                        .count())
                .isEqualTo(25);
        assertThat(SurplusLogFiles.among(List.of(), Set.of())).isEmpty();
    }
}
