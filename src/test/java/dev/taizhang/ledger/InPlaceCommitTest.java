package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How Spark's tasks leave their files on an object store, where a rename is a copy. */
class InPlaceCommitTest {
    private static final StructType SCHEMA = StructType.fromDDL("id bigint");

    @TempDir
    private Path folder;

    @BeforeAll
    static void knowTheStorage() {
        RemoteFileSystem.register();
    }

    @Test
    void filesHaveTheirFinalNamesAndOnlyThoseOfTheListCount() throws IOException {
        Configuration hadoop = HadoopConfiguration.read();
        DeltaTables delta = new DeltaTables(hadoop);
        String table = "remote://" + folder.resolve("table");
        delta.create(Commit.first(table, "run"), SCHEMA, List.of(), "numbers");
        String written = table + "/written";
        TestSpark.session().range(0, 9, 1, 3).toDF("id").write().parquet(written);

        Path files = folder.resolve("table/written");
        assertThat(names(files))
                .hasSize(4)
                .filteredOn(name -> !name.matches("part-0000[012]-\\d+-c000\\.snappy\\.parquet"))
                .containsExactly("_committed");
        // A task that was given up on a machine out of reach ends after all.
        Path counted =
                files.resolve(Files.readAllLines(files.resolve("_committed")).get(0));
        Files.copy(counted, files.resolve("part-00000-99.snappy.parquet"));

        long version = delta.appendFiles(new Commit(table, 0, "run"), written);
        assertThat(delta.contents(table, version).rows()).isEqualTo(9);
        assertThat(delta.files(table, version)).hasSize(3);
    }

    @Test
    void onADiskTheyAreRenamed() throws IOException {
        Path files = folder.resolve("disk");
        TestSpark.session().range(0, 9, 1, 3).write().parquet(files.toString());
        assertThat(names(files)).hasSize(3).allMatch(name -> name.matches("part-0000[012]-.*-c000\\.snappy\\.parquet"));
    }

    /** The names of all files below a folder, temporary ones and those in folders too. */
    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }
}
