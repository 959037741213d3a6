package dev.taizhang.ledger;

import static dev.taizhang.definition.Column.field;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The definitions of the ledger tables: one for each dataset, and those that account for every row. */
public final class LedgerTables {
    private static final DataType TEXT = DataTypes.StringType;
    private static final DataType COUNT = DataTypes.LongType;
    private static final DataType NAMES = DataTypes.createArrayType(TEXT);

    /** The key of rows of any delivery. */
    private static final List<String> PLACE = List.of("delivery_number", "sheet", "row_number");

    private static final StructField DELIVERY_NUMBER = field(
            "delivery_number", COUNT, "收件序号：大者为准", "position among all deliveries; later records take precedence");

    /** One row per delivery: its identity, how it was read, and the number of its rows by outcome. */
    public static final TableDefinition DELIVERIES = new TableDefinition(
            "ledger.deliveries",
            new Bilingual("收件", "Deliveries"),
            new Bilingual("每次收件一行", "One row per delivery"),
            List.of("delivery_number"),
            new StructType(new StructField[] {
                DELIVERY_NUMBER,
                field("delivery_id", TEXT, "收件标识", "identity: content and what its feed derives from its name"),
                field("content_hash", TEXT, "内容哈希", "SHA-256 of the bytes"),
                field("file_name", TEXT, "文件名", "path in the inbox"),
                field("bytes", COUNT, "字节数", "size in bytes"),
                field("sender", TEXT, "报送单位", "sender"),
                field("feed", TEXT, "读取配置", "feed that read it"),
                field("dataset", TEXT, "数据集", "dataset"),
                field("state", TEXT, "状态", "accepted or refused"),
                field("reason", TEXT, "退回规则", "rule that refused it"),
                field("sentence_zh", TEXT, "退回原因（中文）", "why it was refused, in Chinese"),
                field("sentence_en", TEXT, "退回原因（英文）", "why it was refused, in English"),
                field("whole_list", DataTypes.BooleanType, "是否整表", "whether it is the full list of its scope"),
                field(
                        "makes_leave",
                        DataTypes.BooleanType,
                        "未列项目是否退出",
                        "whether projects that it does not name have left; false if keys were unreadable"),
                field(
                        "scope",
                        DataTypes.createArrayType(TEXT),
                        "整表范围",
                        "district codes that it covers; * is everything"),
                field("speaks_of", DataTypes.DateType, "所述日期", "latest date that its rows describe"),
                field("rows_read", COUNT, "读取行数", "rows read"),
                field("rows_accepted", COUNT, "接收行数", "rows accepted"),
                field("rows_rejected", COUNT, "退回行数", "rows rejected"),
                field("rows_left_out", COUNT, "略过行数", "rows left out"),
                field("warnings", COUNT, "提示数", "warnings about accepted rows and totals"),
                field("configuration_hash", TEXT, "配置哈希", "configuration that read it"),
                field("run_id", TEXT, "运行标识", "run that ingested it"),
                field("night", DataTypes.DateType, "收件之夜", "as-of date of the run that ingested it"),
                field("taken_at", DataTypes.TimestampType, "接收时间", "when it was ingested"),
                field(
                        "answers",
                        COUNT,
                        "答复的收件：退回单改好后再报时，所答复收件的序号",
                        "number of the delivery whose rejected rows it corrects; empty if it is not a return"),
                field(
                        "columns",
                        NAMES,
                        "提供的列：由文件或读取配置提供的列",
                        "columns that its file or its feed supplied; empty if unknown"),
                field(
                        "columns_with_values",
                        NAMES,
                        "有值的列：文件中至少一行有值的列",
                        "columns of the file that hold a value in some row; empty if unknown"),
                field(
                        "unused_headers",
                        NAMES,
                        "未使用的表头：有值但未被读取配置使用",
                        "headers of the file that hold values and that its feed does not use; empty if unknown"),
            }));

    /** One row per withdrawal of a delivery. */
    public static final TableDefinition WITHDRAWALS = new TableDefinition(
            "ledger.withdrawals",
            new Bilingual("撤回", "Withdrawals"),
            new Bilingual("每次撤回一行", "One row per withdrawal"),
            List.of("delivery_number"),
            new StructType(new StructField[] {
                field("delivery_number", COUNT, "收件序号", "the reading that is withdrawn"),
                field("reason", TEXT, "原因", "reason given for the withdrawal"),
                field("run_id", TEXT, "运行标识", "run that withdrew it"),
                field("withdrawn_at", DataTypes.TimestampType, "撤回时间", "when it was withdrawn"),
            }));

    /** One row per delivery, district, outcome and reason; together they account for every row read. */
    public static final TableDefinition RECONCILIATION = new TableDefinition(
            "ledger.reconciliation",
            new Bilingual("行数核对", "Reconciliation"),
            new Bilingual("每次收件、县区、去向、略过原因一行", "One row per delivery, district, outcome and reason"),
            List.of("delivery_number", "district_code", "outcome", "reason"),
            new StructType(new StructField[] {
                DELIVERY_NUMBER,
                field("dataset", TEXT, "数据集", "dataset"),
                field("district_code", TEXT, "县区代码", "district the rows count under"),
                field("outcome", TEXT, "去向", "accepted, rejected or left_out"),
                field("reason", TEXT, "略过原因", "why they were left out"),
                field("row_count", COUNT, "行数", "rows"),
            }));

    /** One row per rejected row of a delivery. */
    public static final TableDefinition REJECTED = new TableDefinition(
            "ledger.rejected",
            new Bilingual("退回行", "Rejected rows"),
            new Bilingual("每个退回行一行", "One row per rejected row"),
            PLACE,
            place().add(field("district_code", TEXT, "县区代码", "district the row counts under"))
                    .add(field("key", TEXT, "主键", "the key of the row, as far as it is readable"))
                    .add(field("column", TEXT, "列", "column of the first problem"))
                    .add(field("value", TEXT, "原值", "its text as delivered"))
                    .add(field("rule", TEXT, "规则", "rule of the first problem"))
                    .add(field("sentence_zh", TEXT, "说明（中文）", "what is wrong, in Chinese"))
                    .add(field("sentence_en", TEXT, "说明（英文）", "what is wrong, in English"))
                    .add(field("problems", DataTypes.createArrayType(finding()), "全部问题", "all problems of the row"))
                    .add(field(
                            "cells", DataTypes.createMapType(TEXT, TEXT), "原始各列", "the row's text by canonical column"))
                    .add(field(
                            "sent",
                            sent(),
                            "报送原样：工作表、标题、各列表头与内容",
                            "the row as sent: sheet, title, and header, meaning and text of each column")));

    /** One row per rejected row and return that answers it; the rejected row is then no longer open. */
    public static final TableDefinition ANSWERS = new TableDefinition(
            "ledger.answers",
            new Bilingual("退回行的答复", "Answers to rejected rows"),
            new Bilingual("退回行每收到一次答复一行", "One row per rejected row and return that answers it"),
            List.of("delivery_number", "sheet", "row_number", "answer_delivery_number"),
            place().add(field("answer_delivery_number", COUNT, "答复的收件序号", "the delivery that answers it"))
                    .add(field("answer_sheet", TEXT, "答复所在工作表", "sheet of the answer"))
                    .add(field("answer_row_number", DataTypes.IntegerType, "答复所在行号", "row of the answer in its sheet"))
                    .add(field(
                            "outcome",
                            TEXT,
                            "答复的去向",
                            "outcome of the answer: accepted, rejected (and then open) or left_out")));

    /** One row per warning about an accepted row or a total. */
    public static final TableDefinition WARNINGS = new TableDefinition(
            "ledger.warnings",
            new Bilingual("提示", "Warnings"),
            new Bilingual(
                    "每条提示一行",
                    "One row per warning about an accepted row or a total, or about a delivery as a whole (row 0)"),
            List.of("delivery_number", "sheet", "row_number", "column", "rule"),
            place().add(field("column", TEXT, "列", "column"))
                    .add(field("value", TEXT, "原值", "its text as delivered"))
                    .add(field("rule", TEXT, "规则", "rule"))
                    .add(field("sentence_zh", TEXT, "说明（中文）", "warning, in Chinese"))
                    .add(field("sentence_en", TEXT, "说明（英文）", "warning, in English")));

    /** One row per release: the manifest, which determines the version that is read of every table. */
    public static final TableDefinition RUNS = new TableDefinition(
            "ledger.runs",
            new Bilingual("发布", "Releases"),
            new Bilingual("每次发布一行", "One row per release"),
            List.of("release_number"),
            new StructType(new StructField[] {
                field("release_number", COUNT, "发布序号", "number of the release"),
                field("run_id", TEXT, "运行标识", "run that published it"),
                field("as_of_date", DataTypes.DateType, "截止日期", "date that the figures describe"),
                field("started_at", DataTypes.TimestampType, "开始时间", "when the run began"),
                field("published_at", DataTypes.TimestampType, "发布时间", "when it was published"),
                field("code_version", TEXT, "程序版本", "version of the code"),
                field("configuration_hash", TEXT, "配置哈希", "SHA-256 of the configuration"),
                field("deliveries_taken", COUNT, "本次收件数", "deliveries ingested by the run"),
                field("rows_read", COUNT, "读取行数", "rows read by the run"),
                field("rows_accepted", COUNT, "接收行数", "rows accepted by the run"),
                field("rows_rejected", COUNT, "退回行数", "rows rejected by the run"),
                field("rows_left_out", COUNT, "略过行数", "rows left out by the run"),
                field("stages", TEXT, "各阶段用时", "seconds of each stage, as JSON"),
                field(
                        "tables",
                        TEXT,
                        "各表版本，含与 base 不同的摘要",
                        "version, files and rows of each table, and its digests that differ from those of base, as JSON"),
                field("previous_hash", TEXT, "上一发布哈希", "hash of the previous release"),
                field("release_hash", TEXT, "本发布哈希", "SHA-256 over the previous hash and the content of this release"),
                field(
                        "restores",
                        COUNT,
                        "恢复的发布序号：再次发布其事实表和汇总表",
                        "number of the earlier release whose facts and summaries it publishes again; empty if it was"
                                + " computed"),
                field(
                        "base",
                        COUNT,
                        "基准发布的序号：tables 只列出与其不同的摘要；空表示列出全部",
                        "number of the earlier release whose digests tables does not repeat; empty if it states all"),
            }));

    private LedgerTables() {}

    /** Returns the tables of the ledger that a release names; {@link #RUNS} is the chain of releases itself. */
    public static List<TableDefinition> all() {
        return Stream.concat(
                        Stream.of(DELIVERIES, WITHDRAWALS, RECONCILIATION, REJECTED, ANSWERS, WARNINGS),
                        Datasets.ALL.stream().map(LedgerTables::of))
                .toList();
    }

    /** Returns the tables to which every ingested file adds rows, whatever its dataset. */
    public static List<TableDefinition> ofEveryFile() {
        return List.of(DELIVERIES, RECONCILIATION, REJECTED, ANSWERS, WARNINGS);
    }

    /** Returns the names of the tables of datasets. */
    public static Set<String> names(Collection<DatasetDefinition> datasets) {
        return datasets.stream().map(dataset -> of(dataset).name()).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the table with every accepted row of a dataset. */
    public static TableDefinition of(DatasetDefinition dataset) {
        StructType schema = new StructType()
                .add(DELIVERY_NUMBER)
                .add(field("sheet", TEXT, "工作表", "sheet"))
                .add(field("row_number", DataTypes.IntegerType, "行号", "row in the sheet"));
        for (Column column : dataset.columns()) {
            schema = schema.add(column.field());
        }
        return new TableDefinition(
                "ledger." + dataset.name(),
                dataset.title(),
                new Bilingual(
                        "“" + dataset.title().zh() + "”每个接收行一行",
                        "One row per accepted row of " + dataset.title().en()),
                PLACE,
                schema);
    }

    private static StructType place() {
        return new StructType()
                .add(DELIVERY_NUMBER)
                .add(field("dataset", TEXT, "数据集", "dataset"))
                .add(field("sheet", TEXT, "工作表", "sheet"))
                .add(field("row_number", DataTypes.IntegerType, "行号", "row in the sheet"));
    }

    private static StructType sent() {
        return new StructType()
                .add("sheet", TEXT)
                .add("title", TEXT)
                .add(
                        "columns",
                        DataTypes.createArrayType(new StructType()
                                .add("header", TEXT)
                                .add("column", TEXT)
                                .add("cell", TEXT)));
    }

    private static StructType finding() {
        return new StructType()
                .add("column", TEXT)
                .add("value", TEXT)
                .add("rule", TEXT)
                .add("sentence_zh", TEXT)
                .add("sentence_en", TEXT);
    }
}
