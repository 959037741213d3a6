package dev.taizhang.drafts;

import dev.taizhang.feeds.NamePattern;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a drafted feed recognises its files.
 *
 * @param patterns patterns of their names
 * @param sender the expression that finds the sender in a name; empty if the names do not show where it is
 */
record FileNames(List<String> patterns, Optional<String> sender) {
    /** What a name must say beside its sender and its date, so that the pattern does not match files of other kinds. */
    private static final Pattern KIND = Pattern.compile("\\p{L}{2}");

    /** The number or date in the place of a star beside the sender, which would otherwise match the sender's name too. */
    private static final String DATE = Matcher.quoteReplacement("\\d[-\\d年月日._ ]*");

    /**
     * Lets files of other districts be recognised too, if the names contain a district.
     *
     * @param patterns patterns of the names
     * @param districts names of districts
     */
    static FileNames of(List<String> patterns, Collection<String> districts) {
        Set<String> joined = new LinkedHashSet<>();
        Set<String> senders = new LinkedHashSet<>();
        for (String pattern : patterns) {
            Optional<String> district = districts.stream()
                    .filter(pattern::contains)
                    .filter(name -> KIND.matcher(withoutEnding(pattern.replace(name, "")))
                            .find())
                    .max(Comparator.comparingInt(String::length));
            int place = district.map(pattern::indexOf).orElse(0);
            String before = pattern.substring(0, place);
            String after =
                    pattern.substring(place + district.map(String::length).orElse(0));
            joined.add(district.isEmpty() ? pattern : (before + "*" + after).replaceAll("\\*+", "*"));
            senders.add(
                    district.isEmpty()
                            ? ""
                            : "^" + expression(before).replaceFirst("\\.\\*$", DATE) + "(.+?)"
                                    + expression(withoutEnding(after)).replaceFirst("^\\.\\*", DATE));
        }
        // A name may go on, as that of a correction does.
        Optional<String> sender = senders.stream()
                .min(Comparator.comparingInt(String::length))
                .filter(shortest -> !shortest.isEmpty() && senders.stream().allMatch(one -> one.startsWith(shortest)));
        return new FileNames(List.copyOf(joined), sender);
    }

    /** Matches these names and no others. */
    static FileNames exactly(List<String> names) {
        return new FileNames(
                names.stream().map(name -> name.replace('*', '?')).distinct().toList(), Optional.empty());
    }

    boolean match(String name) {
        return patterns.stream()
                .anyMatch(pattern -> NamePattern.compiled(pattern).matcher(name).matches());
    }

    private static String withoutEnding(String name) {
        return name.replaceFirst("\\.[^.]*$", "");
    }

    /** Writes a pattern as an expression that people can read. */
    private static String expression(String pattern) {
        return pattern.replaceAll("([\\\\.\\[\\](){}^$|+])", "\\\\$1")
                .replace("*", ".*")
                .replace("?", ".");
    }
}
