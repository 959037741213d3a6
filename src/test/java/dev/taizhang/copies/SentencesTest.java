package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Bilingual;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names from deliveries leave the sentences that they stand in readable. */
class SentencesTest {
    private static String name(String name) {
        return Sentences.name(new Bilingual(name, name)).zh();
    }

    @Test
    void aNameNeitherEndsALineNorChangesTheDirection() {
        assertThat(name("上行\n下行")).isEqualTo("上行 下行");
        assertThat(name("东\u202E区")).isEqualTo("东 区");
        assertThat(name("مشروع الطريق")).isEqualTo("\u2068مشروع الطريق\u2069");
    }

    @Test
    void aLongNameIsCutBetweenItsLetters() {
        assertThat(name("字".repeat(60))).hasSize(60);
        assertThat(name("字".repeat(300))).isEqualTo("字".repeat(60) + "…");
        assertThat(name("𠮷".repeat(300))).isEqualTo("𠮷".repeat(60) + "…");
    }

    @Test
    void clausesAreJoinedInBothLanguages() {
        Bilingual one = new Bilingual("甲", "one");
        Bilingual two = new Bilingual("乙", "two");
        assertThat(Sentences.sentence(one, List.of(Sentences.EMPTY))).isEqualTo(new Bilingual("甲。", "one."));
        assertThat(Sentences.sentence(one, List.of(two, one))).isEqualTo(new Bilingual("甲：乙；甲。", "one: two; one."));
    }
}
