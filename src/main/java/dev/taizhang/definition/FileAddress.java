package dev.taizhang.definition;

import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * The address of a file or folder as people write and read it: a plain path on this machine's disks, and a URI with
 * scheme and host, such as {@code hdfs://nn:8020/taizhang}, on any other storage.
 */
public final class FileAddress {
    private static final Pattern URI = Pattern.compile("\\p{Alpha}[\\p{Alnum}+.-]+:/.*");

    private FileAddress() {}

    /**
     * Returns what an address stands for. A relative path starts at the current folder.
     *
     * @throws IllegalArgumentException if it is not a valid URI
     */
    public static Path parse(String address) {
        return URI.matcher(address).matches() ? new Path(address) : of(java.nio.file.Path.of(address));
    }

    /** Returns the place of a local file. */
    public static Path of(java.nio.file.Path local) {
        return new Path("file", null, local.toAbsolutePath().normalize().toString());
    }

    /** Returns whether a file is on a disk of this machine, or in a folder that it shares with others. */
    public static boolean isLocal(Path path) {
        String scheme = path.toUri().getScheme();
        return scheme == null || scheme.equals("file");
    }

    /** Returns a local file as Java's own library reaches it. */
    public static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }

    /** Returns the address, which libraries understand too. */
    public static String shown(Path path) {
        return isLocal(path) ? path.toUri().getPath() : path.toString();
    }
}
