package dev.taizhang.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the words of units in a text and combines adjacent ones: 万 and 美元 are 万美元. */
final class UnitWords {
    /** Words between the words of a unit that add no meaning. */
    private static final Set<String> FILLERS = Set.of("of", "de", "the", "in");

    private final Map<String, Word> words = new HashMap<>();
    private int longest;

    /**
     * A word of a unit.
     *
     * @param kind what it measures; null for a number word such as 万
     * @param closed whether it is complete with its number and unit, as 万元 is
     */
    private record Word(UnitKind kind, BigDecimal multiplier, Set<String> currencies, boolean closed, boolean letter) {
        boolean isNumber() {
            return kind == null;
        }

        boolean isCurrency() {
            return !currencies.isEmpty();
        }
    }

    /**
     * A unit found in a text.
     *
     * @param phrase its words
     * @param unit its meaning; null if its words do not fit together
     */
    record Found(String phrase, StatedUnit unit) {}

    /**
     * The units at one place of a text.
     *
     * @param end the place behind the last word
     */
    record Run(List<Found> units, int end) {}

    UnitWords(ReferenceTable table) {
        List<String> ones = table.members().stream()
                .filter(member ->
                        kind(member) == UnitKind.MONEY && member.currencies().isEmpty())
                .filter(member -> new BigDecimal(member.number()).compareTo(BigDecimal.ONE) == 0)
                .flatMap(member -> member.words().stream())
                .map(Spelling::normal)
                .toList();
        table.members().forEach(member -> member.words().forEach(word -> add(Spelling.normal(word), member, ones)));
    }

    private void add(String text, ReferenceTable.Member member, List<String> ones) {
        BigDecimal multiplier = new BigDecimal(member.number());
        UnitKind kind = kind(member);
        boolean number = kind == UnitKind.MONEY
                && multiplier.compareTo(BigDecimal.ONE) != 0
                && member.currencies().isEmpty();
        boolean closed = number && ones.stream().anyMatch(text::endsWith);
        boolean letter = text.length() == 1 && isLetter(text.charAt(0)) && kind == UnitKind.MONEY;
        words.put(
                text,
                new Word(number && !closed ? null : kind, multiplier, Set.copyOf(member.currencies()), closed, letter));
        longest = Math.max(longest, text.length());
    }

    /** The kind of a member. Files of earlier versions do not state it. */
    private static UnitKind kind(ReferenceTable.Member member) {
        boolean fraction = member.code().equals("percent") || member.code().equals("fraction");
        return UnitKind.named(member.kind()).orElse(fraction ? UnitKind.FRACTION : UnitKind.MONEY);
    }

    /** Whether a letter belongs to a script that separates words by blanks. */
    static boolean isLetter(char letter) {
        return Character.isLetter(letter) && !Character.isIdeographic(letter);
    }

    /** Finds the units that begin at a place; a run without units if there are none. */
    Run run(String text, int start) {
        List<Found> units = new ArrayList<>();
        Combination combination = new Combination();
        int begin = start;
        int end = start;
        int place = start;
        while (place < text.length()) {
            int next = place + wordAt(text, place);
            Word word = words.get(text.substring(place, next));
            if (word != null) {
                if (!combination.takes(word)) {
                    units.add(combination.found(text.substring(begin, end)));
                    combination = new Combination();
                    begin = place;
                }
                combination.add(word);
                end = next;
                place = next;
            } else if (!combination.isEmpty() && (text.charAt(place) == ' ' || next > place)) {
                place = Math.max(next, place + 1);
            } else {
                break;
            }
        }
        if (!combination.isEmpty()) {
            units.add(combination.found(text.substring(begin, end)));
        }
        return new Run(units, end);
    }

    /** The length of the word or filler at a place, the longest one that ends there; 0 if there is none. */
    private int wordAt(String text, int place) {
        for (int length = Math.min(longest, text.length() - place); length > 0; length--) {
            String candidate = text.substring(place, place + length);
            if ((words.containsKey(candidate) || FILLERS.contains(candidate)) && ends(text, place, place + length)) {
                return length;
            }
        }
        return 0;
    }

    /** Whether a word ends where its letters end, or a currency and a number share them, as in USDm and mUSD. */
    private boolean ends(String text, int start, int end) {
        if (end == text.length() || !isLetter(text.charAt(end - 1)) || !isLetter(text.charAt(end))) {
            return true;
        }
        int last = end;
        while (last < text.length() && isLetter(text.charAt(last))) {
            last++;
        }
        Word word = words.get(text.substring(start, end));
        Word rest = words.get(text.substring(end, last));
        return word != null && rest != null && word.isCurrency() != rest.isCurrency();
    }

    /** The meaning of adjacent words. */
    private static final class Combination {
        private BigDecimal multiplier = BigDecimal.ONE;
        private BigDecimal lastNumber = BigDecimal.ZERO;
        private Set<String> currencies = Set.of();
        private UnitKind kind;
        private boolean closed;
        private boolean empty = true;
        private boolean letter;
        private boolean currencyLast;

        boolean isEmpty() {
            return empty;
        }

        /** Whether a word continues the same unit. */
        boolean takes(Word word) {
            if (empty) {
                return true;
            }
            if (word.isNumber() || word.closed()) {
                boolean money = kind == null || kind == UnitKind.MONEY;
                boolean ascending = word.multiplier().compareTo(lastNumber) > 0;
                return money && !closed && ascending && !(currencyLast && lastNumber.signum() > 0);
            }
            if (word.isCurrency()) {
                boolean money = kind == null || kind == UnitKind.MONEY;
                return money && (currencies.isEmpty() || !common(word).isEmpty());
            }
            return word.kind() == UnitKind.MONEY
                    ? !closed && (kind == null || kind == UnitKind.MONEY)
                    : kind == null && word.kind() != UnitKind.FRACTION;
        }

        void add(Word word) {
            if (word.isNumber() || word.closed()) {
                lastNumber = word.multiplier();
            }
            closed |= word.closed() || (!word.isNumber() && !word.isCurrency());
            currencyLast = word.isCurrency();
            currencies = word.isCurrency() ? common(word) : currencies;
            kind = word.isNumber() ? kind : word.kind();
            multiplier = multiplier.multiply(word.multiplier());
            letter |= word.letter();
            empty = false;
        }

        private Set<String> common(Word word) {
            if (currencies.isEmpty()) {
                return word.currencies();
            }
            return word.currencies().stream()
                    .filter(currencies::contains)
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());
        }

        /** The unit; without a meaning if it is a single letter without a currency, such as k. */
        Found found(String phrase) {
            boolean unclear = letter && currencies.isEmpty();
            return new Found(phrase.strip(), unclear ? null : new StatedUnit(kind, multiplier, currencies));
        }
    }
}
