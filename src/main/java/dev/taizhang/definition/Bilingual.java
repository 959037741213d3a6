package dev.taizhang.definition;

import java.io.Serializable;

/** One sentence or name as users see it: in Chinese and in English. */
public record Bilingual(String zh, String en) implements Serializable {
    /** Both languages on one line, Chinese first. */
    public String line() {
        return zh + " " + en;
    }
}
