package dev.taizhang.commands;

import dev.taizhang.TestSpark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs commands as a user would, but inside the test's process. */
public final class Commands {
    private Commands() {}

    /** What a command answered. */
    public record Answer(int code, String out, String err) {}

    /** Runs {@code jobs/<arguments>}. */
    public static synchronized Answer run(String... arguments) {
        TestSpark.session();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream answered = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(answered, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
            int code = Taizhang.run(arguments);
            return new Answer(code, answered.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Runs {@code jobs/nightly} with everything named. */
    static Answer nightly(Path conf, Path inbox, Path warehouse, String asOf) {
        return run(
                "nightly",
                "--conf",
                conf.toString(),
                "--inbox",
                inbox.toString(),
                "--warehouse",
                warehouse.toString(),
                "--as-of",
                asOf);
    }

    /** Runs {@code jobs/query}; the answer is in the given format. */
    static Answer query(Path conf, Path warehouse, String format, String sql) {
        return run("query", "--conf", conf.toString(), "--warehouse", warehouse.toString(), "--format", format, sql);
    }
}
