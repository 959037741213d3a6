package dev.taizhang.commands;

import dev.taizhang.night.Arrival;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an office of three districts and seven projects sends, night after night, and what ought to be believed of it: lists,
 * changes and progress, late, corrected, twice, broken in a row, withdrawn and read anew. All of it follows from the seed, which
 * stands before the codes of its districts and projects.
 */
final class OfficeLife {
    private static final List<String> DISTRICTS = List.of("东区", "西区", "南区");

    private final String name;
    private final Random random;
    private final PlainLedger plain = new PlainLedger();
    private final List<PlainLedger.Sent> inbox = new ArrayList<>();

    OfficeLife(long seed) {
        this.name = String.valueOf(seed);
        this.random = new Random(seed);
    }

    String name() {
        return name;
    }

    /** Its lines of the reference table of districts. */
    String districts() {
        return DISTRICTS.stream()
                .map(district -> district(district) + "," + district + name + ",District " + district(district) + ","
                        + district.charAt(0) + name + ",,1,,\n")
                .collect(Collectors.joining());
    }

    private String district(String district) {
        return name + "-D" + (1 + DISTRICTS.indexOf(district));
    }

    /** Puts one to three files into the inbox; how many rows are to be read, accepted and rejected of them. */
    List<Long> send(TestInbox office) throws IOException {
        int files = 1 + random.nextInt(3);
        for (int file = 0; file < files; file++) {
            PlainLedger.Sent sent = sent();
            office.deliver(sent.name(), text(sent));
            inbox.add(sent);
        }
        return plain.take(inbox);
    }

    /** Now and then a delivery is withdrawn, or one read anew. */
    void change(OneLedger ledger) {
        int what = random.nextInt(8);
        if (what == 0 && !plain.believed().isEmpty()) {
            String delivery = any(plain.believed());
            ledger.take(new Arrival.Withdrawal(delivery, "撤回"));
            plain.withdraw(delivery);
        } else if (what == 1) {
            String delivery = any(plain.everTaken());
            ledger.night(Optional.of(delivery));
            plain.reread(delivery);
        }
    }

    List<String> state(LocalDate asOf) {
        return plain.state(asOf);
    }

    private PlainLedger.Sent sent() {
        int what = random.nextInt(10);
        int number = inbox.size() + 1;
        String nth = "第" + name + "-" + number + "份 ";
        if (what == 0 && !inbox.isEmpty()) {
            PlainLedger.Sent before = any(inbox);
            String kind = before.name().substring(before.name().lastIndexOf(' ') + 1);
            String copy = before.name().replace(kind, "副本" + number + " " + kind);
            return new PlainLedger.Sent(copy, before.date(), before.district(), before.lines());
        }
        if (what < 3) {
            int month = 1 + random.nextInt(6);
            return new PlainLedger.Sent("2025年 全市 " + nth + "项目进度.csv", null, null, lines(number, null, month));
        }
        LocalDate date = LocalDate.of(2025, 1 + random.nextInt(6), 1 + random.nextInt(28));
        if (what < 6) {
            return new PlainLedger.Sent(date + " " + nth + "项目变更.csv", date, null, lines(number, null, 0));
        }
        String district = any(DISTRICTS);
        return new PlainLedger.Sent(
                date + " " + district + name + " " + nth + "项目清单.csv",
                date,
                district(district),
                lines(number, district(district), 0));
    }

    /** Up to four rows on projects P1 to P7; one in ten has no code, one in ten an amount that is no number. */
    private List<PlainLedger.Line> lines(int number, String district, int month) {
        List<Integer> codes =
                new ArrayList<>(IntStream.rangeClosed(1, 7).boxed().toList());
        Collections.shuffle(codes, random);
        List<PlainLedger.Line> lines = new ArrayList<>();
        for (int code : codes.subList(0, 1 + random.nextInt(4))) {
            int odd = random.nextInt(10);
            Integer amount = odd == 1 ? Integer.valueOf(-1) : Integer.valueOf(100 * number + code);
            lines.add(new PlainLedger.Line(
                    odd == 0 ? "" : name + "-P" + code,
                    district == null ? district(any(DISTRICTS)) : district,
                    odd == 2 && month == 0 ? null : amount,
                    month));
        }
        return lines;
    }

    private <T> T any(List<T> many) {
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
