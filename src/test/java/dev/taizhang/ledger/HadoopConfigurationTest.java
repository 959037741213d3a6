package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;

/**
 * {@code taizhang-site.xml} applies in the driver, in Spark and its tasks, and in the file system that a process shares,
 * above what the site has set.
 */
class HadoopConfigurationTest {
    private static final String EXPECTED = "077 true false file:/// 1 " + QuickLocalFileSystem.class.getName();

    private static String told(Configuration hadoop) {
        return String.join(
                " ",
                hadoop.get("fs.permissions.umask-mode"),
                hadoop.get("parquet.page.verify-checksum.enabled"),
                hadoop.get("parquet.hadoop.vectored.io.enabled"),
                hadoop.get("fs.defaultFS"),
                hadoop.get("mapreduce.fileoutputcommitter.algorithm.version"),
                hadoop.get("fs.file.impl"));
    }

    @Test
    void everyConfigurationOfTheProcessIsTheOne() throws IOException {
        JavaSparkContext spark = new JavaSparkContext(TestSpark.session().sparkContext());
        assertThat(told(spark.hadoopConfiguration())).isEqualTo(EXPECTED);
        SerializableConfiguration sent = new SerializableConfiguration(spark.hadoopConfiguration());
        assertThat(spark.parallelize(List.of(1)).map(task -> told(sent.value())).collect())
                .containsExactly(EXPECTED);
        FileSystem shared = FileSystem.get(Path.of("/").toUri(), HadoopConfiguration.read());
        assertThat(shared).isInstanceOf(QuickLocalFileSystem.class);
        assertThat(told(shared.getConf())).isEqualTo(EXPECTED);
    }

    @Test
    void theSettingsOfTheSiteApplyExceptAgainstTheRequirements() {
        List<String> wrong = List.of(
                "fs.permissions.umask-mode",
                "parquet.page.verify-checksum.enabled",
                "fs.defaultFS",
                "mapreduce.fileoutputcommitter.algorithm.version");
        wrong.forEach(key -> System.setProperty("spark.hadoop." + key, "022"));
        System.setProperty("spark.hadoop.fs.s3a.endpoint", "http://store.example");
        try {
            Configuration hadoop = HadoopConfiguration.read();
            assertThat(told(hadoop)).isEqualTo(EXPECTED);
            assertThat(hadoop.get("fs.s3a.endpoint")).isEqualTo("http://store.example");
        } finally {
            wrong.forEach(key -> System.clearProperty("spark.hadoop." + key));
            System.clearProperty("spark.hadoop.fs.s3a.endpoint");
        }
    }
}
