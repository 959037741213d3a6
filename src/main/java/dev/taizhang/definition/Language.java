package dev.taizhang.definition;

import java.util.List;

/** The language of what readers see: page, brief, workbook and the summary of a run. */
public enum Language {
    ZH,
    EN,
    BOTH;

    /** Returns a text in each chosen language, Chinese first. */
    public List<String> texts(Bilingual text) {
        return inEach(List.of(text)).stream().flatMap(List::stream).toList();
    }

    /** Returns all texts in each chosen language, those in Chinese first. */
    public List<List<String>> inEach(List<Bilingual> texts) {
        List<String> zh = texts.stream().map(Bilingual::zh).toList();
        List<String> en = texts.stream().map(Bilingual::en).toList();
        return switch (this) {
            case ZH -> List.of(zh);
            case EN -> List.of(en);
            case BOTH -> List.of(zh, en);
        };
    }

    /** Returns a short text on one line. */
    public String line(Bilingual text) {
        return String.join(" ", texts(text));
    }
}
