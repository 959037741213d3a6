package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A portfolio's own words in the titles of the program. */
class PageWordsTest {
    private static PageWords words(String text) {
        return PageWords.read(ConfigurationFile.of(ConfigFactory.parseString(text), "taizhang.conf", Set.of("words")));
    }

    @Test
    void titlesSpeakOfRegionsAndSectors() {
        PageWords words = words("""
                words {
                  district { zh = "地区", en = region, plural = regions }
                  cluster { zh = "行业", en = sector, plural = sectors }
                }""");
        assertThat(words.in(new Bilingual("分县区分集群项目", "Projects by district and cluster")))
                .isEqualTo(new Bilingual("分地区分行业项目", "Projects by region and sector"));
        assertThat(words.in(new Bilingual("各县区进度", "Districts"))).isEqualTo(new Bilingual("各地区进度", "Regions"));
        assertThat(words.in(new Bilingual("产业集群", "Industry cluster")).zh()).isEqualTo("行业");
        assertThat(words.of("district").plural()).isEqualTo("regions");
        assertThat(words.of("leader").en()).isEqualTo("leader");
    }

    @Test
    void withoutOwnWordsNothingChanges() {
        Bilingual title = new Bilingual("县区排名", "District ranking");
        assertThat(words("").in(title)).isEqualTo(title);
    }

    @Test
    void aMistakeIsNamed() {
        assertThatThrownBy(() -> words("words { districts { zh = a, en = b, plural = c } }"))
                .hasMessageContaining("districts");
        assertThatThrownBy(() -> words("words { district { zh = a, en = b } }")).hasMessageContaining("plural");
    }
}
