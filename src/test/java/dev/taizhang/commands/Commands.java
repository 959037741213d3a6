package dev.taizhang.commands;

import dev.taizhang.TestSpark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

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
}
