package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
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
            throw Failure.usage(
                    new Bilingual(
                            "示例城市至少要有 " + SampleCity.FEWEST_PROJECTS + " 个项目，月数为 1 至 60；所给为 " + projects + " 个项目、"
                                    + months + " 个月。",
                            wrong.getMessage()),
                    new Bilingual("见 jobs/sample --help。", "See jobs/sample --help."));
        } catch (IOException stuck) {
            throw Failure.usage(
                    new Bilingual(
                            "示例城市无法写到 " + directory + "：" + stuck.getMessage() + "。",
                            "The sample city cannot be written to " + directory + ": " + stuck.getMessage() + "."),
                    new Bilingual("请检查权限和磁盘空间。", "Check the rights and the space on the disk."));
        }
    }
}
