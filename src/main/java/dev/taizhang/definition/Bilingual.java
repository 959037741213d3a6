package dev.taizhang.definition;

import java.io.Serializable;

/** A sentence or name in Chinese and in English. */
public record Bilingual(String zh, String en) implements Serializable {
    /** Returns both languages on one line, Chinese first. */
    public String line() {
        return zh + " " + en;
    }
}
