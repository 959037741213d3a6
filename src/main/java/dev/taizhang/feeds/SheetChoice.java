package dev.taizhang.feeds;

import dev.taizhang.definition.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Chooses the sheets of a workbook that a feed reads: those that it names, and those that match its patterns. */
final class SheetChoice {
    private static final Pattern WILDCARD = Pattern.compile("[*?]");

    private SheetChoice() {}

    /**
     * A sheet to read.
     *
     * @param named whether the feed names it, so that it must have the header
     */
    record Chosen(SheetRows sheet, boolean named) {}

    /**
     * Returns the sheets to read, in the order of the workbook. If no sheet has a name exactly, names are compared
     * without regard to blanks at the ends and to width.
     *
     * @throws Refusal if a sheet that the feed names is missing, or if no sheet matches
     */
    static List<Chosen> of(List<SheetRows> sheets, List<String> wanted) {
        List<String> present = sheets.stream().map(SheetRows::name).toList();
        Map<String, Boolean> chosen = new LinkedHashMap<>();
        for (String pattern : wanted) {
            boolean named = !WILDCARD.matcher(pattern).find();
            List<String> found = matching(present, pattern);
            if (found.isEmpty() && (named || wanted.size() == 1)) {
                throw RefusalMessages.noSheet(pattern, present);
            }
            found.forEach(name -> chosen.merge(name, named, Boolean::logicalOr));
        }
        if (chosen.isEmpty()) {
            throw RefusalMessages.noSheet(String.join(", ", wanted), present);
        }
        List<Chosen> result = new ArrayList<>();
        for (SheetRows sheet : sheets) {
            if (chosen.containsKey(sheet.name())) {
                result.add(new Chosen(sheet, chosen.get(sheet.name())));
            }
        }
        return result;
    }

    private static List<String> matching(List<String> present, String pattern) {
        List<String> exact = present.stream()
                .filter(name -> NamePattern.matches(pattern, name))
                .toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        String normal = Spelling.normal(pattern);
        return present.stream()
                .filter(name -> NamePattern.matches(normal, Spelling.normal(name)))
                .toList();
    }
}
