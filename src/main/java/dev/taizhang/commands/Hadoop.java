package dev.taizhang.commands;

import dev.taizhang.ledger.QuickLocalFileSystem;
import org.apache.hadoop.conf.Configuration;

/** The Hadoop configuration of every command, with or without Spark. */
final class Hadoop {
    private Hadoop() {}

    static Configuration configuration() {
        Configuration configuration = new Configuration();
        // Hadoop without its native library starts a process for the rights of every local file. File systems are
        // shared by
        // all of a process, so that the first one to be opened must be this one already.
        configuration.set("fs.file.impl", QuickLocalFileSystem.class.getName());
        return configuration;
    }
}
