package dev.taizhang.night;

import com.google.common.base.Throwables;
import dev.taizhang.definition.Failure;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports any exception as a failure with an exit code and two sentences. */
public final class UnexpectedFailure {
    /** Logs to the run's log and not to the terminal. */
    private static final Logger TRACE = LoggerFactory.getLogger("taizhang.trace");

    private UnexpectedFailure() {}

    /**
     * Converts an exception to a failure. An unexpected exception is logged with its stack trace, and reported like all
     * others.
     */
    public static Failure of(Throwable thrown) {
        List<Throwable> causes = Throwables.getCausalChain(thrown);
        for (Throwable cause : causes) {
            if (cause instanceof Failure failure) {
                return failure;
            }
        }
        TRACE.error("Unexpected failure", thrown);
        if (causes.stream().anyMatch(Cluster::hasEnded)) {
            return MachineMessages.clusterEnded();
        }
        String reason =
                String.valueOf(thrown.getMessage()).strip().lines().findFirst().orElse("");
        return NightMessages.unexpected(thrown, reason);
    }
}
