package dev.taizhang.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That a name which is printed ends no line, commands no terminal and turns no text, and is otherwise left as it is. */
class NamesTest {
    @Test
    void whatSteersIsWrittenByItsNumber() {
        assertThat(Names.shown("甲\n[好 ok]\t乙\u001B[2J\u0000\u009B\r.csv"))
                .isEqualTo("甲\\n[好 ok]\\t乙\\u001B[2J\\u0000\\u009B\\u000D.csv");
        assertThat(Names.shown("a\u202Evsc.exe\u2066\u2069\u2028\u200F"))
                .isEqualTo("a\\u202Evsc.exe\\u2066\\u2069\\u2028\\u200F");
    }

    @Test
    void everythingElseStays() {
        assertThat(Names.shown("2025-03-31 东区 𠮷 项目清单（终）.xlsx")).isEqualTo("2025-03-31 东区 𠮷 项目清单（终）.xlsx");
    }
}
