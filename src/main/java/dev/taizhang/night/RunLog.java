package dev.taizhang.night;

import dev.taizhang.copies.LocalCopy;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.LogFormat;
import dev.taizhang.definition.Progress;
import dev.taizhang.ledger.Warehouse;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The log of a run, beside its record: our own lines and the warnings of libraries. In a warehouse that is not on a disk
 * it is written to a local file and copied to its place, because such storage appends to no file.
 */
final class RunLog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
    private static final String NAME = "run.log";
    private static final String TIME = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}";

    private final Optional<LocalCopy> copy;

    private RunLog(Optional<LocalCopy> copy) {
        this.copy = copy;
    }

    /** Also writes everything to {@code run.log} in the folder of a run from now on. */
    static RunLog open(Warehouse warehouse, RunRecord run, LogFormat format) throws IOException {
        Path file = new Path(run.folder(), NAME);
        String pattern = pattern(format, run.runId());
        if (FileAddress.isLocal(file)) {
            append(FileAddress.local(file), pattern);
            return new RunLog(Optional.empty());
        }
        LocalCopy copy = new LocalCopy(warehouse, file);
        append(copy.local(), pattern);
        return new RunLog(Optional.of(copy));
    }

    /** Returns the pattern of a line. Every line of JSON has the same fields; what is not known is an empty text. */
    private static String pattern(LogFormat format, String runId) {
        return switch (format) {
            case TEXT -> TIME + " %-5p %c{1} %m%n%throwable";
            case JSON ->
                "{\"time\":\"" + TIME + "\",\"level\":\"%p\",\"run\":\"" + runId + "\""
                        + field("stage", "%X{" + StageTimer.LOGGED + "}")
                        + field("work", "%X{" + Progress.LOGGED + "}")
                        + field("logger", "%c")
                        + field("thread", "%t")
                        + field("message", "%m")
                        + field("exception", "%throwable")
                        + "}%n";
        };
    }

    private static String field(String name, String value) {
        return ",\"" + name + "\":\"%encode{" + value + "}{JSON}\"";
    }

    private static void append(java.nio.file.Path file, String pattern) {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        Configuration configuration = context.getConfiguration();
        FileAppender appender = FileAppender.newBuilder()
                .setName("run")
                .withFileName(file.toString())
                .withFilePermissions("rw-------")
                .setLayout(PatternLayout.newBuilder()
                        .withPattern(pattern)
                        .withCharset(StandardCharsets.UTF_8)
                        .build())
                .build();
        appender.start();
        // A process that runs more than once, for example in tests, keeps the logs separate.
        configuration.getRootLogger().removeAppender(appender.getName());
        configuration.addAppender(appender);
        configuration.getRootLogger().addAppender(appender, null, null);
        context.updateLoggers();
    }

    /** Copies what has been written so far to its place. If that fails, the run goes on. */
    void save() {
        if (copy.isPresent()) {
            try {
                copy.get().replace();
            } catch (IOException stuck) {
                LOG.warn(NightMessages.logNotWritten(stuck.getMessage()).line());
            }
        }
    }

    /** Saves the log. On a disk it also gets the lines that the process writes after the run. */
    @Override
    public void close() {
        MDC.remove(StageTimer.LOGGED);
        save();
        try {
            if (copy.isPresent()) {
                copy.get().close();
            }
        } catch (IOException stuck) {
            LOG.debug("not deleted", stuck);
        }
    }
}
