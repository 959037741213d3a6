package dev.taizhang.commands;

import picocli.CommandLine.Option;

/** The option {@code --master} of the commands that compute. The launcher reads it too, and starts Spark accordingly. */
final class MasterOption {
    @Option(
            names = "--master",
            paramLabel = "URL",
            description = {
                "在此 Spark 集群上计算，如 spark://主机:7077 或 yarn；缺省用 conf/spark/cluster.conf 的 spark.master，没有则只用本机。见 docs/cluster.md。",
                "Computes on this cluster of Spark, such as spark://host:7077 or yarn. By default spark.master of"
                        + " conf/spark/cluster.conf applies, or else this machine. See docs/cluster.md."
            })
    private String master;

    /** Makes the given master known to Spark's sessions. */
    void select() {
        if (master != null) {
            System.setProperty("spark.master", master);
        }
    }
}
