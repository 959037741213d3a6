package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import java.io.IOException;
import java.util.List;

/** The messages about the inbox and its files, and about mistakes in the configuration of feeds. */
final class FeedMessages {
    private FeedMessages() {}

    // The inbox

    static Failure noInbox(String folder) {
        return new Failure(
                ExitCode.INPUTS_NOT_READY,
                new Bilingual(
                        "收件目录 " + folder + " 不存在或无法读取。", "The inbox " + folder + " does not exist or cannot be read."),
                new Bilingual("请建立该目录，或用 --inbox 指定收件目录。", "Create the folder, or name another one with --inbox."));
    }

    static Failure unreadableInbox(String folder, Exception cause) {
        return new Failure(
                ExitCode.INPUTS_NOT_READY,
                new Bilingual("收件目录 " + folder + " 无法读取。", "The inbox " + folder + " cannot be read."),
                new Bilingual("请检查目录权限。", "Check the permissions of the folder."),
                cause);
    }

    static Failure unreachableInbox(String address, Exception cause) {
        return new Failure(
                ExitCode.INPUTS_NOT_READY,
                new Bilingual(
                        "收件目录 " + address + " 无法访问：" + cause.getMessage(),
                        "The inbox " + address + " cannot be reached: " + cause.getMessage()),
                new Bilingual(
                        "请检查地址、该存储的权限，以及 conf/spark/cluster.conf 中的设置。",
                        "Check the address, the rights on that storage, and its settings in conf/spark/cluster.conf."),
                cause);
    }

    static Failure notRead(String file, IOException cause) {
        String name = Names.shown(file);
        return new Failure(
                ExitCode.INPUTS_NOT_READY,
                new Bilingual(
                        "“" + name + "”无法读取：" + cause.getMessage(),
                        "\"" + name + "\" cannot be read: " + cause.getMessage()),
                new Bilingual("请检查该文件的权限和所在磁盘后重新运行。", "Check its permissions and its disk, and run again."),
                cause);
    }

    static Failure notStored(String file, IOException cause) {
        String name = Names.shown(file);
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "“" + name + "”无法存入台账库：" + cause.getMessage(),
                        "\"" + name + "\" cannot be stored in the warehouse: " + cause.getMessage()),
                new Bilingual(
                        "请检查台账库的磁盘和权限后重新运行。",
                        "Check the disk of the warehouse and the permissions on it, and run again."),
                cause);
    }

    static Failure severalFeeds(String fileName, DatasetDefinition dataset, List<String> feeds) {
        return Failure.usage(
                new Bilingual(
                        "文件“" + Names.shown(fileName) + "”同时符合“"
                                + dataset.title().zh() + "”的多个报表配置：" + String.join("、", feeds) + "。",
                        "The file \"" + Names.shown(fileName) + "\" matches more than one feed of the dataset "
                                + dataset.name() + ": " + String.join(", ", feeds) + "."),
                new Bilingual(
                        "请修改 conf/feeds 中的 files，使每个文件在同一数据集中只符合一个报表配置。",
                        "Change \"files\" under conf/feeds so that each file matches one feed of a dataset only."));
    }

    // Files that are skipped

    static Bilingual noPermission(String fileName) {
        String name = Names.shown(fileName);
        return new Bilingual(
                "“" + name + "”没有读取权限，未接收。", "\"" + name + "\" was skipped: this user has no permission to read it.");
    }

    static Bilingual notRegular(String fileName) {
        String name = Names.shown(fileName);
        return new Bilingual("“" + name + "”不是普通文件，未接收。", "\"" + name + "\" is not a regular file and was skipped.");
    }

    static Bilingual stillChanging(String fileName) {
        String name = Names.shown(fileName);
        return new Bilingual(
                "“" + name + "”的内容还在变化，留待下次运行。", "\"" + name + "\" is still changing and was left for the next run.");
    }

    static Bilingual unreadableReturn(String fileName, Refusal reason) {
        String name = Names.shown(fileName);
        return new Bilingual(
                "“" + name + "”：" + reason.sentence().zh(),
                "\"" + name + "\": " + reason.sentence().en());
    }

    static Bilingual unknownAnswer(String fileName, String deliveryId) {
        String name = Names.shown(fileName);
        return new Bilingual(
                "“" + name + "”所答复的收件 " + deliveryId + " 不在本台账库中，未接收。",
                "\"" + name + "\" was skipped: it answers the delivery " + deliveryId
                        + ", which is not in this warehouse.");
    }

    // Originals and rows

    static Failure damagedOriginal(String fileName, String original) {
        String name = Names.shown(fileName);
        return new Failure(
                ExitCode.INPUTS_NOT_READY,
                new Bilingual(
                        "“" + name + "”的原件 " + original + " 缺失或已损坏，无法重读。",
                        "The original of \"" + name + "\", " + original
                                + ", is missing or damaged and cannot be read again."),
                new Bilingual(
                        "请从备份恢复该文件，或把同一份报表复制到该处，再运行一次。",
                        "Restore it from a backup, or copy the same file to that place, and run again."));
    }

    static SourceRow.Problem raggedRow(int cells, int headers) {
        return new SourceRow.Problem(
                "ragged_row",
                new Bilingual(
                        "该行有 " + cells + " 个单元格，表头有 " + headers + " 个，无法确定各单元格属于哪一列。请补齐或删去多余的单元格（文字中的分隔符须加引号）。",
                        "The row has " + cells + " cells and the header " + headers
                                + ", so it is unclear which cell belongs to which column. Add or remove cells;"
                                + " a text that contains the separator needs quotes."));
    }

    static SourceRow.Problem shortRow(List<String> missing) {
        String names = String.join(", ", missing);
        return new SourceRow.Problem(
                "short_row",
                new Bilingual(
                        "该行较短，没有“" + names + "”的单元格，按空白计，请核对。",
                        "The row ends before \"" + names + "\", which counts as blank; check it."));
    }

    /** Two cells of a row are below one merged cell of the header. */
    static SourceRow.Problem secondCellUnderHeader() {
        return new SourceRow.Problem(
                "merged_header",
                new Bilingual(
                        "该行在表头的一个合并单元格下填了不止一格，无法确定取哪一格。请取消表头的合并，给每列写上表头。",
                        "The row has more than one cell below a merged cell of the header, so it is unclear which to"
                                + " read. Unmerge the header and give each column a header of its own."));
    }

    static SourceRow.Problem columnsWithoutHeader(List<String> letters) {
        String names = String.join(", ", letters);
        return new SourceRow.Problem(
                SourceRow.COLUMN_WITHOUT_HEADER,
                new Bilingual(
                        "该表第 " + names + " 列没有表头，从本行起有内容，未读取。若须读取，请补上表头。",
                        "The columns " + names + " have no header; their cells, from this row on, were not read."
                                + " Add headers if they are to be read."));
    }

    static SourceRow.Problem sheetWithoutHeader(String sheet) {
        String name = Names.shown(sheet);
        return new SourceRow.Problem(
                SourceRow.SHEET_WITHOUT_HEADER,
                new Bilingual(
                        "工作表“" + name + "”没有本报表的表头，未读取。若其中有应报的数据，请按模板补上表头。",
                        "The sheet \"" + name + "\" does not have the header of this feed and was not read."
                                + " If it holds data to be reported, add the header of the template."));
    }

    // Mistakes in a feed: files and layout

    static Failure wrongSeparator(ConfigurationFile feed) {
        return feed.wrong("separator", new Bilingual("须是一个字符。", "it must be one character."));
    }

    static Failure unknownCharset(ConfigurationFile feed) {
        return feed.wrong("charset", new Bilingual("没有这种字符集。", "no such charset exists."));
    }

    static Failure wrongHeaderRow(ConfigurationFile feed) {
        int last = SheetReading.TITLE_ROWS;
        return feed.wrong(
                "header",
                new Bilingual(
                        "须是 find 或 1—" + last + " 的行号。", "it must be find or a row number from 1 to " + last + "."));
    }

    static Failure wrongHeaderRowCount(ConfigurationFile feed) {
        return feed.wrong("header_rows", new Bilingual("须是 find 或 1—3。", "it must be find or a number from 1 to 3."));
    }

    static Failure notReadOrLeaveOut(ConfigurationFile feed, String key) {
        return feed.wrong(key, new Bilingual("须是 read 或 leave_out。", "it must be read or leave_out."));
    }

    static Failure fillDownWithoutHeader(ConfigurationFile feed, String column) {
        return feed.wrong(
                "fill_down",
                new Bilingual("“" + column + "”须取自文件中的一列。", "\"" + column + "\" must come from a column of the file."));
    }

    // Mistakes in a feed: columns and values

    static Failure notOneSource(ConfigurationFile columns, String key) {
        return columns.wrong(
                key,
                new Bilingual(
                        "header、constant、file_name、sheet_name、title 须恰有一个。",
                        "it must have exactly one of header, constant, file_name, sheet_name and title."));
    }

    static Failure invalidPattern(ConfigurationFile source, String key) {
        return source.wrong(key, new Bilingual("不是有效的正则表达式。", "it is not a valid regular expression."));
    }

    static Failure patternWithoutGroup(ConfigurationFile source, String key) {
        return source.wrong(
                key, new Bilingual("须有一个括号组，指明取哪一段。", "it must contain one capture group, which selects the value."));
    }

    static Failure unknownUnit(ConfigurationFile source, String key, String unit) {
        return source.wrong(
                key, new Bilingual("“" + unit + "”不在 units.csv 中。", "\"" + unit + "\" is not in units.csv."));
    }

    static Failure wrongUnit(ConfigurationFile source, String key, String unit) {
        return source.wrong(
                key, new Bilingual("“" + unit + "”不是该列可用的单位。", "the column cannot have the unit \"" + unit + "\"."));
    }

    static Failure wrongDecimal(ConfigurationFile feed) {
        return feed.wrong("decimal", new Bilingual("须是 \".\" 或 \",\"。", "it must be \".\" or \",\"."));
    }

    static Failure invalidDateForm(ConfigurationFile feed, String form, Bilingual reason) {
        return feed.wrong(
                "date_forms",
                new Bilingual("“" + form + "”：" + reason.zh() + "。", "\"" + form + "\": " + reason.en() + "."));
    }

    static Failure wrongYearSource(ConfigurationFile feed) {
        return feed.wrong(
                "year",
                new Bilingual(
                        "须是 file_name、sheet_name、title 或 constant。",
                        "it must be file_name, sheet_name, title or constant."));
    }

    static Failure wrongSenderSource(ConfigurationFile feed) {
        return feed.wrong("sender", new Bilingual("须是 file_name 或 constant。", "it must be file_name or constant."));
    }

    // Mistakes in a feed: full lists and rows to leave out

    static Failure wrongList(ConfigurationFile feed) {
        return feed.wrong("list", new Bilingual("须是 whole 或 changes。", "it must be whole or changes."));
    }

    static Failure fullListWithoutDate(ConfigurationFile feed) {
        return feed.wrong(
                "list",
                new Bilingual(
                        "整表须有清单日期，而 columns 中没有 snapshot_date。",
                        "a full list needs a date, but columns does not have snapshot_date."));
    }

    static Failure scopeOfChanges(ConfigurationFile feed) {
        return feed.wrong(
                "scope", new Bilingual("只有整表（list = whole）才有范围。", "only a full list (list = whole) has a scope."));
    }

    static Failure wrongScope(ConfigurationFile feed) {
        return feed.wrong(
                "scope",
                new Bilingual(
                        "须是 everything、districts 或 { districts = [...] }。",
                        "it must be everything, districts or { districts = [...] }."));
    }

    static Failure unknownDistrict(ConfigurationFile scope, String district) {
        return scope.wrong(
                "districts",
                new Bilingual(
                        "“" + district + "”不在 districts.csv 中。", "\"" + district + "\" is not in districts.csv."));
    }

    static Failure unknownColumn(ConfigurationFile rule, String column) {
        return rule.wrong("when", new Bilingual("没有列“" + column + "”。", "there is no column \"" + column + "\"."));
    }

    static Failure comparesWithEmptyText(ConfigurationFile rule) {
        return rule.wrong(
                "when",
                new Bilingual(
                        "空白单元格是 NULL，不是空文本，请写 IS NULL。", "a blank cell is NULL, not an empty text; write IS NULL."));
    }

    static Failure invalidCondition(ConfigurationFile rule) {
        return rule.wrong("when", new Bilingual("不是有效的 Spark SQL 条件。", "it is not a valid Spark SQL condition."));
    }
}
