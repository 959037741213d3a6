package dev.taizhang.copies;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A line to a PostgreSQL server on this machine that breaks when its client says COMMIT, before or after the word arrives. */
final class CommitLosingLine implements Closeable {
    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final int server;
    private final boolean arrives;

    CommitLosingLine(int server, boolean arrives) throws IOException {
        this.server = server;
        this.arrives = arrives;
        start(this::carry);
    }

    int port() {
        return door.getLocalPort();
    }

    private interface Carrying {
        void carry() throws IOException;
    }

    private static void start(Carrying carrying) {
        Thread thread = new Thread(() -> {
            try {
                carrying.carry();
            } catch (IOException broken) {
                // A line that breaks is what it is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void carry() throws IOException {
        try (Socket client = door.accept();
                Socket postgres = new Socket(InetAddress.getLoopbackAddress(), server)) {
            start(() -> postgres.getInputStream().transferTo(client.getOutputStream()));
            InputStream said = client.getInputStream();
            OutputStream heard = postgres.getOutputStream();
            byte[] buffer = new byte[65_536];
            for (int length = said.read(buffer); length >= 0; length = said.read(buffer)) {
                byte[] words = Arrays.copyOf(buffer, length);
                boolean commit = new String(words, StandardCharsets.ISO_8859_1).contains("COMMIT");
                if (commit) {
                    // First, so that nothing of the answer reaches it.
                    client.shutdownOutput();
                }
                if (!commit || arrives) {
                    heard.write(words);
                    heard.flush();
                }
                if (commit) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
