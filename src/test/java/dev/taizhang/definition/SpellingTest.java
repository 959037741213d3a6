package dev.taizhang.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way that common words take leads where the long one does. */
class SpellingTest {
    @Test
    void everyLetterAloneAndBetweenOthersIsSpeltAsNfkcSpellsIt() {
        for (char letter = 0; letter < Character.MAX_VALUE; letter++) {
            holds(String.valueOf(letter));
            holds("A" + letter + "县");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a  b",
                " a",
                "a ",
                "a b",
                "Ａ　Ｂ",
                "ﬁ e\u0301",
                "太原 市\u00A0 x",
                "３亿元",
                "İ",
                "P\u200B-1\u202E",
                "\uFEFF甲\u0000"
            })
    void wordsAreSpeltAsNfkcSpellsThem(String word) {
        holds(word);
    }

    private static void holds(String word) {
        String plain = Normalizer.normalize(word, Normalizer.Form.NFKC)
                .codePoints()
                .filter(letter -> Character.toString(letter).matches("\\s")
                        || (Character.getType(letter) != Character.CONTROL
                                && Character.getType(letter) != Character.FORMAT))
                .mapToObj(Character::toString)
                .collect(java.util.stream.Collectors.joining())
                .strip();
        assertThat(Spelling.plain(word)).isEqualTo(plain);
        assertThat(Spelling.normal(word))
                .isEqualTo(plain.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
    }
}
