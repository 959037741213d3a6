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

    @Test
    void everyInvisibleCharacterIsFound() {
        for (char letter = 0; letter < Character.MAX_VALUE; letter++) {
            assertThat(Spelling.invisibleCharacter("甲" + letter).isPresent())
                    .as("U+%04X", (int) letter)
                    .isEqualTo(isInvisible(letter)
                            || Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFKC)
                                    .codePoints()
                                    .anyMatch(SpellingTest::isInvisible));
        }
    }

    private static boolean isInvisible(int letter) {
        return !Character.toString(letter).matches("\\s")
                && (Character.getType(letter) == Character.CONTROL
                        || Character.getType(letter) == Character.FORMAT
                        || isSelectorOrFiller(letter));
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
                "\uFEFF甲\u0000",
                "新能源\uFE00",
                "新能源\uDB40\uDD00"
            })
    void wordsAreSpeltAsNfkcSpellsThem(String word) {
        holds(word);
    }

    /** Characters that are no letters and have no width, though Unicode counts them as marks or letters. */
    private static boolean isSelectorOrFiller(int letter) {
        return (letter >= 0xFE00 && letter <= 0xFE0F)
                || (letter >= 0xE0100 && letter <= 0xE01EF)
                || (letter >= 0x180B && letter <= 0x180D)
                || letter == 0x034F
                || letter == 0x115F
                || letter == 0x1160;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "B27-1",
                "B27\u20101",
                "B27\u20111",
                "B27\u20121",
                "B27–1",
                "B27—1",
                "B27―1",
                "B27−1",
                "B27﹘1",
                "B27﹣1",
                "B27－1"
            })
    void codesThatDifferByTheKindOfDashAreOne(String code) {
        assertThat(Spelling.withPlainDashes(Spelling.plain(code))).isEqualTo("B27-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"B27--1", "B27_1", "B27一1", "B27ー1", "B27~1"})
    void whatIsNoDashStays(String code) {
        assertThat(Spelling.withPlainDashes(Spelling.plain(code))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"新能源\uFE00", "新能源\uDB40\uDD00", "新\u200B能源", "新能\u3164源"})
    void invisibleCharactersAreNamedAndIgnored(String word) {
        assertThat(Spelling.plain(word)).isEqualTo("新能源");
        assertThat(Spelling.invisibleCharacter(word)).isPresent();
    }

    private static void holds(String word) {
        String plain = Normalizer.normalize(word, Normalizer.Form.NFKC)
                .codePoints()
                .filter(letter -> !isInvisible(letter))
                .mapToObj(Character::toString)
                .collect(java.util.stream.Collectors.joining())
                .strip();
        assertThat(Spelling.plain(word)).isEqualTo(plain);
        assertThat(Spelling.normal(word))
                .isEqualTo(plain.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT));
    }
}
