package dev.taizhang.night;

import com.google.common.net.HostAndPort;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.taizhang.definition.HadoopConfiguration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.classic.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster that a run computes on, if Spark's settings name a master. Memory, cores, addresses and folders are those
 * of the site; whatever decides results is not.
 */
final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private static final String STANDALONE = "spark://";
    private static final int CONNECT_MILLISECONDS = 5_000;

    /** For a cluster whose settings do not describe it: many rows are divided by their number anyway. */
    private static final int TASKS = 4;

    /** The same on every machine. Java's last mention of an option applies, so these follow the site's. */
    private static final String JAVA_OPTIONS =
            " -Duser.timezone=UTC -Duser.language=en -Duser.country= -Duser.variant= -Dfile.encoding=UTF-8";

    /**
     * Not for the cluster's own processes: they do not have our class, and keep their files in the storage that the
     * site has set.
     */
    private static final Set<String> FOR_TASKS_ONLY = Set.of("fs.defaultFS", "fs.file.impl");

    /** How finely work is divided changes no result, and depends on the size of the cluster. */
    private static final Set<String> DIVISION =
            Set.of("spark.sql.shuffle.partitions", "spark.sql.files.minPartitionNum");

    /** What Spark says if the master, or whoever stopped the run there, has ended it. */
    private static final Pattern ENDED =
            Pattern.compile("stopped SparkContext|SparkContext was shut down|error from cluster scheduler");

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** A busy cluster may be free when a scheduler tries again. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final SparkConf site;

    private Cluster(SparkConf site) {
        this.site = site;
    }

    /** Returns the cluster that Spark's settings name, if it can be reached. */
    static Optional<Cluster> given() {
        if (!new SparkConf().contains("spark.master")) {
            return Optional.empty();
        }
        // The meaning of queries depends on these settings, so the site's are replaced by Spark's defaults and ours.
        System.getProperties().stringPropertyNames().stream()
                .filter(key -> key.startsWith("spark.sql.") && !DIVISION.contains(key))
                .forEach(System::clearProperty);
        Cluster cluster = new Cluster(new SparkConf());
        cluster.requireMaster();
        return Optional.of(cluster);
    }

    /** Throws a failure if no master of a standalone cluster accepts connections: Spark would try for minutes. */
    private void requireMaster() {
        String master = site.get("spark.master");
        if (!master.startsWith(STANDALONE)) {
            return;
        }
        IOException last = null;
        for (String address : master.substring(STANDALONE.length()).split(",", -1)) {
            try (Socket socket = new Socket()) {
                HostAndPort parsed = HostAndPort.fromString(address);
                socket.connect(new InetSocketAddress(parsed.getHost(), parsed.getPort()), CONNECT_MILLISECONDS);
                return;
            } catch (IOException unreachable) {
                last = unreachable;
            } catch (IllegalArgumentException | IllegalStateException wrong) {
                throw MachineMessages.wrongMaster(master);
            }
        }
        throw MachineMessages.masterUnreachable(master, last);
    }

    /**
     * Waits for the first executor, which Spark would do without an end and a message. With dynamic allocation executors
     * come only with work.
     */
    void awaitExecutor(SparkContext spark) {
        if (site.get("spark.master").startsWith("local") || site.getBoolean("spark.dynamicAllocation.enabled", false)) {
            return;
        }
        long latest = System.nanoTime() + LONGEST_WAIT.toNanos();
        // The driver is one of them.
        while (spark.statusTracker().getExecutorInfos().length < 2) {
            if (spark.isStopped()) {
                throw MachineMessages.clusterEnded();
            }
            if (System.nanoTime() > latest) {
                throw MachineMessages.noExecutor(site.get("spark.master"), LONGEST_WAIT);
            }
            Uninterruptibles.sleepUninterruptibly(BETWEEN_LOOKS);
        }
    }

    /** Whether an exception says that the cluster has ended this program's share of it. */
    static boolean hasEnded(Throwable cause) {
        return new SparkConf().contains("spark.master")
                && ENDED.matcher(String.valueOf(cause.getMessage())).find();
    }

    /** The number of tasks that the cluster runs at once, as far as the settings tell; at least so many that some wait. */
    int tasks() {
        int cores = site.getInt("spark.executor.cores", 1) * site.getInt("spark.executor.instances", 0);
        return Math.max(TASKS, Math.max(cores, site.getInt("spark.cores.max", 0)));
    }

    void configure(SparkSession.Builder session) {
        HadoopConfiguration.requirements().forEach((key, value) -> {
            if (!FOR_TASKS_ONLY.contains(key)) {
                session.config("spark.hadoop." + key, value);
            }
        });
        protect(session);
        session.config("spark.ui.enabled", site.get("spark.ui.enabled", "false"))
                // Two attempts of a task must not write at the same time.
                .config("spark.speculation", "false")
                .config(
                        "spark.executor.extraJavaOptions",
                        site.get("spark.executor.extraJavaOptions", "") + JAVA_OPTIONS)
                // Otherwise an executor cannot open a file with a Chinese name if its worker has no locale.
                .config("spark.executorEnv.LC_ALL", "C.UTF-8");
    }

    /**
     * Protects the connections between driver and executors. A standalone cluster has one secret for all its processes,
     * which only the site can give to them.
     */
    private void protect(SparkSession.Builder session) {
        String master = site.get("spark.master");
        boolean ownSecret = !master.startsWith(STANDALONE) && !master.startsWith("local");
        boolean authenticated = site.getBoolean("spark.authenticate", ownSecret);
        session.config("spark.authenticate", Boolean.toString(authenticated))
                .config("spark.network.crypto.enabled", Boolean.toString(authenticated));
        if (!authenticated && master.startsWith(STANDALONE)) {
            LOG.warn(MachineMessages.unprotected().line());
        }
    }
}
