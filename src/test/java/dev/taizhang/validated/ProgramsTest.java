package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same table, written by many programs, gives the same rows; the README beside the files tells how it was made. */
class ProgramsTest {
    private static final Path FOLDER = Path.of("src/test/resources/programs");

    /** Refused: the form before that of 1997. */
    private static final String TOO_OLD = "gnumeric-95.xls";

    /** Written without fonts inside a cell; the raised mark was left away. */
    private static final Set<String> PLAIN =
            Set.of("fastexcel.xlsx", "perl.xls", "sheetjs.xlsx", "sheetjs.xlsm", "sheetjs.xls");

    /** Written without the values of formulas. */
    private static final Set<String> UNCOMPUTED =
            Set.of("fastexcel.xlsx", "openpyxl.xlsx", "poi-uncomputed.xls", "xlsxwriter-uncomputed.xlsx", "xlwt.xls");

    @TempDir
    private Path folder;

    static List<String> workbooks() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*\\.xls[xm]?") && !name.equals(TOO_OLD))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workbooks")
    void theProjectsAreTheSame(String workbook) throws Exception {
        KindCase kind = KindCase.of("projects", FOLDER.resolve("projects.txt"));
        List<String> expected = kind.outcome().stream()
                .filter(line -> !PLAIN.contains(workbook) || !line.equals("7 warned: mark_dropped"))
                .map(line -> PLAIN.contains(workbook) ? line.replace("①", "") : line)
                .filter(line -> !UNCOMPUTED.contains(workbook) || !line.matches("8 warned.*|10 warned.*"))
                .map(line -> UNCOMPUTED.contains(workbook)
                        ? line.replaceAll("^8 .*", "8 rejected: formula_without_value")
                        : line)
                .toList();
        assertThat(read(kind, workbook)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("workbooks")
    void theirProgressIsTheSame(String workbook) throws Exception {
        KindCase kind = KindCase.of("progress", FOLDER.resolve("progress.txt"));
        Stream<String> expected = kind.outcome().stream();
        if (UNCOMPUTED.contains(workbook)) {
            expected = Stream.concat(
                    expected.map(line -> line.replace("0.225000", "-")), Stream.of("8 warned: formula_without_value"));
        }
        assertThat(read(kind, workbook)).containsExactlyInAnyOrderElementsOf(expected.toList());
    }

    @Test
    void theFormBeforeThatOf1997IsRefusedByItsName() throws Exception {
        KindCase kind = KindCase.of("projects", FOLDER.resolve("projects.txt"));
        KindOffice.Outcome outcome = new KindOffice(folder, kind).read(kind, bytes(TOO_OLD), TOO_OLD);
        assertThat(outcome.lines()).containsExactly("refused misnamed_file");
        assertThat(outcome.sentences()).singleElement().asString().contains("Excel 95");
    }

    private List<String> read(KindCase kind, String workbook) throws Exception {
        return new KindOffice(folder, kind)
                .read(kind, bytes(workbook), workbook)
                .lines();
    }

    private static byte[] bytes(String workbook) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(workbook));
    }
}
