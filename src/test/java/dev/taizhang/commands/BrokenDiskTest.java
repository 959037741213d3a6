package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.Goal;
import dev.taizhang.LongForm;
import dev.taizhang.ledger.BreakingFileSystem;
import dev.taizhang.ledger.BreakingFileSystem.Then;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs whose disk breaks at any of their changes, that are killed there, or after which the power goes: what
 * {@link WarehouseInvariants} says holds then, and after the next run.
 */
class BrokenDiskTest {
    private static final long SEED = 20250331;
    private static final String DATE = "2025-03-31";
    private static final String SECRET = "C4n4ryBird";

    @TempDir
    private static Path folder;

    private static TestInbox origin;
    private static WarehouseInvariants invariants;
    private static Path recording;
    private static int changes;

    @BeforeAll
    static void runTheUndisturbedNights() throws Exception {
        BreakingFileSystem.install();
        origin = FaultTest.office(folder.resolve("origin"));
        origin.configure(
                "taizhang.conf",
                Files.readString(origin.conf().resolve("taizhang.conf"))
                        + """
                        webhook { url = "http://127.0.0.1:1/%1$s", body = "{}" }
                        mail {
                          server = "127.0.0.1", port = 1, encryption = none
                          from = "a@office.example", to = "b@office.example"
                          user = clerk, password_file = "%2$s"
                        }
                        """.formatted(SECRET, Files.writeString(folder.resolve("password"), SECRET)));
        FaultTest.firstMonth(origin);
        Commands.Answer first = origin.nightly("2025-02-28");
        assertThat(first.code()).as(first.err()).isZero();
        FaultTest.secondMonth(origin);
        TestInbox undisturbed = origin.copiedTo(folder.resolve("undisturbed"));
        recording = folder.resolve("recording.jfr");
        BreakingFileSystem.breaks(undisturbed.warehouse(), 0, Then.FAILS_ONCE);
        Commands.Answer answer = PowerCut.recorded(recording, () -> undisturbed.nightly(DATE));
        assertThat(answer.code()).as(answer.err()).isZero();
        changes = BreakingFileSystem.changes();
        invariants = new WarehouseInvariants(
                WarehouseInvariants.Known.of(origin), WarehouseInvariants.Known.of(undisturbed), SECRET);
    }

    @AfterAll
    static void giveTheDiskBack() throws IOException {
        BreakingFileSystem.remove();
    }

    /** A change at which the disk breaks. */
    private record Break(int change, Then then) {}

    @Test
    void whereverTheDiskBreaksNothingIsLostAndTheNextRunHeals() throws IOException {
        List<Break> breaks = new ArrayList<>();
        for (int change = 1; change <= changes; change++) {
            breaks.add(new Break(change, Then.STAYS_BROKEN));
            breaks.add(new Break(change, Then.FAILS_ONCE));
        }
        Collections.shuffle(breaks, new Random(SEED));
        List<Double> seconds = new ArrayList<>();
        try (Goal.Count goal = Goal.CRASHES_AT_FILE_OPERATIONS.from(SEED)) {
            for (int nth = 0; goal.goesOn() && nth < breaks.size(); nth++) {
                seconds.add(breakAndHeal(breaks.get(nth)));
                goal.add(1);
            }
        }
        if (LongForm.ASKED) {
            List<Double> undisturbed = new ArrayList<>();
            for (int nth = 0; nth < 5; nth++) {
                TestInbox office = origin.copiedTo(folder.resolve("timed"));
                undisturbed.add(seconds(() -> office.nightly(DATE)));
                FileUtils.deleteDirectory(folder.resolve("timed").toFile());
            }
            Goal.measured("run_after_a_crash_by_a_run", median(seconds) / median(undisturbed), "1.1");
        }
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    /** How long a run takes. */
    private static double seconds(Supplier<Commands.Answer> run) {
        long start = System.nanoTime();
        Commands.Answer answer = run.get();
        assertThat(answer.code()).as(answer.err()).isZero();
        return (System.nanoTime() - start) / 1e9;
    }

    /** The seconds of the run after it. */
    private static double breakAndHeal(Break broken) throws IOException {
        String place = broken + " of " + changes;
        TestInbox office = origin.copiedTo(folder.resolve("broken"));
        BreakingFileSystem.breaks(office.warehouse(), broken.change(), broken.then());
        Commands.Answer answer = office.nightly(DATE);
        BreakingFileSystem.breaks(office.warehouse(), 0, Then.FAILS_ONCE);
        invariants.check(office, answer, place);
        double seconds = seconds(() -> office.nightly(DATE));
        invariants.checkHealed(office, place);
        FileUtils.deleteDirectory(folder.resolve("broken").toFile());
        return seconds;
    }

    @Test
    void aPowerCutAtAnyMomentCostsAtMostTheRun() throws IOException {
        Path root = folder.resolve("undisturbed");
        PowerCut cut = PowerCut.of(root, recording, folder.resolve("origin"));
        assertThat(cut.events().size()).isGreaterThan(changes);
        Random random = new Random(SEED);
        Set<Long> seen = new TreeSet<>();
        try (Goal.Count goal = Goal.POWER_CUTS.from(SEED)) {
            for (int nth = 0; goal.goesOn(); nth++) {
                int events = cut.events().size();
                int moment = nth == 0 ? events : random.nextInt(events);
                Path after = folder.resolve("cut");
                cut.cut(moment, after, random);
                TestInbox office = TestInbox.at(after);
                String place = "power cut " + nth + " after " + moment + " of " + events;
                WarehouseInvariants.Known shown = invariants.oneOfTwoReleases(office, place);
                seen.add(shown.release().number());
                // The run writes copies, and answers, once its release can no longer be lost.
                if (moment == events || cut.hasChanged("warehouse/exports", moment)) {
                    assertThat(shown).as(place).isSameAs(invariants.after());
                }
                if (nth % 20 == 19) {
                    invariants.heals(office, place);
                }
                FileUtils.deleteDirectory(after.toFile());
                goal.add(1);
            }
        }
        assertThat(seen).containsExactly(1L, 2L);
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void aProcessThatIsKilledAtAnyChangeIsHealedByTheNextRun() throws Exception {
        Random random = new Random(SEED);
        try (Goal.Count goal = Goal.KILLED_PROCESSES.from(SEED)) {
            while (goal.goesOn()) {
                TestInbox office = origin.copiedTo(folder.resolve("killed"));
                int change = 1 + random.nextInt(changes);
                Commands.Answer answer = killed(office, change);
                assertThat(answer.code()).as(answer.err()).isEqualTo(137);
                invariants.check(office, answer, "killed at change " + change);
                invariants.heals(office, "killed at change " + change);
                FileUtils.deleteDirectory(folder.resolve("killed").toFile());
                goal.add(1);
            }
        }
    }

    private static Commands.Answer killed(TestInbox office, int change) throws Exception {
        List<String> command = new ArrayList<>(Commands.java(List.of(), System.getProperty("java.class.path")));
        command.addAll(List.of(
                BrokenNight.class.getName(),
                Integer.toString(change),
                office.warehouse().toString(),
                "nightly"));
        command.addAll(List.of(Commands.nightlyOptions(
                office.conf(), office.inbox(), office.warehouse().toString(), DATE)));
        Path told = folder.resolve("told");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start()
                .waitFor();
        return new Commands.Answer(code, "", Files.readString(told));
    }
}
