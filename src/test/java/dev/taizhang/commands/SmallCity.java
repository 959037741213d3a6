package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.commons.io.FileUtils;

/**
 * The night of the small city, with all tables of the shipped configuration. It is run once for all test classes of a process; each
 * works on a copy of its warehouse.
 */
public final class SmallCity {
    public static final Path CONF = Path.of("conf");
    public static final Path INBOX = Path.of("src/test/resources/city");
    public static final String DATE = "2025-03-31";

    private static Path warehouse;
    private static Commands.Answer night;

    private SmallCity() {}

    /** Makes a warehouse with the release of the night, and returns what the night answered. */
    public static synchronized Commands.Answer at(Path folder) throws IOException {
        if (night == null) {
            Path run = Files.createTempDirectory("city");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> FileUtils.deleteQuietly(run.toFile())));
            warehouse = run.resolve("warehouse");
            night = Commands.nightly(CONF, INBOX, warehouse, DATE);
            assertThat(night.code()).as(night.err()).isZero();
        }
        copy(warehouse, folder);
        return night;
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
