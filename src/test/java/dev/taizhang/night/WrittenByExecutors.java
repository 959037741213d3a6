package dev.taizhang.night;

import java.util.Optional;

/** Writes a folder of Parquet by the executors of a cluster, as a run writes large tables. */
final class WrittenByExecutors {
    private WrittenByExecutors() {}

    public static void main(String[] arguments) {
        Sessions.open("written by executors", Optional.empty(), 0, System.getProperty("java.io.tmpdir"))
                .range(0, 100, 1, 4)
                .write()
                .parquet(arguments[0]);
    }
}
