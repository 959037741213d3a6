package dev.taizhang.drafts;

import com.google.common.base.Ascii;
import com.ibm.icu.text.Transliterator;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A member of a reference table of a new office, with the code and the English name that it has until somebody corrects
 * them.
 *
 * @param code empty if the name is not Chinese
 */
record Pinyin(String name, String code, String english) {
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}{2,}");

    /** Kinds of districts, which English names add as a word of their own. */
    private static final Map<String, String> KINDS = Map.of("区", "District", "县", "County", "市", "City", "旗", "Banner");

    /** Returns a member whose name is not transliterated. */
    static Pinyin none(String name) {
        return new Pinyin(name, "", name);
    }

    /**
     * Returns a district: 榆次区 is {@code yuci}, Yuci District; 祁县 is {@code qixian}, Qixian County, because a name of
     * one syllable keeps the kind. A character with several readings gets its most frequent one.
     */
    static Pinyin ofDistrict(String name) {
        if (!CHINESE.matcher(name).matches()) {
            return none(name);
        }
        String kind = KINDS.get(name.substring(name.length() - 1));
        String proper = kind == null || name.length() == 2 ? name : name.substring(0, name.length() - 1);
        String code = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower")
                .transliterate(proper)
                .replaceAll("[^a-z]", "");
        String english = Ascii.toUpperCase(code.charAt(0)) + code.substring(1);
        return new Pinyin(name, code, kind == null ? english : english + " " + kind);
    }
}
