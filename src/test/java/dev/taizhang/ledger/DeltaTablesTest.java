package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.DeltaTables.Contents;
import io.delta.storage.LocalLogStore;
import io.delta.storage.LogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Delta Kernel commits, Spark must read, and the other way round. */
class DeltaTablesTest {
    private static final LocalDate MAY = LocalDate.of(2026, 5, 31);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 30);

    private static final StructType STATE =
            StructType.fromDDL("as_of_date date comment '截止日', project string not null comment '项目', cents bigint");

    private static SparkSession spark;

    @TempDir
    private Path folder;

    private DeltaTables tables;
    private String path;

    @BeforeAll
    static void startSpark() {
        spark = TestSpark.delta().newSession();
        spark.conf().set("spark.sql.session.timeZone", "Asia/Shanghai");
        spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
    }

    @BeforeEach
    void nameTable() {
        tables = new DeltaTables(HadoopConfiguration.read());
        path = folder.resolve("table").toString();
    }

    @Test
    void rowsOfEveryTypeAreReadBySparkAndWithoutItAsTheyWereWritten() {
        StructType schema =
                StructType.fromDDL("name string, ok boolean, number int, cents bigint, share double, day date,"
                        + " at timestamp, price decimal(9,2), area decimal(18,4), total decimal(38,2), tags array<string>,"
                        + " issues array<struct<code:string,line:int>>");
        List<Row> rows = List.of(
                RowFactory.create(
                        "一号楼",
                        true,
                        7,
                        123_456_789_012L,
                        0.25,
                        MAY,
                        Instant.parse("2026-05-31T16:00:00.123456Z"),
                        new BigDecimal("1.50"),
                        new BigDecimal("-12.3456"),
                        new BigDecimal("98765432109876543210.99"),
                        scala(List.of("急", "b")),
                        scala(List.of(RowFactory.create("E1", 3), RowFactory.create("E2", 4)))),
                RowFactory.create(new Object[12]));
        tables.create(Commit.first(path, "create"), schema, List.of(), "每种类型");

        assertThat(tables.append(next("run-1"), rows)).isEqualTo(1);

        assertThat(read()).isEqualTo(texts(rows));
        assertThat(texts(tables.rows(path, 1))).isEqualTo(texts(rows));
        assertThat(tables.rows(path, 1).get(0).<String>getList(10)).containsExactly("急", "b");
        assertThat(tables.rows(path, 1).get(0).<Object>getAs("cents")).isEqualTo(123_456_789_012L);
        assertThat(tables.rows(path, 0)).isEmpty();
    }

    @Test
    void columnsTheirCommentsTheTableCommentAndTheRetentionArriveInDelta() {
        create();

        assertThat(spark.read().format("delta").load(path).schema().json()).contains("截止日", "项目");
        Row detail = spark.sql("DESCRIBE DETAIL delta.`" + path + "`").first();
        assertThat(detail.<String>getAs("description")).isEqualTo("One row per project and date.");
        assertThat(detail.<String>getList(detail.fieldIndex("partitionColumns")))
                .containsExactly("as_of_date");
        assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
                .containsEntry("delta.deletedFileRetentionDuration", "interval 3650 days")
                .containsEntry("delta.logRetentionDuration", "interval 3650 days")
                .containsEntry("delta.enableExpiredLogCleanup", "false");
        assertThat(detail.<Integer>getAs("minReaderVersion")).isEqualTo(1);
        assertThat(detail.<Integer>getAs("minWriterVersion")).isEqualTo(2);
        assertThat(tables.exists(path)).isTrue();
        assertOvertaken(this::create, 0, "create");
    }

    @Test
    void theLogIsListedAsDeltaListsIt() throws IOException {
        create();
        for (int version = 1; version <= 12; version++) {
            tables.append(next("run-" + version), List.of());
        }
        org.apache.hadoop.fs.Path from =
                new org.apache.hadoop.fs.Path(path + "/_delta_log", "00000000000000000010.checkpoint.parquet");

        assertThat(listed(new QuickLocalLogStore(HadoopConfiguration.read()), from))
                .isEqualTo(listed(new LocalLogStore(HadoopConfiguration.read()), from))
                .anyMatch(line -> line.contains("00000000000000000012.json"));
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> listed(
                        new QuickLocalLogStore(HadoopConfiguration.read()),
                        new org.apache.hadoop.fs.Path(folder + "/none/_delta_log/0.json")));
    }

    @Test
    void aFileThatIsGoneWhenItIsLookedAtIsNotListed() throws IOException {
        create();
        Path log = folder.resolve("table/_delta_log");
        Files.createSymbolicLink(log.resolve("_last_checkpoint.part"), log.resolve("gone"));

        assertThat(listed(
                        new QuickLocalLogStore(HadoopConfiguration.read()),
                        new org.apache.hadoop.fs.Path(path + "/_delta_log", "0")))
                .anyMatch(line -> line.contains("00000000000000000000.json"))
                .noneMatch(line -> line.contains("_last_checkpoint"));
    }

    private static List<String> listed(LogStore store, org.apache.hadoop.fs.Path from) throws IOException {
        List<String> lines = new ArrayList<>();
        store.listFrom(from, HadoopConfiguration.read())
                .forEachRemaining(
                        file -> lines.add(file.getPath() + " " + file.getLen() + " " + file.getModificationTime()));
        return lines;
    }

    @Test
    void aFlippedBitIsAnErrorThatNamesTheFileOrChangesNothing() throws IOException {
        create();
        tables.append(next("first"), List.of(row(MAY, "A", 1), row(MAY, "B", 2)));
        List<String> before = texts(tables.rows(path, 1));
        Path file = Path.of(tables.files(path, 1).get(0));
        byte[] sound = Files.readAllBytes(file);
        for (int place = 0; place < sound.length; place += 13) {
            byte[] flipped = sound.clone();
            flipped[place] ^= (byte) (1 << place / 13 % 8);
            Files.write(file, flipped);
            try {
                assertThat(texts(new DeltaTables(HadoopConfiguration.read()).rows(path, 1)))
                        .as("byte " + place)
                        .isEqualTo(before);
            } catch (RuntimeException damaged) {
                assertThat(damaged)
                        .as("byte " + place)
                        .hasMessageContaining(file.getFileName().toString());
            }
        }
    }

    /** As after a backup that put a file back under the name of another one: Parquet finds nothing wrong with it. */
    @Test
    void aWholeFileOfTheSameSizeWithOtherRowsIsNamed() throws IOException {
        create();
        tables.append(next("first"), List.of(row(MAY, "A", 1)));
        tables.append(next("second"), List.of(row(MAY, "B", 2)));
        Path first = Path.of(tables.files(path, 1).get(0));
        Path second = tables.files(path, 2).stream()
                .map(Path::of)
                .filter(file -> !file.equals(first))
                .findFirst()
                .orElseThrow();
        assertThat(second).hasSize(Files.size(first));
        Files.copy(first, second, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> new DeltaTables(HadoopConfiguration.read()).rows(path, 2))
                .hasMessage(second + ": its content does not match its checksum");
    }

    @Test
    void theNoteIsReadInTheHistory() {
        create();
        tables.append(next("run-20260531"), List.of());

        Row commit = spark.sql("DESCRIBE HISTORY delta.`" + path + "`").first();
        assertThat(commit.<String>getAs("engineInfo")).endsWith("/run-20260531");
        assertThat(commit.<Long>getAs("version")).isEqualTo(1);
    }

    @Test
    void aReplacedDateIsOneNewVersionAndTheOtherDatesAndVersionsStay() {
        create();
        tables.append(next("first"), List.of(row(MAY, "A", 1), row(MAY, "B", 2), row(JUNE, "A", 3)));

        assertThat(tables.replace(next("second"), MAY, List.of(row(MAY, "A", 9)), Set.of()))
                .isEqualTo(2);

        assertThat(read()).containsExactlyInAnyOrder("[2026-05-31,A,9]", "[2026-06-30,A,3]");
        assertThat(read(1)).containsExactlyInAnyOrder("[2026-05-31,A,1]", "[2026-05-31,B,2]", "[2026-06-30,A,3]");
        assertThat(texts(tables.rows(path, 1))).hasSize(3);
        assertThat(tables.replace(next("third"), MAY, List.of(), Set.of())).isEqualTo(3);
        assertThat(read()).containsExactly("[2026-06-30,A,3]");
        assertThat(tables.contents(path, 3))
                .extracting(Contents::files, Contents::rows)
                .containsExactly(1L, 1L);
        assertThat(tables.contents(path, 1))
                .extracting(Contents::files, Contents::rows)
                .containsExactly(2L, 3L);
    }

    @Test
    void filesOfOtherDatesAreNotOpened() throws IOException {
        create();
        tables.append(next("first"), List.of(row(MAY, "A", 1), row(JUNE, "A", 2)));
        FileUtils.deleteDirectory(Path.of(path, "as_of_date=2026-05-31").toFile());

        assertThat(texts(tables.rows(path, 1, Set.of(JUNE)))).containsExactly("[2026-06-30,A,2]");
        assertThat(tables.files(path, 1, Set.of(JUNE)))
                .singleElement()
                .asString()
                .contains("2026-06-30");
        assertThat(tables.rows(path, 1, Set.of())).isEmpty();
        assertThatThrownBy(() -> tables.files(path, 1, Set.of(MAY, JUNE))).hasMessageContaining("2026-05-31");
        assertThatThrownBy(() -> tables.rows(path, 1)).hasMessageContaining("2026-05-31");
    }

    @Test
    void filesWithOtherNumbersAreNotOpened() throws IOException {
        tables.create(Commit.first(path, "create"), StructType.fromDDL("number bigint, name string"), List.of(), "带编号");
        tables.append(next("run"), List.of(RowFactory.create(1L, "n1")));
        List<String> first = tables.files(path, 1);
        for (long number = 2; number <= 4; number++) {
            tables.append(next("run"), List.of(RowFactory.create(number, "n" + number)));
        }
        for (String file : tables.files(path, 3)) {
            if (!first.contains(file)) {
                Files.delete(Path.of(file));
            }
        }

        assertThat(texts(tables.rowsWith(path, 4, "number", Set.of(1L, 4L))))
                .containsExactlyInAnyOrder("[1,n1]", "[4,n4]");
        assertThat(tables.rowsWith(path, 4, "number", Set.of(5L))).isEmpty();
        assertThatThrownBy(() -> tables.rowsWith(path, 4, "number", Set.of(3L, 4L)));
    }

    @Test
    void whatIsReplacedTakesExpiredDatesWithItInOneCommit() {
        create();
        LocalDate middle = LocalDate.of(2026, 6, 15);
        tables.append(next("first"), List.of(row(MAY, "A", 1), row(middle, "A", 2), row(middle, "B", 3)));

        assertThat(tables.replace(next("second"), JUNE, List.of(row(JUNE, "A", 4)), Set.of(middle)))
                .isEqualTo(2);
        assertThat(read()).containsExactlyInAnyOrder("[2026-05-31,A,1]", "[2026-06-30,A,4]");
        String written = path + "/staging";
        spark.range(1).selectExpr("'P' as project", "id as cents").write().parquet(written);
        assertThat(tables.replaceFiles(next("third"), middle, written, Set.of(MAY, middle)))
                .isEqualTo(3);
        assertThat(read()).containsExactlyInAnyOrder("[2026-06-15,P,0]", "[2026-06-30,A,4]");
        assertThat(read(1)).hasSize(3);
    }

    @Test
    void onlyRowsOfTheReplacedDateAreTaken() {
        create();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> tables.replace(next("run"), MAY, List.of(row(JUNE, "A", 1)), Set.of()))
                .withMessageContaining("2026-06-30 is among those for 2026-05-31");
        assertThat(tables.head(path)).isZero();
    }

    @Test
    void filesWrittenBySparkAreAppendedWithTheirCounts() {
        StructType schema = StructType.fromDDL("id bigint, name string, at timestamp");
        tables.create(Commit.first(path, "create"), schema, List.of(), "来自 Spark");
        String written = path + "/_night 50%#+夜";
        Dataset<Row> rows = spark.range(0, 1000, 1, 3)
                .selectExpr("id", "concat('名', id) as name", "timestamp'2026-05-31 00:00:00' as at");
        rows.write().parquet(written);

        assertThat(tables.appendFiles(next("run"), written)).isEqualTo(1);

        Contents contents = tables.contents(path, 1);
        assertThat(contents.files()).isEqualTo(3);
        assertThat(contents.rows()).isEqualTo(1000);
        assertThat(contents.bytes()).isPositive();
        assertThat(spark.read().format("delta").load(path).where("id >= 990").count())
                .isEqualTo(10);
        assertThat(spark.read()
                        .format("delta")
                        .load(path)
                        .where("at = timestamp'2026-05-31 00:00:00'")
                        .count())
                .isEqualTo(1000);
        assertThat(tables.rows(path, 1)).hasSize(1000);
    }

    @Test
    void filesWrittenBySparkReplaceADateAndReadWithIt() {
        create();
        tables.append(next("first"), List.of(row(MAY, "A", 1), row(JUNE, "A", 3)));
        String written = path + "/staging/2026-05-31";
        spark.range(0, 5)
                .selectExpr("concat('P', id) as project", "id as cents")
                .write()
                .parquet(written);

        assertThat(tables.replaceFiles(next("second"), MAY, written, Set.of())).isEqualTo(2);

        assertThat(spark.read()
                        .format("delta")
                        .load(path)
                        .where("as_of_date = date'2026-05-31'")
                        .count())
                .isEqualTo(5);
        assertThat(read()).hasSize(6).contains("[2026-05-31,P4,4]", "[2026-06-30,A,3]");
        assertThat(tables.contents(path, 2).rows()).isEqualTo(6);
    }

    @Test
    void filesOfOtherColumnsOrOfAnotherFolderAreRefused() {
        create();
        String written = path + "/staging";
        spark.range(5)
                .selectExpr("'P' as project", "cast(id as int) as cents")
                .write()
                .parquet(written);
        String elsewhere = folder.resolve("elsewhere").toString();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> tables.replaceFiles(next("run"), MAY, written, Set.of()))
                .withMessageContaining("has the columns {cents=int, project=string} but its table has"
                        + " {cents=bigint, project=string}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tables.replaceFiles(next("run"), MAY, elsewhere, Set.of()))
                .withMessageContaining("not below its table");
        assertThat(tables.head(path)).isZero();
    }

    @Test
    void filesThatAreLiveAlreadyAreRefusedButNotThoseThatWereRemoved() {
        create();
        String written = path + "/夜 1%";
        spark.range(5).selectExpr("'P' as project", "id as cents").write().parquet(written);
        tables.replaceFiles(next("first"), MAY, written, Set.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> tables.replaceFiles(next("second"), MAY, written, Set.of()))
                .withMessageContaining("is already part of its table");
        tables.rewind(next("rewind"), 0);
        assertThat(tables.replaceFiles(next("third"), MAY, written, Set.of())).isEqualTo(3);
        assertThat(read()).hasSize(5);
    }

    @Test
    void rewindUndoesAnAppendAndAReplacementAndCommitsNothingWhereEqual() {
        create();
        tables.append(next("first"), List.of(row(MAY, "A", 1), row(JUNE, "A", 3)));
        tables.replace(next("second"), MAY, List.of(row(MAY, "A", 9)), Set.of());
        tables.append(next("third"), List.of(row(JUNE, "B", 4)));
        Contents before = tables.contents(path, 1);

        assertThat(tables.rewind(next("rewind"), 1)).isEqualTo(4);

        assertThat(read()).containsExactlyInAnyOrder("[2026-05-31,A,1]", "[2026-06-30,A,3]");
        assertThat(tables.contents(path, 4)).isEqualTo(before);
        assertThat(tables.rewind(next("rewind"), 1)).isEqualTo(4);
        assertThat(tables.rewind(next("rewind"), 0)).isEqualTo(5);
        assertThat(read()).isEmpty();
        assertThat(read(3)).hasSize(3);
    }

    @Test
    void rewindRefusesAVersionWhoseFileIsGone() throws IOException {
        create();
        tables.append(next("first"), List.of(row(MAY, "A", 1)));
        Path partition = Path.of(path, "as_of_date=2026-05-31");
        try (Stream<Path> files = Files.list(partition)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        tables.replace(next("second"), MAY, List.of(), Set.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> tables.rewind(next("rewind"), 1))
                .withMessageContaining("no longer exists");
        assertThat(tables.head(path)).isEqualTo(2);
    }

    @Test
    void aFolderMayHaveSpacesChinesePercentHashAndPlus() {
        path = folder.resolve("仓库 50% #1+a%20b/台账 表").toString();
        create();
        tables.append(next("first"), List.of(row(MAY, "A", 1)));
        String written = path + "/夜 %#+";
        spark.range(1).selectExpr("'P' as project", "id as cents").write().parquet(written);
        tables.replaceFiles(next("second"), JUNE, written, Set.of());
        tables.replace(next("third"), MAY, List.of(row(MAY, "A", 2)), Set.of());

        assertThat(read()).containsExactlyInAnyOrder("[2026-05-31,A,2]", "[2026-06-30,P,0]");
        assertThat(texts(tables.rows(path, 3))).hasSize(2);
        assertThat(tables.rewind(next("rewind"), 1)).isEqualTo(4);
        assertThat(read()).containsExactly("[2026-05-31,A,1]");
        assertThat(tables.rewind(next("rewind"), 2)).isEqualTo(5);
        assertThat(read()).hasSize(2);
    }

    @Test
    void aTableMayBeMovedAndGoesOn() throws IOException {
        path = folder.resolve("仓库 50% #1/台账 表").toString();
        create();
        tables.append(next("first"), List.of(row(MAY, "A", 1)));
        tables.replace(next("second"), JUNE, List.of(row(JUNE, "B", 2)), Set.of());

        Path moved = Files.move(folder.resolve("仓库 50% #1"), folder.resolve("新 仓库"));
        path = moved.resolve("台账 表").toString();
        assertThat(texts(tables.rows(path, 2))).hasSize(2);
        assertThat(tables.append(next("third"), List.of(row(MAY, "C", 3)))).isEqualTo(3);
        assertThat(read()).containsExactlyInAnyOrder("[2026-05-31,A,1]", "[2026-06-30,B,2]", "[2026-05-31,C,3]");
    }

    @Test
    void manyCommitsLeaveCheckpointsThatSparkAndKernelRead() {
        create();
        for (int version = 1; version <= 12; version++) {
            assertThat(tables.append(next("run"), List.of(row(MAY, "P" + version, version))))
                    .isEqualTo(version);
        }

        assertThat(Path.of(path, "_delta_log", "00000000000000000010.checkpoint.parquet"))
                .exists();
        assertThat(Path.of(path, "_delta_log", "00000000000000000012.crc")).exists();
        assertThat(read()).hasSize(12);
        assertThat(tables.contents(path, 12).rows()).isEqualTo(12);
        assertThat(tables.replace(next("last"), MAY, List.of(), Set.of())).isEqualTo(13);
        assertThat(read()).isEmpty();
        assertThat(tables.rewind(next("rewind"), 12)).isEqualTo(14);
        assertThat(read()).hasSize(12);
    }

    @Test
    void sparkItselfMayAppendInBetween() {
        create();
        tables.append(next("first"), List.of(row(MAY, "A", 1)));
        spark.createDataFrame(List.of(row(JUNE, "B", 2)), STATE)
                .write()
                .format("delta")
                .mode("append")
                .save(path);

        assertThat(tables.head(path)).isEqualTo(2);
        assertThat(tables.contents(path, 2).rows()).isEqualTo(2);
        assertThat(tables.replace(next("third"), JUNE, List.of(row(JUNE, "B", 3)), Set.of()))
                .isEqualTo(3);
        assertThat(read()).containsExactlyInAnyOrder("[2026-05-31,A,1]", "[2026-06-30,B,3]");
        spark.sql("DELETE FROM delta.`" + path + "` WHERE project = 'A'");
        assertThat(texts(tables.rows(path, 4))).containsExactly("[2026-06-30,B,3]");
    }

    @Test
    void aPathWithoutATableIsSaidPlainly() throws IOException {
        Files.createDirectories(Path.of(path, "_delta_log"));

        assertThat(tables.exists(path)).isFalse();
        assertThat(tables.exists(path + "/none")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tables.head(path))
                .withMessage("There is no Delta table at " + path
                        + ": its log has no commit. Check the path, or create the table.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tables.append(new Commit(path + "/none", 0, "run"), List.of()));
        create();
        assertThat(tables.head(path)).isZero();
    }

    @Test
    void aRowThatDoesNotFitIsRefusedWithItsColumn() {
        tables.create(
                Commit.first(path, "create"),
                StructType.fromDDL("name string not null, price decimal(5,2)"),
                List.of(),
                "");

        assertRefused(RowFactory.create(null, null), "Column name is null");
        assertRefused(RowFactory.create("a", new BigDecimal("1.005")), "Column price is of type Decimal(5, 2), which");
        assertRefused(RowFactory.create("a", new BigDecimal("1000")), "cannot represent 1000.");
        assertRefused(RowFactory.create("a", 1L), "but a row has a value of type java.lang.Long");
        assertRefused(RowFactory.create("a"), "A row has 1 values");
    }

    @Test
    void aWriterWithoutTheLockIsRefused() {
        create();
        List<Row> interrupted = new AbstractList<>() {
            @Override
            public Row get(int index) {
                tables.append(next("the other"), List.of(row(JUNE, "other", 1)));
                return row(MAY, "A", 1);
            }

            @Override
            public int size() {
                return 1;
            }
        };

        assertOvertaken(() -> tables.append(next("run"), interrupted), 1, "the other");
        assertThat(read()).containsExactly("[2026-06-30,other,1]");
    }

    @Test
    void aCommitOnAnotherHeadThanTheKnownOneIsRefusedAndNamesItsWriter() {
        create();
        List<Row> mine = List.of(row(MAY, "A", 1));
        tables.append(next("run"), mine);
        Commit known = next("run");
        new DeltaTables(HadoopConfiguration.read()).append(next("the other"), List.of(row(JUNE, "other", 1)));

        assertOvertaken(() -> tables.append(known, mine), 2, "the other");
        assertOvertaken(() -> tables.rewrite(known, mine), 2, "the other");
        assertOvertaken(() -> tables.replace(known, MAY, mine, Set.of()), 2, "the other");
        assertOvertaken(() -> tables.rewind(known, 0), 2, "the other");
        assertOvertaken(() -> tables.redefine(known, STATE, "", true), 2, "the other");
        assertThat(read()).containsExactlyInAnyOrder("[2026-05-31,A,1]", "[2026-06-30,other,1]");
    }

    @Test
    void aCommitWhoseAnswerWasLostIsRecognisedByItsRun() {
        create();
        Configuration losing = HadoopConfiguration.read();
        losing.set("io.delta.kernel.logStore.file.impl", AnswerLosingLogStore.class.getName());
        DeltaTables unlucky = new DeltaTables(losing);

        assertThat(unlucky.append(next("run"), List.of(row(MAY, "A", 1)))).isEqualTo(1);
        assertThat(unlucky.append(next("run"), List.of(row(MAY, "B", 2)))).isEqualTo(2);
        assertThat(read()).containsExactlyInAnyOrder("[2026-05-31,A,1]", "[2026-05-31,B,2]");
    }

    /** Writes a version, and fails as if the answer had not arrived. */
    public static final class AnswerLosingLogStore extends ExclusiveLogStore {
        public AnswerLosingLogStore(Configuration hadoop) {
            super(hadoop);
        }

        @Override
        public void write(
                org.apache.hadoop.fs.Path file, Iterator<String> actions, Boolean overwrite, Configuration hadoop)
                throws IOException {
            super.write(file, actions, overwrite, hadoop);
            throw new IOException("connection reset");
        }
    }

    private Commit next(String run) {
        return new Commit(path, tables.head(path), run);
    }

    private void assertOvertaken(ThrowingCallable commit, long version, String writer) {
        assertThatExceptionOfType(Failure.class).isThrownBy(commit).satisfies(failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.WAREHOUSE_LOCKED);
            assertThat(failure.problem().en())
                    .isEqualTo("Another run (" + writer + ") writes to the warehouse at the same time and has"
                            + " committed version " + version + " of " + path
                            + ". This run has published nothing.");
        });
    }

    private void create() {
        tables.create(Commit.first(path, "create"), STATE, List.of("as_of_date"), "One row per project and date.");
    }

    private void assertRefused(Row row, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tables.append(next("run"), List.of(row)))
                .withMessageContaining(message);
    }

    private static Row row(LocalDate asOfDate, String project, long cents) {
        return RowFactory.create(asOfDate, project, cents);
    }

    private List<String> read() {
        return texts(spark.read().format("delta").load(path).collectAsList());
    }

    private List<String> read(long version) {
        return texts(spark.read()
                .format("delta")
                .option("versionAsOf", version)
                .load(path)
                .collectAsList());
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream()
                .map(row -> row.toString().replace("ArraySeq(", "List("))
                .toList();
    }

    private static Object scala(List<?> list) {
        return scala.jdk.javaapi.CollectionConverters.asScala(list).toSeq();
    }
}
