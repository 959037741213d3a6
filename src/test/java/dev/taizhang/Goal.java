package dev.taizhang;

import com.google.common.base.Strings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/**
 * What the program promises, as figures: how many cases hold, in every check and with {@code --long}, and how long the test may
 * take. Each figure is printed as {@code GOAL name value target}, and {@code jobs/check} ends with all of them.
 */
public enum Goal {
    CRASHES_AT_NAMED_POINTS(480, 2, 30),
    CRASHES_AT_FILE_OPERATIONS(504, 1, 60),
    KILLED_PROCESSES(24, 0, 15),
    POWER_CUTS(200, 4, 8),
    RESTORED_DAYS(400, 0, 40),
    LIVES_AGAINST_A_MODEL(1_000, 20, 30),
    ORDERS_OF_ARRIVAL(720, 24, 10),
    MUTATED_FILES(1_000_000, 500, 60),
    FLIPPED_BITS(10_000, 80, 30),
    FLIPPED_BITS_END_TO_END(40, 2, 10),
    PUBLICATIONS_UNDER_READERS(1_000, 20, 20),
    STARTS_AT_ONCE(200, 0, 10),
    COMMIT_RACES(300, 10, 10),
    MACHINES(14, 3, 20),
    STATEMENTS_REFUSED(300, 300, 5),
    STATEMENTS_ANSWERED(300, 300, 5),
    FILES_OF_ATTACK_AND_DAMAGE(62, 62, 5),
    HOSTILE_NAMES(123, 123, 5),
    DISKS_FILLED(12, 2, 15),
    FAULTS_WITH_AN_OUTCOME(73, 73, 5),
    BUILDS_WITH_THE_SAME_BYTES(2, 0, 30),
    SEEDED_BUGS_CAUGHT(23, 0, 30);

    private static final Path TABLE = Path.of(System.getProperty("taizhang.test.goals", "target/goals.txt"));
    private static final int WIDTH = 30;

    private final long full;
    private final long share;
    private final Duration budget;

    /**
     * A goal.
     *
     * @param full the cases with {@code --long}
     * @param share the cases in every check
     * @param minutes after which the test begins no further case
     */
    Goal(long full, long share, int minutes) {
        this.full = full;
        this.share = share;
        this.budget = Duration.ofMinutes(minutes);
    }

    /** How many cases {@code --long} tries, if its time suffices. */
    public long full() {
        return full;
    }

    long share() {
        return share;
    }

    /** How many cases this check tries, if its time suffices. */
    public long target() {
        return LongForm.ASKED ? full : share;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Begins to count cases that all follow from a seed. */
    public Count from(long seed) {
        return new Count(seed);
    }

    /** Begins to count cases that are listed. */
    public Count begin() {
        return new Count(0);
    }

    /** Records a figure that is measured. */
    public static void measured(String name, double value, String target) {
        record(name, String.format(Locale.ROOT, "%.2f", value), target, "");
    }

    private static void record(String name, String value, String target, String note) {
        String line = "GOAL " + Strings.padEnd(name, WIDTH, ' ') + " " + value + " " + target + note;
        System.out.println(line);
        try {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /** The cases that have held so far. */
    public final class Count implements AutoCloseable {
        private final long seed;
        private final long start = System.nanoTime();
        private long held;

        private Count(long seed) {
            this.seed = seed;
        }

        /** Whether there are cases left to try, and time. */
        public boolean goesOn() {
            return held < target() && !isLate();
        }

        private boolean isLate() {
            return seconds() > budget.toSeconds();
        }

        private double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }

        /** Counts cases that have held. */
        public void add(long more) {
            held += more;
        }

        /** Prints and records the count. If it is smaller than the target, either a case has failed or time has run out. */
        @Override
        public void close() {
            record(
                    Goal.this.toString(),
                    Long.toString(held),
                    Long.toString(target()),
                    String.format(Locale.ROOT, "  %.0f s", seconds())
                            + (seed == 0 ? "" : ", seed " + seed)
                            + (held < target() && isLate() ? ", ended after " + budget.toMinutes() + " minutes" : ""));
        }
    }
}
