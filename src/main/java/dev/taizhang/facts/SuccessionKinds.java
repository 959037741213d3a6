package dev.taizhang.facts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the successions that count mean. One old code with one new code is a renaming, unless the new code existed before:
 * by an earlier succession, or because lists before the date named both. Then the old project was absorbed. Everything else
 * is a merger or a split. Later successions do not change what earlier ones mean.
 *
 * <p>A renaming is in force from its date on. Merged and split projects end on the date or, if that is later, on the date
 * of the first list that names one of the new codes, so that no project is missing in between.
 */
final class SuccessionKinds {
    private final Map<String, NamedCodes> named;

    /** The successions by which each new code began: those of the first date on which it is one. */
    private final Map<String, List<Succession>> beginnings = new TreeMap<>();

    /** The new code of each renamed one. */
    private final Map<String, String> renamed = new TreeMap<>();

    private final SortedMap<String, Present> present;
    private final Map<String, LocalDate> oldSince = new TreeMap<>();
    private final SortedMap<String, Change> ended = new TreeMap<>();
    private final SortedMap<String, Change> begun = new TreeMap<>();

    /** By what projects end, and others begin. */
    enum Cause {
        MERGER("merger"),
        SPLIT("split");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * The code that a project has now.
     *
     * @param age how many codes have followed the one in question
     */
    record Present(String code, int age) {}

    /** The end or the beginning of a project. */
    record Change(Cause by, LocalDate since) {}

    SuccessionKinds(List<Succession> counted, Map<String, NamedCodes> named) {
        this.named = named;
        counted.forEach(one ->
                one.others().forEach(next -> beginnings.merge(next, List.of(one), SuccessionKinds::ofFirstDate)));
        counted.stream().filter(this::isRenaming).forEach(one -> {
            renamed.put(one.oldCode(), one.newCodes().first());
            oldSince.put(one.oldCode(), one.date());
        });
        this.present = chains();
        Map<String, LocalDate> first = new TreeMap<>();
        named.forEach((code, lists) -> first.merge(present(code), lists.first(), SuccessionKinds::earlier));
        counted.stream().filter(one -> !isRenaming(one)).forEach(one -> change(one, first));
    }

    private static List<Succession> ofFirstDate(List<Succession> known, List<Succession> others) {
        int order = known.get(0).date().compareTo(others.get(0).date());
        return order == 0 ? Stream.concat(known.stream(), others.stream()).toList() : order < 0 ? known : others;
    }

    private boolean isRenaming(Succession one) {
        return one.newCodes().size() == 1
                && one.others().stream()
                        .anyMatch(next -> beginnings.get(next).equals(List.of(one)) && !existedBeside(one, next));
    }

    /** Whether lists before the date named a new code while they still named the old one, or never did. */
    private boolean existedBeside(Succession one, String next) {
        return Optional.ofNullable(named.get(next))
                .map(NamedCodes::first)
                .filter(first -> first.isBefore(one.date()))
                .filter(first -> Optional.ofNullable(named.get(one.oldCode()))
                        .map(NamedCodes::lastBefore)
                        .map(last -> !first.isAfter(last))
                        .orElse(true))
                .isPresent();
    }

    private SortedMap<String, Present> chains() {
        SortedMap<String, Present> chains = new TreeMap<>();
        Set<String> continued = Set.copyOf(renamed.values());
        for (String first : renamed.keySet()) {
            if (!continued.contains(first)) {
                List<String> chain = from(first);
                int last = chain.size() - 1;
                for (int nth = 0; nth <= last; nth++) {
                    chains.put(chain.get(nth), new Present(chain.get(last), last - nth));
                }
            }
        }
        return chains;
    }

    private void change(Succession one, Map<String, LocalDate> first) {
        List<LocalDate> dates = new ArrayList<>();
        for (String next : one.others()) {
            Optional.ofNullable(first.get(present(next)))
                    .map(list -> later(one.date(), list))
                    .ifPresent(since -> {
                        dates.add(since);
                        if (beginnings.get(next).contains(one) && !existedBeside(one, next)) {
                            Cause by = beginnings.get(next).size() > 1 ? Cause.MERGER : Cause.SPLIT;
                            begun.merge(
                                    present(next),
                                    new Change(by, since),
                                    (known, other) -> other.since().isBefore(known.since()) ? other : known);
                        }
                    });
        }
        if (!one.goesOn()) {
            Cause by = one.newCodes().size() > 1 ? Cause.SPLIT : Cause.MERGER;
            dates.stream().min(Comparator.naturalOrder()).ifPresent(since -> {
                ended.put(one.oldCode(), new Change(by, since));
                oldSince.put(one.oldCode(), since);
            });
        }
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns the code that a project has now: the last of its chain of renamings, or the code itself. */
    String present(String code) {
        return Optional.ofNullable(present.get(code)).map(Present::code).orElse(code);
    }

    /** Returns the present code of each code in a chain of renamings, among them the last ones. */
    SortedMap<String, Present> present() {
        return present;
    }

    boolean isRenamed(String code) {
        return renamed.containsKey(code);
    }

    /** Returns the codes that are no longer in force, each with the date since when. */
    Map<String, LocalDate> oldSince() {
        return oldSince;
    }

    /** Returns the projects that have ended. */
    SortedMap<String, Change> ended() {
        return ended;
    }

    /** Returns the projects that mergers and splits brought about. */
    SortedMap<String, Change> begun() {
        return begun;
    }

    /** Returns a code and those that its project had after it. */
    List<String> from(String code) {
        List<String> codes = new ArrayList<>(List.of(code));
        for (String next = code; renamed.containsKey(next); ) {
            next = renamed.get(next);
            codes.add(next);
        }
        return codes;
    }

    /** Whether a list up to the date names a code, or another one that its project had after it. */
    boolean isListed(String code) {
        return from(code).stream().anyMatch(named::containsKey);
    }

    /** Whether a code is only an old one that no list up to the date names. */
    boolean isUnknown(String code) {
        return !named.containsKey(code) && !beginnings.containsKey(code);
    }
}
