package dev.taizhang.bench;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.LogFormat;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.DamagedDates;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Arrival;
import dev.taizhang.night.Maintenance;
import dev.taizhang.night.Run;
import dev.taizhang.night.RunDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** An office whose nights are lived in this process, each by the clock of its own night. */
final class LivedOffice {
    private final Path folder;
    private final LivingPortfolio portfolio;
    private final Configuration configuration;
    private final Warehouse warehouse;
    private final ThreadClock clock = new ThreadClock("self");

    /** The time of each night, by the time on this machine when it ended. */
    private final NavigableMap<Long, Instant> times = new TreeMap<>();

    private LocalDate delivered;
    private int nights;
    private int deliveries;

    /** What a night took. */
    record Night(double seconds, double cpuSeconds) {}

    /**
     * Founds an office.
     *
     * @param folder for inbox and warehouse, which is emptied
     * @param opening the day from which on it receives deliveries
     */
    LivedOffice(Path folder, LivingPortfolio portfolio, Configuration configuration, LocalDate opening)
            throws IOException {
        this.folder = folder;
        this.portfolio = portfolio;
        this.configuration = configuration;
        this.delivered = opening.minusDays(1);
        FileUtils.deleteDirectory(folder.toFile());
        this.warehouse = Warehouse.at(folder.resolve("warehouse").toString(), HadoopConfiguration.read())
                .prepare();
    }

    Path inbox() {
        return folder.resolve("inbox");
    }

    Warehouse warehouse() {
        return warehouse;
    }

    int nights() {
        return nights;
    }

    int deliveries() {
        return deliveries;
    }

    /** Lives nights one after the other. */
    List<Night> quiet(LocalDate first, int count) throws IOException {
        List<Night> quiet = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            quiet.add(night(first.plusDays(day)));
        }
        return quiet;
    }

    /** Lives the night of a date, with all that has arrived since the last one. */
    Night night(LocalDate date) throws IOException {
        for (LocalDate day = delivered.plusDays(1); !day.isAfter(date); day = day.plusDays(1)) {
            deliveries += portfolio.deliver(inbox(), day);
        }
        delivered = date;
        Clock then = clock(date);
        Night night = measured(() -> publish(FileAddress.of(inbox()), date, then));
        times.put(System.currentTimeMillis(), then.instant());
        nights++;
        System.err.printf(Locale.ROOT, "  %7.2f s  %7.2f s CPU  %s%n", night.seconds(), night.cpuSeconds(), date);
        return night;
    }

    private ExitCode publish(org.apache.hadoop.fs.Path inbox, LocalDate date, Clock then) {
        return Run.alone(warehouse, then, () -> {
            Optional<Release> current = warehouse.current();
            Run run = new Run(
                    RunDefinitions.of(configuration),
                    warehouse,
                    then,
                    Inbox.bytes(inbox, warehouse.files().getConf()),
                    result -> "");
            current.ifPresent(release -> {
                if (!DamagedDates.of(warehouse, release).isEmpty()) {
                    throw new IllegalStateException("damaged on " + date);
                }
            });
            return run.publish(date, current, new Arrival.FromInbox(inbox, Optional.empty()));
        });
    }

    private Night measured(Supplier<ExitCode> work) {
        double cpu = clock.read().cpuSeconds();
        long start = System.nanoTime();
        ExitCode code = work.get();
        Night night = new Night((System.nanoTime() - start) / 1e9, clock.read().cpuSeconds() - cpu);
        if (code != ExitCode.PUBLISHED) {
            throw new IllegalStateException("a night ended with " + code);
        }
        return night;
    }

    /** Maintains the warehouse, whose files have the age that they would have. */
    Night maintain(LocalDate date) throws IOException {
        age();
        Clock then = clock(date);
        return measured(() -> Run.aloneOnRelease(
                warehouse,
                then,
                current -> new Maintenance(warehouse, then).apply(current, LogFormat.TEXT, plan -> {})));
    }

    /** Returns the number and bytes of the files of the warehouse below one of its folders; all for an empty name. */
    long[] size(String below) throws IOException {
        long[] size = new long[2];
        try (Stream<Path> files = Files.walk(folder.resolve("warehouse").resolve(below))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size[0]++;
                size[1] += Files.size(file);
            }
        }
        return size;
    }

    private Clock clock(LocalDate date) {
        ZoneId zone = configuration.settings().zone();
        return Clock.fixed(
                date.plusDays(1).atTime(LocalTime.of(2, 0)).atZone(zone).toInstant(), zone);
    }

    /** Gives each file the time of the night that has written it. */
    private void age() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("warehouse"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Map.Entry<Long, Instant> night =
                        times.ceilingEntry(Files.getLastModifiedTime(file).toMillis());
                if (night != null) {
                    Files.setLastModifiedTime(file, FileTime.from(night.getValue()));
                }
            }
        }
    }
}
