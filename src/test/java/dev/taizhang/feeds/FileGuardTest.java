package dev.taizhang.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** That a parser which fails refuses its file and nothing else, and that a disk which fails is not blamed on a file. */
class FileGuardTest {
    private static Refusal refusal(Supplier<?> reading) {
        return catchThrowableOfType(Refusal.class, () -> FileGuard.read("甲.xlsx", reading));
    }

    @Test
    void exhaustedMemoryRefusesTheFile() {
        assertThat(refusal(() -> new long[Integer.MAX_VALUE]).rule()).isEqualTo("file_exhausts_memory");
        assertThat(refusal(() -> deeper(0)).rule()).isEqualTo("file_exhausts_memory");
        assertThat(refusal(() -> deeper(0)).sentence().en()).contains("Reading the file exhausts the memory.");
    }

    private static int deeper(int depth) {
        return depth < 0 ? 0 : 1 + deeper(depth + 1);
    }

    @Test
    void whateverElseAParserThrowsDoesSoToo() {
        assertThat(refusal(() -> Integer.parseInt("x")).rule()).isEqualTo("file_unreadable");
        Refusal own = RefusalMessages.brokenWorkbook();
        assertThat(refusal(() -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @Test
    void aFileThatTheDiskDoesNotGiveIsNoRefusal() {
        UncheckedIOException gone = new UncheckedIOException(new NoSuchFileException("deliveries/1"));
        assertThat(catchThrowableOfType(
                        UncheckedIOException.class,
                        () -> FileGuard.read("甲.xlsx", () -> {
                            throw gone;
                        })))
                .isSameAs(gone);
    }
}
