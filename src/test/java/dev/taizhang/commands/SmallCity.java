package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;

/**
 * The night of the small city, with all tables of the shipped configuration. It is run once for all test classes of a check, whose
 * processes wait for the first of them that needs it; each class works on a copy of its warehouse.
 */
public final class SmallCity {
    public static final Path CONF = Path.of("conf");
    public static final Path INBOX = Path.of("src/test/resources/city");
    public static final String DATE = "2025-03-31";

    private static final String ALONE = "alone";

    /** The name of the check, which all its processes have; a process that somebody starts otherwise has none. */
    private static final String CHECK = System.getProperty("taizhang.test.check", ALONE);

    /** Has one folder, with the name of the last check. */
    private static final Path SHARED = Path.of("target/small-city");

    private static Path made;

    private SmallCity() {}

    /** Makes a warehouse with the release of the night, and returns what the night answered. */
    public static synchronized Commands.Answer at(Path folder) throws IOException {
        if (made == null) {
            made = made();
        }
        copy(made.resolve("warehouse"), folder);
        return new Commands.Answer(
                0, Files.readString(made.resolve("out.txt")), Files.readString(made.resolve("err.txt")));
    }

    /**
     * Puts the city's project lists and progress reports into an inbox, and its files of more kinds, because each kind costs a night
     * seconds.
     *
     * @param more patterns of the kinds' names
     */
    static void deliver(Path inbox, String... more) throws IOException {
        List<String> kinds = new ArrayList<>(List.of("重大项目清单", "项目进度"));
        kinds.addAll(List.of(more));
        String names = ".*(" + String.join("|", kinds) + ")\\.csv";
        FileUtils.copyDirectory(
                INBOX.toFile(), inbox.toFile(), file -> file.getName().matches(names));
    }

    private static Path made() throws IOException {
        Path city = SHARED.resolve(CHECK);
        Files.createDirectories(SHARED.getParent());
        try (FileChannel lock = FileChannel.open(
                SHARED.resolveSibling("small-city.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (CHECK.equals(ALONE) || !Files.exists(city)) {
                FileUtils.deleteDirectory(SHARED.toFile());
                run(Files.createDirectories(SHARED.resolve("new")));
                Files.move(SHARED.resolve("new"), city);
            }
        }
        return city;
    }

    private static void run(Path folder) throws IOException {
        Commands.Answer night = Commands.nightly(CONF, INBOX, folder.resolve("warehouse"), DATE);
        assertThat(night.code()).as(night.err()).isZero();
        Files.writeString(folder.resolve("out.txt"), night.out());
        Files.writeString(folder.resolve("err.txt"), night.err());
    }

    /** Copies a folder with the rights and times of its files, which belong to what a night leaves. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path copy = Files.createDirectories(to.resolve(from.relativize(folder)));
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
