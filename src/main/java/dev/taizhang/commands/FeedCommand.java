package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.drafts.FeedDraft;
import dev.taizhang.drafts.Template;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.feeds.FilePreview;
import dev.taizhang.feeds.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drafts a feed for a file that no existing feed matches, or writes a template workbook that a feed ingests. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description = {
            "为陌生的报表起草 feed，输出到标准输出；或按现有 feed 生成空白模板。",
            "Drafts a feed for an unknown file, on the standard output; or makes an empty workbook that a feed takes."
        })
final class FeedCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions places;

    /** The file to draft a feed for, or the template to write. */
    private static final class Wanted {
        @Parameters(paramLabel = "FILE", description = "陌生的报表。 The file that no feed takes.")
        private Path file;

        @Option(
                names = "--template",
                paramLabel = "DATASET",
                description = "数据集或 feed 的名称，如 projects。 A dataset or a feed, projects for example.")
        private String template;
    }

    @ArgGroup(multiplicity = "1")
    private Wanted wanted;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "模板写到哪里，缺省为当前目录。 Where the template goes; by default into the current folder.")
    private Path to;

    @Override
    public Integer call() {
        Configuration configuration = places.configuration();
        List<Feed> feeds = FeedFiles.read(configuration);
        System.out.print(
                wanted.file != null
                        ? draft(wanted.file, feeds)
                        : template(configuration, feeds, wanted.template) + System.lineSeparator());
        return ExitCode.PUBLISHED.code();
    }

    private static String draft(Path file, List<Feed> feeds) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Failure.usage(
                    new Bilingual(
                            "文件 " + file + " 不存在或无法读取。", "The file " + file + " does not exist or cannot be read."),
                    new Bilingual("请核对路径。", "Check the path."));
        }
        try {
            return new FeedDraft(file.getFileName().toString(), FilePreview.at(file), feeds).text();
        } catch (Refusal unreadable) {
            throw Failure.usage(unreadable.sentence(), new Bilingual("无法起草 feed。", "No feed can be drafted for it."));
        }
    }

    private Path template(Configuration configuration, List<Feed> feeds, String name) {
        Feed feed = feeds.stream()
                .filter(one -> one.name().equals(name) || one.dataset().name().equals(name))
                .filter(one -> one.files().stream().anyMatch(pattern -> pattern.endsWith(".xlsx")))
                .findFirst()
                .orElseThrow(() -> noTemplate(name, feeds));
        Path file = to == null ? Path.of(feed.dataset().title().zh() + "模板.xlsx") : to;
        try (OutputStream stream = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            new Template(feed, configuration).write(stream);
            return file;
        } catch (IOException stuck) {
            throw Failure.usage(
                    new Bilingual(file + " 无法写出，或已经存在。", file + " cannot be written, or is there already."),
                    new Bilingual("请用 --to 指定另一个文件名。", "Name another file with --to."));
        }
    }

    private static Failure noTemplate(String name, List<Feed> feeds) {
        String datasets = Datasets.ALL.stream().map(DatasetDefinition::name).collect(Collectors.joining(", "));
        return Failure.usage(
                new Bilingual(
                        "没有读取 .xlsx 的 feed 属于“" + name + "”。",
                        "No feed that takes .xlsx files is for \"" + name + "\"."),
                new Bilingual(
                        "数据集有 " + datasets + "；feed 有 "
                                + feeds.stream().map(Feed::name).collect(Collectors.joining(", ")) + "。",
                        "Datasets are " + datasets + "; feeds are "
                                + feeds.stream().map(Feed::name).collect(Collectors.joining(", ")) + "."));
    }
}
