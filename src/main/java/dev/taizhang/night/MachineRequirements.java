package dev.taizhang.night;

import dev.taizhang.definition.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the requirements of a command on the machine, and reports missing ones before the work begins. */
public final class MachineRequirements {
    private static final long MEBIBYTE = 1 << 20;

    /** Spark does not start with a smaller heap. */
    private static final long LEAST_HEAP = 450 * MEBIBYTE;

    /** The native libraries of Snappy, Zstandard and SQLite are unpacked into the folder for temporary files. */
    private static final long LEAST_TEMPORARY = 8 * MEBIBYTE;

    private MachineRequirements() {}

    /** Throws a {@link Failure} if a Spark session cannot start on this machine. */
    static void requireSpark() {
        requireHeap();
        requireTemporary();
    }

    private static void requireHeap() {
        long bytes = Runtime.getRuntime().maxMemory();
        if (bytes < LEAST_HEAP) {
            throw MachineMessages.heapTooSmall(bytes / MEBIBYTE);
        }
    }

    /** Throws a {@link Failure} if files cannot be unpacked into the folder for temporary files. */
    public static void requireTemporary() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        boolean usable;
        try {
            usable = Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() >= LEAST_TEMPORARY;
        } catch (IOException missing) {
            usable = false;
        }
        if (!usable) {
            throw MachineMessages.temporaryFolderUnusable(folder, LEAST_TEMPORARY / MEBIBYTE);
        }
    }

    /** Throws a {@link Failure} if the parts of an embedded Spark cannot communicate. */
    static void requireLoopback() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            client.shutdownOutput();
        } catch (IOException down) {
            throw MachineMessages.noLoopback(down);
        }
    }
}
