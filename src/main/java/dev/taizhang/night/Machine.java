package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.security.UserGroupInformation;

/** Checks the requirements of a command on the machine, and reports missing ones before the work begins. */
public final class Machine {
    private static final long MEBIBYTE = 1 << 20;

    /** Spark does not start with a smaller heap. */
    private static final long LEAST_HEAP = 450 * MEBIBYTE;

    /** The native libraries of Snappy, Zstandard and SQLite are unpacked into the folder for temporary files. */
    private static final long LEAST_TEMPORARY = 8 * MEBIBYTE;

    private Machine() {}

    /**
     * Names the user. Java cannot log in a user id without a name, which is common in containers, and Hadoop asks Java
     * to log in unless it knows its user.
     */
    public static void nameUser() {
        String name = System.getProperty("user.name");
        if (name.equals("?")) {
            UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
        }
    }

    /** Throws a {@link Failure} if a Spark session cannot start on this machine. */
    static void requireSpark() {
        requireHeap();
        requireTemporary();
        requireLoopback();
    }

    private static void requireHeap() {
        long bytes = Runtime.getRuntime().maxMemory();
        if (bytes < LEAST_HEAP) {
            throw Failure.usage(
                    new Bilingual(
                            "Java 的内存只有 " + bytes / MEBIBYTE + " MiB，至少需要 512 MiB。",
                            "Java has only " + bytes / MEBIBYTE + " MiB of memory; at least 512 MiB are required."),
                    new Bilingual(
                            "请把 TAIZHANG_MEMORY 设为 512m 或更多，或不设。",
                            "Set TAIZHANG_MEMORY to 512m or more, or unset it."));
        }
    }

    /** Throws a {@link Failure} if files cannot be unpacked into the folder for temporary files. */
    public static void requireTemporary() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        boolean room;
        try {
            room = Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() >= LEAST_TEMPORARY;
        } catch (IOException missing) {
            room = false;
        }
        if (!room) {
            throw Failure.usage(
                    new Bilingual(
                            "临时目录 " + folder + " 不可写，或剩余空间不足 " + LEAST_TEMPORARY / MEBIBYTE + " MiB。",
                            "The folder for temporary files, " + folder + ", is not writable or has less than "
                                    + LEAST_TEMPORARY / MEBIBYTE + " MiB left."),
                    new Bilingual("请清理该目录，或用 TMPDIR 指定另一目录。", "Free space there, or name another folder in TMPDIR."));
        }
    }

    private static void requireLoopback() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            client.shutdownOutput();
        } catch (IOException down) {
            throw new Failure(
                    ExitCode.USAGE,
                    new Bilingual(
                            "无法连接本机回环地址 127.0.0.1（" + down.getMessage() + "），Spark 的各部分经由它相互联系。",
                            "The loopback address 127.0.0.1 cannot be reached (" + down.getMessage()
                                    + "); the parts of Spark communicate through it."),
                    new Bilingual(
                            "请启用回环接口（ip link set lo up），并允许本机内的连接。",
                            "Bring the loopback interface up (ip link set lo up) and allow connections within the machine."),
                    down);
        }
    }
}
