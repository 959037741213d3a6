package dev.taizhang.validated;

import dev.taizhang.definition.Bilingual;

/** A cell's text that is not of its column's form: a rule and a sentence about the text itself. */
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
