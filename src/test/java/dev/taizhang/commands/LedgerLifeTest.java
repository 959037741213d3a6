package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.Goal;
import dev.taizhang.LongForm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random lives of small offices, through the stages ledger and facts; after each night the facts must be those of
 * {@link PlainLedger}. A hundred offices share a warehouse, each with districts and projects of its own, as the counties of a
 * city do; what befalls one follows from its seed.
 */
class LedgerLifeTest {
    private static final int NIGHTS = LongForm.ASKED ? 5 : 3;
    private static final long TOGETHER = 100;

    @TempDir
    private Path folder;

    @Test
    void theFactsOfAllLivesAreThoseOfThePlainLedger() throws IOException {
        long together = Math.min(TOGETHER, Goal.LIVES_AGAINST_A_MODEL.target());
        try (Goal.Count goal = Goal.LIVES_AGAINST_A_MODEL.from(1)) {
            for (long seed = 1; goal.goesOn(); seed += together) {
                live(seed, together);
                goal.add(together);
            }
        }
    }

    private void live(long firstSeed, long count) throws IOException {
        List<OfficeLife> lives = LongStream.range(firstSeed, firstSeed + count)
                .mapToObj(OfficeLife::new)
                .toList();
        TestInbox office = TestInbox.below(folder.resolve("from " + firstSeed));
        office.configure(
                "reference/districts.csv",
                "code,name_zh,name_en,aliases,parent,sort_order,valid_from,valid_to\n"
                        + lives.stream().map(OfficeLife::districts).collect(Collectors.joining()));
        OneLedger ledger = OneLedger.of(office);
        Random dates = new Random(firstSeed);
        for (int night = 1; night <= NIGHTS; night++) {
            List<Long> expected = List.of(0L, 0L, 0L);
            for (OfficeLife life : lives) {
                expected = sum(expected, life.send(office));
            }
            assertThat(ledger.night(Optional.empty()))
                    .as("seeds from %d, night %d: read, accepted, rejected", firstSeed, night)
                    .isEqualTo(expected);
            lives.forEach(life -> life.change(ledger));
            LocalDate asOf = LocalDate.of(2025, 2 + dates.nextInt(5), 28);
            Map<String, List<String>> states = ledger.state(asOf).stream()
                    .collect(Collectors.groupingBy(row -> row.substring(0, row.indexOf('-'))));
            for (OfficeLife life : lives) {
                assertThat(states.getOrDefault(life.name(), List.of()))
                        .as("seed %s of those from %d, night %d, as of %s", life.name(), firstSeed, night, asOf)
                        .isEqualTo(life.state(asOf));
            }
        }
    }

    private static List<Long> sum(List<Long> some, List<Long> others) {
        return IntStream.range(0, some.size())
                .mapToObj(place -> some.get(place) + others.get(place))
                .toList();
    }
}
