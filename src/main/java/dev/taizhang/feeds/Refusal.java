package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;

/** The reason to refuse a whole file: the name of a rule and a sentence for the sender. */
public final class Refusal extends RuntimeException {
    private final String rule;
    private final Bilingual sentence;

    public Refusal(String rule, String zh, String en) {
        super(en);
        this.rule = rule;
        this.sentence = new Bilingual(zh, en);
    }

    /** The reason not to read a part of a file by itself. Nobody sees it: the file is read as a whole. */
    public static Refusal ofDependentPart() {
        return new Refusal("file_not_divisible", "文件不能分段读取。", "The file cannot be read in parts.");
    }

    public String rule() {
        return rule;
    }

    public Bilingual sentence() {
        return sentence;
    }
}
