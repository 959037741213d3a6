package dev.taizhang.commands;

import dev.taizhang.definition.ExitCode;
import dev.taizhang.sample.SampleCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the synthetic sample city as its offices would deliver it. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "生成合成的示例城市：DIR/inbox 为各单位的报表，DIR/known.json 为已知数字。"
                + " Generates the synthetic sample city: the offices' files in DIR/inbox, the known"
                + " figures in DIR/known.json.")
final class SampleCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "目标目录（须为空或不存在）。 Target folder; it must be empty or not exist.")
    private Path directory;

    @Option(
            names = "--projects",
            defaultValue = "" + SampleCity.DEFAULT_PROJECTS,
            description = "项目数。 Number of projects; ${DEFAULT-VALUE} by default.")
    private int projects;

    @Option(
            names = "--months",
            defaultValue = "" + SampleCity.DEFAULT_MONTHS,
            description = "月数。 Number of months; ${DEFAULT-VALUE} by default.")
    private int months;

    @Option(
            names = "--seed",
            defaultValue = "" + SampleCity.DEFAULT_SEED,
            description = "随机种子。 Random seed; ${DEFAULT-VALUE} by default.")
    private long seed;

    @Option(
            names = "--form",
            defaultValue = "office",
            description = "形式：office（各单位各期一份，形式不一，含错误数据）或 parquet（少量大文件，适合很多项目）。"
                    + " Form: office (one file per office and period, in many forms, with flaws) or parquet (a"
                    + " few large files, for many"
                    + " projects); ${DEFAULT-VALUE} by default.")
    private SampleCity.Form form;

    @Override
    public Integer call() {
        requireEmpty(directory);
        SampleFiles.write(directory, projects, months, seed, form);
        System.out.println(directory.resolve("inbox"));
        return ExitCode.PUBLISHED.code();
    }

    private static void requireEmpty(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw CommandMessages.sampleFolderNotEmpty(directory);
            }
        } catch (IOException noFolder) {
            throw CommandMessages.sampleFolderUnreadable(directory);
        }
    }
}
