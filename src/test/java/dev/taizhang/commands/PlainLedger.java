package dev.taizhang.commands;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rules of the ledger once more, in plain Java over lists: what {@link LedgerLifeTest} holds the job against. */
final class PlainLedger {
    /**
     * A file as its sender means it.
     *
     * @param date the date of a list or of changes; null for progress
     * @param district the district whose whole list it is; null for what is no whole list
     */
    record Sent(String name, LocalDate date, String district, List<Line> lines) {
        /** What a delivery is known by: the same lines for the same date are the same delivery, whatever the name. */
        String identity() {
            return date + " " + lines;
        }
    }

    /**
     * A row as its sender means it.
     *
     * @param code the project; empty where the sender forgot it
     * @param tenThousands the amount; null where there is none, negative where it is no number
     * @param month of progress, 1 to 12 of 2025; 0 otherwise
     */
    record Line(String code, String district, Integer tenThousands, int month) {
        boolean accepted() {
            return !code.isEmpty() && (tenThousands == null || tenThousands >= 0);
        }
    }

    private static final class Taken {
        private final int place;
        private final Sent sent;
        private boolean believed = true;

        Taken(int place, Sent sent) {
            this.place = place;
            this.sent = sent;
        }
    }

    /**
     * A row of a delivery.
     *
     * @param list the district whose whole list names it; null for a change
     */
    private record Word(LocalDate date, int place, String list, Line line) {
        static final Comparator<Word> AGE = Comparator.comparing(Word::date).thenComparing(Word::place);
    }

    private final Map<String, Taken> taken = new TreeMap<>();
    private int places;

    /** Takes what is new of a night's files, in the order of the night; the rows read, accepted and rejected. */
    List<Long> take(List<Sent> files) {
        List<Sent> fresh = new ArrayList<>();
        Set<String> seen = new HashSet<>(taken.keySet());
        files.stream()
                .sorted(Comparator.comparing((Sent sent) ->
                                sent.date() == null ? "" : sent.date().toString())
                        .thenComparing(Sent::name))
                .filter(sent -> seen.add(sent.identity()))
                .forEach(fresh::add);
        fresh.forEach(sent -> taken.put(sent.identity(), new Taken(++places, sent)));
        long read = fresh.stream().mapToLong(sent -> sent.lines().size()).sum();
        long accepted = fresh.stream()
                .flatMap(sent -> sent.lines().stream())
                .filter(Line::accepted)
                .count();
        return List.of(read, accepted, read - accepted);
    }

    /** The names of the deliveries that count. */
    List<String> believed() {
        return taken.values().stream()
                .filter(one -> one.believed)
                .map(one -> one.sent.name())
                .toList();
    }

    List<String> everTaken() {
        return taken.values().stream().map(one -> one.sent.name()).toList();
    }

    void withdraw(String name) {
        named(name).believed = false;
    }

    void reread(String name) {
        named(name).believed = true;
    }

    private Taken named(String name) {
        return taken.values().stream()
                .filter(one -> one.sent.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Each project as of a date: code, district, total investment and year to date in yuan, the latter two as texts. */
    List<String> state(LocalDate asOf) {
        Map<String, List<Word>> words = new TreeMap<>();
        List<Taken> lists = new ArrayList<>();
        for (Taken one : taken.values()) {
            if (one.believed && one.sent.date() != null && !one.sent.date().isAfter(asOf)) {
                lists.add(one);
                one.sent.lines().stream()
                        .filter(Line::accepted)
                        .forEach(line -> words.computeIfAbsent(line.code(), code -> new ArrayList<>())
                                .add(new Word(one.sent.date(), one.place, one.sent.district(), line)));
            }
        }
        return words.values().stream()
                .flatMap(ofProject ->
                        notReplaced(ofProject).stream().filter(word -> !left(word, lists)).max(Word.AGE).stream())
                .map(word -> word.line().code() + "|" + word.line().district() + "|"
                        + yuan(word.line().tenThousands()) + "|"
                        + yearToDate(word.line().code(), asOf)
                                .map(PlainLedger::yuan)
                                .orElse("null"))
                .toList();
    }

    /** Of the latest date: what was sent last, and what other lists say that no change replaced. */
    private static List<Word> notReplaced(List<Word> words) {
        List<Word> kept = new ArrayList<>();
        words.stream().sorted(Word.AGE).forEach(word -> {
            kept.removeIf(before -> before.list() == null
                    || word.list() == null
                    || word.list().equals(before.list())
                    || word.date().isAfter(before.date()));
            kept.add(word);
        });
        return kept;
    }

    /** Whether the latest whole list of the word's district, if it is later than the word, does not name the project. */
    private static boolean left(Word word, List<Taken> lists) {
        return lists.stream()
                .filter(list -> word.line().district().equals(list.sent.district()))
                .filter(list ->
                        list.sent.lines().stream().noneMatch(line -> line.code().isEmpty()))
                .max(Comparator.comparing((Taken list) -> list.sent.date()).thenComparing(list -> list.place))
                .filter(list -> Word.AGE.compare(new Word(list.sent.date(), list.place, null, null), word) > 0)
                .filter(list -> list.sent.lines().stream()
                        .noneMatch(line -> line.code().equals(word.line().code())))
                .isPresent();
    }

    private Optional<Integer> yearToDate(String code, LocalDate asOf) {
        int months = asOf.plusDays(1).getDayOfMonth() == 1 ? asOf.getMonthValue() : asOf.getMonthValue() - 1;
        Map<Integer, Integer> byMonth = new TreeMap<>();
        Map<Integer, Integer> places = new TreeMap<>();
        for (Taken one : taken.values()) {
            for (Line line : one.sent.lines()) {
                if (one.believed
                        && one.sent.date() == null
                        && line.accepted()
                        && line.code().equals(code)
                        && line.month() <= months
                        && places.getOrDefault(line.month(), 0) < one.place) {
                    places.put(line.month(), one.place);
                    byMonth.put(line.month(), line.tenThousands());
                }
            }
        }
        return byMonth.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        byMonth.values().stream().mapToInt(Integer::intValue).sum());
    }

    private static String yuan(Integer tenThousands) {
        return tenThousands == null ? "null" : tenThousands + "0000.00";
    }
}
