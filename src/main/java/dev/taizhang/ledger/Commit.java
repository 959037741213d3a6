package dev.taizhang.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A commit that is to become the next version of a table. It states what its writer knows as the head, so that none is
 * made on the unpublished rows of another run.
 *
 * @param path the folder of the table
 * @param on the version on which it stands; −1 if there is no table yet
 * @param by the run, which the log records as the suffix of {@code engineInfo}; no other run has its id
 */
public record Commit(String path, long on, String by) {
    private static final long NO_TABLE = -1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the commit that creates a table. */
    public static Commit first(String path, String by) {
        return new Commit(path, NO_TABLE, by);
    }

    /** Returns the version that it becomes. */
    long version() {
        return on + 1;
    }

    /**
     * Returns the new folder below the table into which Spark writes files for it, because committed files must remain
     * unchanged.
     *
     * @param partition the partition of the files, such as {@code /as_of_date=2025-03-31}; empty without partitions
     */
    String staged(String partition) {
        return String.join("/", path + partition, by, Long.toString(on));
    }

    /** Returns who has written its version according to the log; empty if the version does not exist. */
    Optional<String> writerOfItsVersion(Configuration hadoop) {
        Path file = new Path(path, "_delta_log/%020d.json".formatted(version()));
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(file.getFileSystem(hadoop).open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode engine = JSON.readTree(line).at("/commitInfo/engineInfo");
                if (!engine.isMissingNode()) {
                    return Optional.of(engine.asText().replaceFirst("^[^/]*/", ""));
                }
            }
            return Optional.of("?");
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
