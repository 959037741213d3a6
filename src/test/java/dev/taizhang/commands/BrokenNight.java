package dev.taizhang.commands;

import dev.taizhang.ledger.BreakingFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The program in a process that is killed at the nth change of a warehouse: {@code N folder arguments…}. */
final class BrokenNight {
    private BrokenNight() {}

    public static void main(String... arguments) throws IOException {
        BreakingFileSystem.install();
        BreakingFileSystem.breaks(Path.of(arguments[1]), Integer.parseInt(arguments[0]), BreakingFileSystem.Then.KILLS);
        System.exit(Taizhang.run(Arrays.copyOfRange(arguments, 2, arguments.length)));
    }
}
