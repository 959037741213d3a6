package dev.taizhang.sample;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the synthetic sample city: deliveries as offices would send them, and the known facts about them. */
public final class SampleCity {
    public static final int DEFAULT_PROJECTS = 797;
    public static final int DEFAULT_MONTHS = 15;
    public static final long DEFAULT_SEED = 20250331;

    public static final int FEWEST_PROJECTS = 60;
    private static final String INBOX = "inbox";
    private static final String KNOWN_FACTS = "known.json";

    private SampleCity() {}

    /** The forms of the sample. */
    public enum Form {
        /** One file per office and period, in many forms, some of them wrong on purpose. */
        OFFICE,
        /** A few large Parquet files without errors, written project by project. */
        PARQUET
    }

    /** Writes the sample in the form of offices. */
    public static void write(Path directory, int projects, int months, long seed) throws IOException {
        write(directory, projects, months, seed, Form.OFFICE);
    }

    /**
     * Writes {@code inbox/} with the deliveries and {@code known.json} with the facts. Equal arguments give equal
     * bytes.
     *
     * <p>A file of the same name is replaced; other files are not changed.
     *
     * @param directory where to write; it is created if it is missing
     * @param projects how many projects the city lists at the end, 60 or more
     * @param months how many months of progress there are, 1 to 60, the last of them March 2025
     * @param seed the seed; another seed gives another city
     * @param form the form of the files
     * @throws IllegalArgumentException if a number is out of its bounds
     * @throws IOException if a file cannot be written
     */
    public static void write(Path directory, int projects, int months, long seed, Form form) throws IOException {
        if (projects < FEWEST_PROJECTS) {
            throw new IllegalArgumentException("The sample city needs " + FEWEST_PROJECTS
                    + " projects or more, so that every district and status has some, not " + projects + ".");
        }
        Timeline timeline = Timeline.ofMonths(months);
        InboxWriter inbox = new InboxWriter(directory.resolve(INBOX));
        ObjectNode known = switch (form) {
            case OFFICE -> OfficeFiles.write(City.draw(projects, timeline, seed), inbox);
            case PARQUET -> LargeFiles.write(new Population(projects, timeline, seed), inbox);
        };
        inbox.writeTo(known);
        Files.writeString(directory.resolve(KNOWN_FACTS), json(known), StandardCharsets.UTF_8);
    }

    /** Sets the line ends explicitly, because Jackson's default is that of the machine. */
    private static String json(ObjectNode known) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        return new ObjectMapper().writer(printer).writeValueAsString(known) + "\n";
    }
}
