package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which dates of a copy are written again. */
class PartsToReplaceTest {
    @Test
    void aDateThatIsNewOrChangedIsWrittenAndOneThatIsGoneLeaves() {
        PartsToReplace parts = PartsToReplace.between(
                new TreeMap<>(Map.of("2025-01-31", "as before", "2025-02-28", "corrected", "2025-03-31", "new")),
                Map.of("2024-12-31", "gone", "2025-01-31", "as before", "2025-02-28", "wrong"));
        assertThat(parts.fresh()).isEqualTo(Map.of("2025-02-28", "corrected", "2025-03-31", "new"));
        assertThat(parts.replaced()).containsExactly("2024-12-31", "2025-02-28", "2025-03-31");
    }
}
