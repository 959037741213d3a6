package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a small office, through the stages ledger and facts: lists, changes and progress arrive, late, corrected, twice,
 * broken in a row, are withdrawn and read anew; after each night the facts must be those of {@link PlainLedger}. A seed that
 * fails is all that is needed to see it again.
 */
class LedgerLifeTest {
    private static final int NIGHTS = 5;
    private static final List<String> DISTRICTS = List.of("东区", "西区", "南区");
    private static final Map<String, String> CODES = Map.of("东区", "D1", "西区", "D2", "南区", "D3");

    @TempDir
    private Path folder;

    static LongStream fewSeeds() {
        return LongStream.rangeClosed(1, 3);
    }

    static LongStream thousandSeeds() {
        return LongStream.rangeClosed(1, 1000);
    }

    @ParameterizedTest
    @MethodSource("fewSeeds")
    void theFactsOfALifeAreThoseOfThePlainLedger(long seed) throws IOException {
        live(seed);
    }

    @ParameterizedTest
    @MethodSource("thousandSeeds")
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void theFactsOfAThousandLivesAreThoseOfThePlainLedger(long seed) throws IOException {
        live(seed);
    }

    private void live(long seed) throws IOException {
        Random random = new Random(seed);
        OneLedger ledger = OneLedger.of(TestInbox.below(folder));
        PlainLedger plain = new PlainLedger();
        List<PlainLedger.Sent> inbox = new ArrayList<>();
        for (int night = 1; night <= NIGHTS; night++) {
            int files = 1 + random.nextInt(3);
            for (int file = 0; file < files; file++) {
                PlainLedger.Sent sent = sent(random, inbox);
                ledger.office().deliver(sent.name(), text(sent));
                inbox.removeIf(other -> other.name().equals(sent.name()));
                inbox.add(sent);
            }
            assertThat(ledger.night(Optional.empty()))
                    .as("seed %d, night %d: read, accepted, rejected", seed, night)
                    .isEqualTo(plain.take(inbox));
            change(random, ledger, plain);
            LocalDate asOf = LocalDate.of(2025, 2 + random.nextInt(5), 28);
            assertThat(ledger.state(asOf))
                    .as("seed %d, night %d, as of %s", seed, night, asOf)
                    .isEqualTo(plain.state(asOf));
        }
    }

    /** Now and then a delivery is withdrawn, or one read anew. */
    private static void change(Random random, OneLedger ledger, PlainLedger plain) {
        int what = random.nextInt(4);
        if (what == 0 && !plain.believed().isEmpty()) {
            String name = any(random, plain.believed());
            ledger.take(new Arrival.Withdrawal(name, "撤回"));
            plain.withdraw(name);
        } else if (what == 1) {
            String name = any(random, plain.everTaken());
            ledger.night(Optional.of(name));
            plain.reread(name);
        }
    }

    private static PlainLedger.Sent sent(Random random, List<PlainLedger.Sent> inbox) {
        int what = random.nextInt(10);
        int number = inbox.size() + 1;
        if (what == 0 && !inbox.isEmpty()) {
            PlainLedger.Sent before = inbox.get(random.nextInt(inbox.size()));
            String copy =
                    before.name().replaceFirst("\\.csv$", "").replaceFirst("(项目清单|项目变更|项目进度)$", "副本" + number + " $1")
                            + ".csv";
            return new PlainLedger.Sent(copy, before.date(), before.district(), before.lines());
        }
        if (what < 3) {
            int month = 1 + random.nextInt(6);
            return new PlainLedger.Sent(
                    "2025年 全市 第" + number + "份 项目进度.csv", null, null, lines(random, number, null, month));
        }
        LocalDate date = LocalDate.of(2025, 1 + random.nextInt(6), 1 + random.nextInt(28));
        if (what < 6) {
            return new PlainLedger.Sent(
                    date + " 第" + number + "份 项目变更.csv", date, null, lines(random, number, null, 0));
        }
        String district = any(random, DISTRICTS);
        return new PlainLedger.Sent(
                date + " " + district + " 第" + number + "份 项目清单.csv",
                date,
                CODES.get(district),
                lines(random, number, CODES.get(district), 0));
    }

    /** Up to four rows on projects P1 to P7; one in ten has no code, one in ten an amount that is no number. */
    private static List<PlainLedger.Line> lines(Random random, int number, String district, int month) {
        List<Integer> codes =
                new ArrayList<>(IntStream.rangeClosed(1, 7).boxed().toList());
        Collections.shuffle(codes, random);
        List<PlainLedger.Line> lines = new ArrayList<>();
        for (int code : codes.subList(0, 1 + random.nextInt(4))) {
            int odd = random.nextInt(10);
            Integer amount = odd == 1 ? Integer.valueOf(-1) : Integer.valueOf(100 * number + code);
            lines.add(new PlainLedger.Line(
                    odd == 0 ? "" : "P" + code,
                    district == null ? "D" + (1 + random.nextInt(3)) : district,
                    odd == 2 && month == 0 ? null : amount,
                    month));
        }
        return lines;
    }

    private static <T> T any(Random random, List<T> many) {
        return many.get(random.nextInt(many.size()));
    }

    private static String[] text(PlainLedger.Sent sent) {
        List<String> lines = new ArrayList<>();
        boolean progress = sent.date() == null;
        boolean whole = sent.district() != null;
        lines.add(progress ? TestInbox.PROGRESS : whole ? TestInbox.PROJECTS : TestInbox.CHANGED);
        for (PlainLedger.Line line : sent.lines()) {
            String amount =
                    line.tenThousands() == null ? "" : line.tenThousands() < 0 ? "约一百" : "" + line.tenThousands();
            lines.add(
                    progress
                            ? line.code() + ",2025-0" + line.month() + "," + amount
                            : line.code() + ",名," + line.district() + ",铸造,开工," + amount + (whole ? ",,," : ""));
        }
        return lines.toArray(String[]::new);
    }
}
