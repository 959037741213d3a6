package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.text.Bidi;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Joins words and clauses to sentences, and sentences to paragraphs, in both languages. */
final class Sentences {
    static final Bilingual EMPTY = new Bilingual("", "");

    /** Longer names would fill the sentence. */
    private static final int LONGEST_NAME = 60;

    /** Characters that end a line or change the direction of what follows them. */
    private static final String CONTROLS = "[\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+";

    /** Around a name that is written from right to left, so that the words beside it stay where they are. */
    private static final String ISOLATE = "\u2068";

    private static final String END_OF_ISOLATE = "\u2069";

    private Sentences() {}

    /** Returns a name from a delivery as it stands within a sentence. */
    static Bilingual name(Bilingual name) {
        return new Bilingual(name(name.zh()), name(name.en()));
    }

    private static String name(String name) {
        String plain = name.replaceAll(CONTROLS, " ").strip();
        String cut = plain.codePointCount(0, plain.length()) <= LONGEST_NAME
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME)).strip() + "…";
        return Bidi.requiresBidi(cut.toCharArray(), 0, cut.length()) ? ISOLATE + cut + END_OF_ISOLATE : cut;
    }

    static Bilingual date(LocalDate date) {
        return new Bilingual(
                "%s年%s月%s日".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth()),
                DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).format(date));
    }

    /** Joins the clauses of a sentence: the first, a colon, and the others. */
    static Bilingual sentence(Bilingual first, List<Bilingual> others) {
        List<Bilingual> said =
                others.stream().filter(clause -> !clause.equals(EMPTY)).toList();
        return said.isEmpty()
                ? new Bilingual(first.zh() + "。", first.en() + ".")
                : new Bilingual(
                        first.zh() + said.stream().map(Bilingual::zh).collect(Collectors.joining("；", "：", "。")),
                        first.en() + said.stream().map(Bilingual::en).collect(Collectors.joining("; ", ": ", ".")));
    }

    /** Joins clauses by semicolons, without a full stop. */
    static Bilingual clauses(List<Bilingual> clauses) {
        return new Bilingual(
                clauses.stream().map(Bilingual::zh).collect(Collectors.joining("；")),
                clauses.stream().map(Bilingual::en).collect(Collectors.joining("; ")));
    }

    static Bilingual names(List<Bilingual> names) {
        return new Bilingual(zhList(names), enList(names));
    }

    static String zhList(List<Bilingual> parts) {
        return parts.stream().map(Bilingual::zh).collect(Collectors.joining("、"));
    }

    static String enList(List<Bilingual> parts) {
        List<String> names = parts.stream().map(Bilingual::en).toList();
        int last = names.size() - 1;
        return last <= 0
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
