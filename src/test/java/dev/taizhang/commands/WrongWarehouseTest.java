package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A command on a warehouse that is not there, or in which nothing was published, says which of both, and makes nothing. */
class WrongWarehouseTest {
    @TempDir
    private Path folder;

    static Stream<List<String>> commandsThatReadAWarehouse() {
        return Stream.of(
                List.of("runs"),
                List.of("tables"),
                List.of("tables", "--run", "1"),
                List.of("query", "SELECT 1"),
                List.of("query", "--run", "1", "SELECT 1"),
                List.of("query", "--known-at", "2025-03-31", "SELECT 1"),
                List.of("explain", "projects_by_district", "--measure", "project_count"),
                List.of("explain", "projects_by_district", "--measure", "project_count", "--run", "1"),
                List.of("publish"),
                List.of("maintain"),
                List.of("maintain", "--apply"),
                List.of("withdraw", "1", "--reason", "x"),
                List.of("validate", "src/test/resources/city/2025年 目标任务.csv"),
                List.of("backfill", "--from", "2025-03-01", "--to", "2025-03-02"));
    }

    private Commands.Answer run(List<String> command, Path warehouse) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--conf", "conf", "--warehouse", warehouse.toString()));
        return Commands.run(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("commandsThatReadAWarehouse")
    void aWarehouseThatIsNotThereIsNamed(List<String> command) {
        Path nowhere = folder.resolve("nowhere");
        Commands.Answer answer = run(command, nowhere);
        assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .contains("台账库 " + nowhere + " 不存在。", "The warehouse " + nowhere + " does not exist.")
                .contains("请核对 --warehouse", "Check --warehouse");
        assertThat(nowhere).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("commandsThatReadAWarehouse")
    void aFileIsNoWarehouse(List<String> command) throws IOException {
        Path file = Files.writeString(folder.resolve("名单.csv"), "项目代码");
        Commands.Answer answer = run(command, file);
        assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .contains("台账库 " + file + " 是一个文件，不是目录。", "The warehouse " + file + " is a file, not a folder.");
        assertThat(file).hasContent("项目代码");
    }

    @ParameterizedTest
    @MethodSource("commandsThatReadAWarehouse")
    void aFolderWithoutAReleaseIsToldAsThat(List<String> command) throws IOException {
        Files.writeString(folder.resolve("a file of somebody"), "");
        Commands.Answer answer = run(command, folder);
        assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .contains("台账库 " + folder + " 尚无任何发布。", "The warehouse " + folder + " has no release yet.");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    /** Before the first night that is no problem, so that a new configuration can be looked at. */
    @Test
    void theDoctorTellsAWarehouseThatIsToBeMadeFromOneWithoutARelease() {
        Path nowhere = folder.resolve("nowhere");
        List<String> doctor = List.of("doctor", "--inbox", "src/test/resources/city");
        Commands.Answer absent = run(doctor, nowhere);
        assertThat(absent.code()).as(absent.out()).isZero();
        assertThat(absent.out()).contains(nowhere + "，尚不存在，首次运行时建立 does not exist yet; the first run creates it");
        assertThat(nowhere).doesNotExist();
        assertThat(run(doctor, folder).out()).contains(folder + "，尚无发布 no release yet");
    }
}
