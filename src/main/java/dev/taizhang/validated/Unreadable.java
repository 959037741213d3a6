package dev.taizhang.validated;

import dev.taizhang.definition.Bilingual;

/** Thrown if the text of a cell cannot be read as a value of its column; carries the rule and a sentence for the sender. */
final class Unreadable extends Exception {
    private final String rule;
    private final Bilingual sentence;

    Unreadable(String rule, String zh, String en) {
        super(en, null, false, false);
        this.rule = rule;
        this.sentence = new Bilingual(zh, en);
    }

    String rule() {
        return rule;
    }

    Bilingual sentence() {
        return sentence;
    }
}
