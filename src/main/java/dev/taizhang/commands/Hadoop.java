package dev.taizhang.commands;

import org.apache.hadoop.conf.Configuration;

/** The Hadoop configuration of commands that need no Spark. */
final class Hadoop {
    private Hadoop() {}

    static Configuration configuration() {
        return new Configuration();
    }
}
