package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build's two folders of libraries: what a cluster has, and what a run brings to it. */
class LibrariesTest {
    private static List<String> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/lib").resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aRunBringsNothingThatAClusterHas() throws IOException {
        List<String> own = jars("app");
        List<String> ofSpark = jars("spark/jars");

        assertThat(own)
                .contains("delta-kernel-api-4.4.0.jar", "picocli-4.7.7.jar")
                .doesNotContainAnyElementsOf(ofSpark);
        assertThat(own)
                .noneMatch(
                        jar -> jar.matches(
                                "(log4j|slf4j|hadoop|jackson|scala|parquet|spark|netty|guava|commons-(io|codec|lang3)|unitycatalog).*"));
        assertThat(ofSpark).anyMatch(jar -> jar.startsWith("spark-core_2.13-"));
    }
}
