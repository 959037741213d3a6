package dev.taizhang.sample;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Writes the synthetic sample city: deliveries as offices would send them, and what is known to be in them. */
public final class SampleCity {
    public static final int DEFAULT_PROJECTS = 797;
    public static final int DEFAULT_MONTHS = 15;
    public static final long DEFAULT_SEED = 20250331;

    private static final int FEWEST_PROJECTS = 60;
    private static final String INBOX = "inbox";
    private static final String KNOWN_FACTS = "known.json";

    private SampleCity() {}

    /**
     * Writes {@code inbox/} with the deliveries and {@code known.json} with the facts; equal arguments give equal bytes.
     *
     * <p>A file of the same name is replaced, and no other is touched.
     *
     * @param directory where to write; it is made if it is missing
     * @param projects how many projects the city lists at the end, 60 or more
     * @param months how many months of progress there are, 1 to 60, the last of them March 2025
     * @param seed another seed is another city
     * @throws IllegalArgumentException if a number is out of its bounds
     * @throws IOException if a file cannot be written
     */
    public static void write(Path directory, int projects, int months, long seed) throws IOException {
        if (projects < FEWEST_PROJECTS) {
            throw new IllegalArgumentException("The sample city needs " + FEWEST_PROJECTS
                    + " projects or more, so that every district and status has some, not " + projects + ".");
        }
        City city = City.draw(projects, Timeline.ofMonths(months), seed);
        List<ShareSet> sets = ShareSets.of(city);
        KnownFacts known = new KnownFacts(city, sets);
        Inbox inbox = new Inbox(Files.createDirectories(directory.resolve(INBOX)));
        for (LocalDate date : city.timeline().listDates()) {
            for (District district : District.ALL) {
                write(ProjectLists.deliver(city, district, date), inbox, known);
            }
        }
        for (int year : city.timeline().years()) {
            for (District district : District.ALL) {
                write(ProgressReports.deliver(city, district, year), inbox, known);
            }
            write(Targets.deliver(city, year), inbox, known);
        }
        for (LocalDate date : List.of(ShareSets.EARLIER, ShareSets.LATEST)) {
            write(Allocations.deliver(date, sets), inbox, known);
        }
        Files.writeString(directory.resolve(KNOWN_FACTS), json(known), StandardCharsets.UTF_8);
    }

    private static void write(Delivery delivery, Inbox inbox, KnownFacts known) throws IOException {
        known.add(delivery, inbox.write(delivery));
    }

    /** Line ends are given: Jackson's own are those of the machine. */
    private static String json(KnownFacts known) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return new ObjectMapper().writer(printer).writeValueAsString(known.tree()) + "\n";
    }
}
