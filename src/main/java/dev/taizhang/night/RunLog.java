package dev.taizhang.night;

import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.FileAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** The log of a run, beside its record: our own lines and the warnings of libraries. */
final class RunLog {
    private RunLog() {}

    /**
     * Also writes everything to {@code run.log} from now on. On storage other than local files there is no such file.
     */
    static void open(Path folder) {
        if (!folder.toUri().getScheme().equals("file")) {
            return;
        }
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        Configuration configuration = context.getConfiguration();
        FileAppender appender = FileAppender.newBuilder()
                .setName("run")
                .withFileName(folder.toUri().getPath() + "/run.log")
                .withFilePermissions("rw-------")
                .setLayout(PatternLayout.newBuilder()
                        .withPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p %c{1} %m%n%throwable")
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
}
