package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.ReferenceTable;
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
import java.util.Map;
import java.util.concurrent.Callable;
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
            "为没有对应配置的报表起草报表配置（feed），输出到标准输出；或按现有的报表配置生成空白填报模板。",
            "Drafts a feed for a file that no existing feed matches, on the standard output; or writes an empty"
                    + " template workbook"
                    + " that a feed reads."
        })
final class FeedCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    /** The file to draft a feed for, or the template to write. */
    private static final class Wanted {
        @Parameters(paramLabel = "FILE", description = "没有对应报表配置的文件。 The file that no feed matches.")
        private Path file;

        @Option(
                names = "--template",
                paramLabel = "DATASET",
                description = "数据集或报表配置的名称，如 projects。 Name of a dataset or a feed, for example projects.")
        private String template;
    }

    @ArgGroup(multiplicity = "1")
    private Wanted wanted;

    @Option(
            names = "--dataset",
            paramLabel = "DATASET",
            description = {
                "为文件中的这一数据集起草，如 progress；缺省为最相符的一个。",
                "Drafts the feed for this dataset of the file, such as progress; by default the one that fits best."
            })
    private String dataset;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "模板文件名，缺省写入当前目录。 File of the template; by default in the current folder.")
    private Path to;

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        List<Feed> feeds = FeedFiles.read(configuration);
        System.out.print(
                wanted.file != null
                        ? draft(wanted.file, feeds, configuration.reference("districts"))
                        : template(configuration.references(), feeds, wanted.template) + System.lineSeparator());
        return ExitCode.PUBLISHED.code();
    }

    private String draft(Path file, List<Feed> feeds, ReferenceTable districts) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw CommandMessages.unreadableFile(file);
        }
        try {
            List<FeedDraft> drafts = FeedDraft.of(file.getFileName().toString(), FilePreview.at(file), feeds);
            List<String> datasets = drafts.stream().map(FeedDraft::dataset).toList();
            if (dataset != null && !datasets.contains(dataset)) {
                throw CommandMessages.noSuchDraft(dataset, datasets);
            }
            FeedDraft draft = drafts.get(dataset == null ? 0 : datasets.indexOf(dataset));
            if (dataset == null && datasets.size() > 1) {
                System.err.println(CommandMessages.furtherDrafts(datasets.subList(1, datasets.size()))
                        .line());
            }
            return draft.text(districts.members().stream()
                    .flatMap(member -> member.words().stream())
                    .toList());
        } catch (Refusal unreadable) {
            throw CommandMessages.noDraft(unreadable.sentence());
        }
    }

    private Path template(Map<String, ReferenceTable> references, List<Feed> feeds, String name) {
        Feed feed = feeds.stream()
                .filter(one -> one.name().equals(name) || one.dataset().name().equals(name))
                .filter(one -> one.files().stream().anyMatch(pattern -> pattern.endsWith(".xlsx")))
                .findFirst()
                .orElseThrow(() -> CommandMessages.noTemplate(
                        name,
                        Datasets.ALL.stream().map(DatasetDefinition::name).toList(),
                        feeds.stream().map(Feed::name).toList()));
        Path file = to == null ? Path.of(feed.dataset().title().zh() + "模板.xlsx") : to;
        try (OutputStream stream = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            new Template(feed, references).write(stream);
            return file;
        } catch (IOException stuck) {
            throw CommandMessages.templateNotWritten(file);
        }
    }
}
