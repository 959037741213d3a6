package dev.taizhang.ledger;

import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.StackTrace;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The disk of the program, which breaks when something below a folder is changed for the nth time: when a file is created or
 * completed, a folder made, or either renamed or deleted. Every change is an event of Java's flight recorder.
 */
public final class BreakingFileSystem extends LocalFileSystem {
    private static final int KILLED = 137;
    private static final AtomicInteger CHANGES = new AtomicInteger();
    private static volatile String below = "";
    private static volatile int breaksAt;
    private static volatile Then then = Then.FAILS_ONCE;

    /** What becomes of the change that breaks, and of those after it. */
    public enum Then {
        /** It fails and the others succeed. */
        FAILS_ONCE,
        /** They all fail, so that what is on the disk is as if the process had been killed. */
        STAYS_BROKEN,
        /** The process is killed. */
        KILLS
    }

    /** A change that is about to be made. */
    @Category("Taizhang tests")
    @StackTrace(false)
    public static final class Change extends Event {
        String kind;
        String file;
        String target;
    }

    /** Hadoop makes a file system by this. */
    public BreakingFileSystem() {
        super(new QuickLocalFileSystem().getRawFileSystem());
        setWriteChecksum(false);
    }

    /** Makes it the disk of this process, instead of the one that Hadoop has kept. */
    public static void install() throws IOException {
        FileSystem.closeAll();
        Configuration hadoop = HadoopConfiguration.read();
        hadoop.setClass("fs.file.impl", BreakingFileSystem.class, FileSystem.class);
        FileSystem.get(URI.create("file:///"), hadoop);
    }

    /** Gives the process the disk of the program again. Whoever asks first decides which one Hadoop keeps. */
    public static void remove() throws IOException {
        FileSystem.closeAll();
        FileSystem.get(URI.create("file:///"), HadoopConfiguration.read());
    }

    /**
     * Begins to count changes.
     *
     * @param folder the folder below which they count
     * @param change the number of the one that breaks, from one; 0 for none
     */
    public static void breaks(java.nio.file.Path folder, int change, Then after) {
        below = folder.toString();
        breaksAt = change;
        then = after;
        CHANGES.set(0);
    }

    /** How many changes there were since then. */
    public static int changes() {
        return CHANGES.get();
    }

    private static void change(String kind, Path file, Path target) throws IOException {
        if (!file.toUri().getPath().startsWith(below)) {
            return;
        }
        int number = CHANGES.incrementAndGet();
        boolean breaks = breaksAt > 0 && (number == breaksAt || (number > breaksAt && then == Then.STAYS_BROKEN));
        if (breaks && then == Then.KILLS) {
            Runtime.getRuntime().halt(KILLED);
        }
        if (breaks) {
            throw new IOException(kind + " " + file.toUri().getPath() + ": Input/output error");
        }
        Change event = new Change();
        event.kind = kind;
        event.file = file.toUri().getPath();
        event.target = target.toUri().getPath();
        event.commit();
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        change("create", file, file);
        return completing(file, super.create(file, permission, overwrite, buffer, replication, block, progress));
    }

    @Override
    public FSDataOutputStream createNonRecursive(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int buffer,
            short replication,
            long block,
            Progressable progress)
            throws IOException {
        change("create", file, file);
        return completing(
                file, super.createNonRecursive(file, permission, overwrite, buffer, replication, block, progress));
    }

    private static FSDataOutputStream completing(Path file, OutputStream out) {
        return new FSDataOutputStream(
                new CompletedOutput(out) {
                    @Override
                    void complete() throws IOException {
                        change("complete", file, file);
                        out.close();
                    }
                },
                null);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        change("rename", from, to);
        return super.rename(from, to);
    }

    @Override
    public boolean mkdirs(Path folder) throws IOException {
        return mkdirs(folder, null);
    }

    @Override
    public boolean mkdirs(Path folder, FsPermission permission) throws IOException {
        if (!exists(folder)) {
            change("mkdirs", folder, folder);
        }
        return permission == null ? super.mkdirs(folder) : super.mkdirs(folder, permission);
    }

    @Override
    public boolean delete(Path file, boolean recursive) throws IOException {
        change("delete", file, file);
        return super.delete(file, recursive);
    }
}
