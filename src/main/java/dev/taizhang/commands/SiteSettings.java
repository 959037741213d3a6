package dev.taizhang.commands;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.hadoop.fs.FileSystem;

/**
 * The settings of storage in {@code spark/cluster.conf} of the configuration folder. Spark reads the file itself where
 * it runs on a cluster; commands that compute on this machine use the same storage.
 */
final class SiteSettings {
    private static final String STORAGE = "spark.hadoop.";

    private SiteSettings() {}

    /** Makes the settings of storage apply in this process. */
    static void load() throws IOException {
        if (System.getProperty("spark.submit.deployMode") != null) {
            // Spark has read the file. The file systems that it has opened since do not have the program's
            // requirements.
            FileSystem.closeAll();
            return;
        }
        String file = System.getProperty("taizhang.cluster");
        if (file != null) {
            read(file);
        }
    }

    private static void read(String file) {
        Properties settings = new Properties();
        try (Reader text = Files.newBufferedReader(Path.of(file))) {
            settings.load(text);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw CommandMessages.clusterFileUnreadable(file, unreadable);
        }
        settings.stringPropertyNames().stream()
                .filter(key -> key.startsWith(STORAGE))
                .forEach(
                        key -> System.setProperty(key, settings.getProperty(key).strip()));
    }
}
