package dev.taizhang.commands;

import dev.taizhang.sample.SampleCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of the synthetic city, and reports if that is not possible. */
final class SampleFiles {
    private SampleFiles() {}

    /**
     * Writes the default city. If it already exists, it is not changed; files of an interrupted run are overwritten.
     */
    static void writeDefault(Path directory) {
        if (!Files.exists(directory.resolve("known.json"))) {
            write(
                    directory,
                    SampleCity.DEFAULT_PROJECTS,
                    SampleCity.DEFAULT_MONTHS,
                    SampleCity.DEFAULT_SEED,
                    SampleCity.Form.OFFICE);
        }
    }

    static void write(Path directory, int projects, int months, long seed, SampleCity.Form form) {
        try {
            SampleCity.write(directory, projects, months, seed, form);
        } catch (IllegalArgumentException wrong) {
            throw CommandMessages.wrongSampleSize(projects, months, wrong);
        } catch (IOException stuck) {
            throw CommandMessages.sampleNotWritten(directory, stuck);
        }
    }
}
