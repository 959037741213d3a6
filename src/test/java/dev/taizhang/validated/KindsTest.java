package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A small file of each kind that offices send: a cell means what its sender saw, or the doubt is reported. */
class KindsTest {
    @TempDir
    private Path folder;

    static List<KindCase> cases() throws IOException {
        return KindCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void hasTheStatedOutcome(KindCase kind) throws Exception {
        KindOffice.Outcome outcome = outcome(kind);
        assertThat(outcome.lines()).containsExactlyInAnyOrderElementsOf(kind.outcome());
        String sentences = String.join("\n", outcome.sentences());
        assertThat(kind.says()).allSatisfy(word -> assertThat(sentences).containsIgnoringCase(word));
    }

    /** A feed that is refused reads no file. */
    private KindOffice.Outcome outcome(KindCase kind) throws Exception {
        try {
            return new KindOffice(folder, kind).read(kind);
        } catch (Failure wrongFeed) {
            return new KindOffice.Outcome(
                    List.of("configuration error"),
                    List.of(wrongFeed.message().zh() + " " + wrongFeed.message().en()));
        }
    }
}
