package dev.taizhang.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.taizhang.definition.Failure;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock on a warehouse whose storage has no locks: a file with the holder and a beat, which the holder counts up.
 * Whoever sees the same beat for long enough, by the clock of one process, takes the warehouse over.
 *
 * <p>A holder can be stopped for longer than that and go on. It then sees that it has lost the lease, and makes no further commit, so
 * that the other run is not refused. Should both commit in the same moment, one is refused ({@link Commit}): figures never depend on a
 * lease.
 */
final class Lease implements Closeable {
    private static final Duration BEAT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOKS_A_BEAT = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileSystem files;
    private final Path file;
    private final String holder;
    private final String token = UUID.randomUUID().toString();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Thread heart;

    private Lease(FileSystem files, Path file, String holder, Duration beat) {
        this.files = files;
        this.file = file;
        this.holder = holder + ", " + host();
        this.heart = new Thread(() -> beat(beat), "lease");
        heart.setDaemon(true);
    }

    /**
     * Acquires the lease. If there is one, waits until its beat or its end shows whether the holder works.
     *
     * @throws Failure with exit code 5 if it does
     */
    static Lease acquire(FileSystem files, Path file, String holder) throws IOException {
        return acquire(files, file, holder, BEAT, PATIENCE);
    }

    /** Acquires a lease with another beat, and another time after which an unchanged one is taken over. */
    static Lease acquire(FileSystem files, Path file, String holder, Duration beat, Duration patience)
            throws IOException {
        Lease lease = new Lease(files, file, holder, beat);
        while (!lease.created()) {
            lease.waitForAnother(beat, patience);
        }
        lease.heart.start();
        return lease;
    }

    private boolean created() throws IOException {
        try {
            NewFile.create(files, file, content(0));
            return true;
        } catch (FileAlreadyExistsException present) {
            return isOwn(read());
        }
    }

    /** Returns when the lease of another run has ended or was removed because it has not changed for too long. */
    private void waitForAnother(Duration beat, Duration patience) throws IOException {
        Optional<String> first = read();
        if (first.isEmpty()) {
            return;
        }
        LOG.info("{}", LedgerMessages.waiting(holder(first), patience).line());
        long since = System.nanoTime();
        while (System.nanoTime() - since < patience.toNanos()) {
            Uninterruptibles.sleepUninterruptibly(beat.dividedBy(LOOKS_A_BEAT));
            Optional<String> now = read();
            if (now.isEmpty()) {
                return;
            }
            if (!now.equals(first)) {
                throw LedgerMessages.locked(holder(now));
            }
        }
        if (read().equals(first)) {
            files.delete(file, false);
            LOG.warn("{}", LedgerMessages.takenOver(holder(first), patience).line());
        }
    }

    /**
     * Returns if this run still has the lease, or if the storage does not say.
     *
     * @throws Failure with exit code 5 if it has lost it
     */
    void requireOwn() {
        Optional<String> now;
        try {
            now = read();
        } catch (IOException unknown) {
            LOG.debug("not read", unknown);
            return;
        }
        // The holder writes each beat over the one before; on some storage the file is empty meanwhile.
        if (!isOwn(now) && now.filter(String::isEmpty).isEmpty()) {
            throw LedgerMessages.lost(holder(now));
        }
    }

    private void beat(Duration interval) {
        for (long beat = 1; !isReleasedWithin(interval); beat++) {
            try {
                if (!isOwn(read())) {
                    return;
                }
                try (OutputStream out = files.create(file, true)) {
                    out.write(content(beat));
                }
            } catch (IOException stuck) {
                // The next beat may succeed; if none does, another run may take over, and commits are refused.
                LOG.debug("no beat", stuck);
            }
        }
    }

    private boolean isReleasedWithin(Duration interval) {
        return Uninterruptibles.awaitUninterruptibly(released, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the lease, unless another run has taken it over. */
    @Override
    public void close() {
        released.countDown();
        Uninterruptibles.joinUninterruptibly(heart);
        try {
            if (isOwn(read())) {
                files.delete(file, false);
            }
        } catch (IOException stuck) {
            // The run has ended as it has; the next one waits until it may take over.
            LOG.debug("not released", stuck);
        }
    }

    private byte[] content(long beat) throws JsonProcessingException {
        return JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("holder", holder)
                .put("token", token)
                .put("beat", beat));
    }

    private Optional<String> read() throws IOException {
        try (InputStream in = files.open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        }
    }

    private boolean isOwn(Optional<String> content) {
        return content.map(Lease::parsed)
                .filter(lease -> lease.path("token").asText().equals(token))
                .isPresent();
    }

    private static String holder(Optional<String> content) {
        return content.map(Lease::parsed)
                .map(lease -> lease.path("holder").asText())
                .filter(name -> !name.isEmpty())
                .orElse("?");
    }

    /** A file that is just being written may be empty. */
    private static JsonNode parsed(String content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException incomplete) {
            return JSON.createObjectNode();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "?";
        }
    }
}
