package dev.taizhang.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.PlanYear;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What statements about project codes mean as of the end of May 2025: renamings, mergers, splits, and mistakes. */
class SuccessionKindsTest {
    private static final AsOf MAY = new AsOf(LocalDate.parse("2025-05-31"), PlanYear.OF_THE_CALENDAR);

    /** The dates of the lists that name each code. */
    private final Map<String, List<LocalDate>> lists = new TreeMap<>();

    private void list(String date, String... codes) {
        Stream.of(codes)
                .forEach(code ->
                        lists.computeIfAbsent(code, one -> new ArrayList<>()).add(LocalDate.parse(date)));
    }

    private static List<Succession.Stated> stated(String... rows) {
        return Stream.of(rows)
                .map(row -> row.split(" "))
                .map(row -> new Succession.Stated(
                        row[0], row[1], LocalDate.parse("2025-" + row[2]), Long.parseLong(row[3])))
                .toList();
    }

    private SuccessionKinds of(String... rows) {
        StatedSuccessions stated = StatedSuccessions.of(stated(rows), MAY.date());
        Map<String, NamedCodes> named = new TreeMap<>();
        NamedCodes.wanted(stated.counted(), MAY)
                .forEach((code, until) -> lists.getOrDefault(code, List.of()).stream()
                        .map(list -> NamedCodes.by(list, until))
                        .reduce(NamedCodes::with)
                        .ifPresent(known -> named.put(code, known)));
        return new SuccessionKinds(stated.counted(), named);
    }

    /** The present codes, and the projects that ended and began. */
    private String meaning(String... rows) {
        SuccessionKinds kinds = of(rows);
        Stream<String> renamed = kinds.present().entrySet().stream()
                .filter(code -> code.getValue().age() > 0)
                .map(code -> code.getKey() + "=" + code.getValue().code());
        return Stream.of(renamed, changes("-", kinds.ended()), changes("+", kinds.begun()))
                .flatMap(all -> all)
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> changes(String sign, Map<String, SuccessionKinds.Change> changes) {
        return changes.entrySet().stream()
                .map(change ->
                        sign + change.getKey() + ":" + change.getValue().by().word() + "@"
                                + change.getValue().since().toString().substring(5));
    }

    @Test
    void oneOldAndOneNewCodeAreARenaming() {
        list("2025-02-28", "A");
        assertThat(meaning("A B 03-15 1")).as("though no list names B yet").isEqualTo("A=B");
        list("2025-03-31", "B");
        assertThat(meaning("A B 03-15 1")).isEqualTo("A=B");
        assertThat(meaning("A B 03-15 1", "B C 04-10 1")).as("a chain").isEqualTo("A=C B=C");
        assertThat(meaning("B C 03-15 1", "A B 03-15 1")).as("on one day").isEqualTo("A=C B=C");
        assertThat(meaning("A B 03-15 1", "B C 06-01 1"))
                .as("one step is still to come")
                .isEqualTo("A=B");
        assertThat(meaning("A B 06-01 1")).as("all of it is").isEmpty();
        list("2025-03-20", "B");
        assertThat(meaning("A B 03-25 1")).as("the county began early").isEqualTo("A=B");
    }

    @Test
    void projectsThatBecomeOneEndAndTheNewOneBegins() {
        list("2025-02-28", "A", "B", "C");
        assertThat(meaning("A M 04-01 1", "B M 04-01 1"))
                .as("until a list names the new one")
                .isEmpty();
        list("2025-04-30", "M");
        assertThat(meaning("A M 04-01 1", "B M 04-01 1")).isEqualTo("-A:merger@04-30 -B:merger@04-30 +M:merger@04-30");
        assertThat(meaning("A M 04-01 1", "B M 05-02 1"))
                .as("A was renamed, whatever M absorbs afterwards")
                .isEqualTo("A=M -B:merger@05-02");
        assertThat(meaning("A C 04-01 1"))
                .as("C was listed beside A: it absorbs A, and is no new project")
                .isEqualTo("-A:merger@04-01");
        assertThat(meaning("A M 04-01 1", "B M 04-01 1", "M N 05-01 1"))
                .as("renamed afterwards")
                .isEqualTo("M=N -A:merger@04-30 -B:merger@04-30 +N:merger@04-30");
        assertThat(meaning("A A2 03-01 1", "A2 M 04-01 1", "B M 04-01 1"))
                .as("renamed before")
                .isEqualTo("A=A2 -A2:merger@04-30 -B:merger@04-30 +M:merger@04-30");
    }

    @Test
    void aProjectThatBecomesSeveralEndsUnlessItIsOneOfThem() {
        list("2025-02-28", "S", "Q");
        list("2025-04-30", "S1");
        list("2025-05-10", "S2");
        assertThat(meaning("S S1 04-01 1", "S S2 04-01 1"))
                .as("on the first list of a new one, so that nothing counts twice")
                .isEqualTo("-S:split@04-30 +S1:split@04-30 +S2:split@05-10");
        assertThat(meaning("S S 04-01 1", "S S1 04-01 1")).as("split off").isEqualTo("+S1:split@04-30");
        assertThat(meaning("S S 04-01 1", "S S1 04-01 1", "S S2 05-01 2"))
                .as("split off, and renamed later")
                .isEqualTo("S=S2 +S1:split@04-30");
        assertThat(meaning("S S1 04-01 1", "S S2 04-01 1", "Q S2 04-01 1"))
                .as("with a part of it merged")
                .isEqualTo("-Q:merger@05-10 -S:split@04-30 +S1:split@04-30 +S2:merger@05-10");
    }

    @Test
    void aLaterDeliveryReplacesWhatIsStatedOfACodeAndDate() {
        list("2025-02-28", "A");
        list("2025-04-30", "B", "C");
        assertThat(meaning("A X 03-15 1", "A B 03-15 2")).as("corrected").isEqualTo("A=B");
        assertThat(meaning("A B 03-15 2", "A X 03-15 1"))
                .as("in any order of arrival")
                .isEqualTo("A=B");
        assertThat(meaning("A X 03-15 1", "A A 03-15 2")).as("revoked").isEmpty();
        assertThat(meaning("A B 03-15 1", "A B 03-15 2", "A C 03-15 2"))
                .as("a split, not a renaming")
                .isEqualTo("-A:split@04-30 +B:split@04-30 +C:split@04-30");
    }

    @Test
    void mistakesDoNotCount() {
        list("2025-02-28", "A");
        StatedSuccessions repeated = StatedSuccessions.of(stated("A X 03-15 1", "A Y 04-15 1"), MAY.date());
        assertThat(repeated.repeated()).extracting(Succession::newCodes).hasToString("[[Y]]");
        assertThat(meaning("A X 03-15 1", "A Y 04-15 1")).isEqualTo("A=X");
        StatedSuccessions circle = StatedSuccessions.of(
                stated("A B 03-15 1", "B C 03-16 1", "C A 03-17 1", "C D 03-17 1", "E A 03-17 1"), MAY.date());
        assertThat(circle.circular())
                .as("what came before it counts")
                .extracting(Succession::oldCode)
                .containsExactly("C");
        assertThat(circle.counted()).extracting(Succession::oldCode).containsExactly("A", "B", "E");
        assertThat(meaning("A B 03-15 1", "B A 03-20 1", "B D 03-25 1"))
                .as("the mistake does not prevent what is right")
                .isEqualTo("A=D B=D");
        assertThat(StatedSuccessions.of(stated("A B 03-15 1", "B A 03-15 1"), MAY.date())
                        .counted())
                .as("nothing came before")
                .isEmpty();
    }

    @Test
    void longChainsAreFollowedToTheirEnd() {
        String[] rows = IntStream.range(0, 20_000)
                .mapToObj(nth -> "C%d C%d 03-15 1".formatted(nth, nth + 1))
                .toArray(String[]::new);
        assertThat(of(rows).present("C0")).isEqualTo("C20000");
    }
}
