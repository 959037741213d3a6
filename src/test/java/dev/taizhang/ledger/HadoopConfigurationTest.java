package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.TestSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** {@code core-site.xml} holds in the driver, in Spark's tasks, and in the file system that a process shares. */
class HadoopConfigurationTest {
    private static final String EXPECTED = "077 true false " + QuickLocalFileSystem.class.getName();

    private static String told(Configuration hadoop) {
        return String.join(
                " ",
                hadoop.get("fs.permissions.umask-mode"),
                hadoop.get("parquet.page.verify-checksum.enabled"),
                hadoop.get("parquet.hadoop.vectored.io.enabled"),
                hadoop.get("fs.file.impl"));
    }

    @Test
    void everyConfigurationOfTheProcessIsTheOne() throws IOException {
        SparkSession spark = TestSpark.session();
        assertThat(told(spark.sparkContext().hadoopConfiguration())).isEqualTo(EXPECTED);
        assertThat(spark.createDataset(List.of(1), Encoders.INT())
                        .map((MapFunction<Integer, String>) task -> told(new Configuration()), Encoders.STRING())
                        .collectAsList())
                .containsExactly(EXPECTED);
        FileSystem shared = FileSystem.get(Path.of("/").toUri(), new Configuration());
        assertThat(shared).isInstanceOf(QuickLocalFileSystem.class);
        assertThat(told(shared.getConf())).isEqualTo(EXPECTED);
    }
}
