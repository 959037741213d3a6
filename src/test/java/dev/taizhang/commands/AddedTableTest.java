package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.auto.service.processor.AutoServiceProcessor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table is one Java file: compiled into a folder beside the program it is in every answer. One whose rows its grain does not
 * tell apart stops the release.
 */
class AddedTableTest {
    private static final String DATE = "2025-03-31";

    @TempDir
    private static Path folder;

    private static String classPath;
    private static Commands.Answer night;
    private static Commands.Answer refused;

    @BeforeAll
    static void runTheNights() throws Exception {
        classPath = System.getProperty("java.class.path");
        classPath = compiled("ProjectsByNature");
        night = night(classPath);
        refused = night(compiled("NaturesTwice"));
    }

    /** The class path with the table of a source, announced as the build announces those of the program. */
    private static String compiled(String table) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(table));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        classPath,
                        "-processor",
                        AutoServiceProcessor.class.getName(),
                        "-d",
                        classes.toString(),
                        "src/test/resources/added/" + table + ".java");
        assertThat(code).isZero();
        return classPath + File.pathSeparator + classes;
    }

    private static Commands.Answer night(String path) throws Exception {
        return Commands.apart(
                List.of(),
                path,
                "nightly",
                "--conf",
                "conf",
                "--inbox",
                "src/test/resources/city",
                "--warehouse",
                folder.resolve("warehouse").toString(),
                "--as-of",
                DATE);
    }

    private static String answer(String... arguments) throws Exception {
        Commands.Answer answer = Commands.apart(List.of(), classPath, arguments);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out();
    }

    @Test
    void theTableIsExported() throws IOException {
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(Files.readString(folder.resolve("warehouse/exports/" + DATE + "/projects_by_nature.csv")))
                .contains("2025-03-31,new,新建,New,member,CNY,2,")
                .contains("2025-03-31,continuing,续建,Continuing,member,CNY,3,");
    }

    @Test
    void twoRowsOfOneGrainStopTheReleaseAndTheOneBeforeStands() throws Exception {
        assertThat(refused.code()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err())
                .contains("表 summaries.natures_twice（重复性质）有两行的主键（as_of_date, nature_code）同为 [2025-03-31, ")
                .contains("Two rows of the table summaries.natures_twice have the same grain")
                .contains("退出码 exit code 3");
        assertThat(answer(
                        "query",
                        "SELECT 建设性质, 项目数, (SELECT count(1) FROM ledger.runs) AS 发布数 FROM 最新.分性质项目",
                        "--format",
                        "csv",
                        "--conf",
                        "conf",
                        "--warehouse",
                        folder.resolve("warehouse").toString()))
                .isEqualTo("建设性质,项目数,发布数\r\n新建,2,1\r\n续建,3,1\r\n前期,1,1\r\n");
    }

    @Test
    void theTableIsListedAndDescribed() throws Exception {
        assertThat(answer(
                        "tables",
                        "--conf",
                        "conf",
                        "--warehouse",
                        folder.resolve("warehouse").toString()))
                .containsPattern("summaries\\.projects_by_nature +分性质项目 +3 ")
                .contains("每种建设性质、币种一行 One row per nature and currency");
        assertThat(answer("tables", "--markdown"))
                .contains("\n## summaries.projects_by_nature\n")
                .contains("- 中文视图 view: `最新.分性质项目`");
    }
}
