package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The messages about requirements that the machine does not meet. */
final class MachineMessages {
    private MachineMessages() {}

    static Failure heapTooSmall(long mebibytes) {
        return Failure.usage(
                new Bilingual(
                        "Java 可用内存只有 " + mebibytes + " MiB，至少需要 512 MiB。",
                        "Java has only " + mebibytes + " MiB of memory; at least 512 MiB are required."),
                new Bilingual(
                        "请把 TAIZHANG_MEMORY 设为 512m 或更大，或取消该设置。", "Set TAIZHANG_MEMORY to 512m or more, or unset it."));
    }

    static Failure temporaryFolderUnusable(Path folder, long mebibytes) {
        return Failure.usage(
                new Bilingual(
                        "临时目录 " + folder + " 不可写，或剩余空间不足 " + mebibytes + " MiB。",
                        "The folder for temporary files, " + folder + ", is not writable or has less than " + mebibytes
                                + " MiB left."),
                new Bilingual("请清理该目录，或用 TMPDIR 指定另一目录。", "Free space there, or specify another folder in TMPDIR."));
    }

    static Failure noLoopback(IOException cause) {
        return new Failure(
                ExitCode.USAGE,
                new Bilingual(
                        "无法连接本机回环地址 127.0.0.1（" + cause.getMessage() + "），Spark 各部分须经由该地址通信。",
                        "The loopback address 127.0.0.1 cannot be reached (" + cause.getMessage()
                                + "); the parts of Spark communicate through it."),
                new Bilingual(
                        "请启用回环接口（ip link set lo up），并允许本机内部的连接。",
                        "Enable the loopback interface (ip link set lo up) and allow connections within the machine."),
                cause);
    }

    static Failure wrongMaster(String master) {
        return Failure.usage(
                new Bilingual(
                        "无法识别集群地址（master）" + master + "。", "The master " + master + " is not an address of a cluster."),
                new Bilingual(
                        "请写成 spark://主机:7077、yarn 或 k8s://https://主机:端口。",
                        "Write it like spark://host:7077, yarn or k8s://https://host:port."));
    }

    /** Exit code 1: the cluster may be back when the scheduler tries again. */
    static Failure masterUnreachable(String master, IOException cause) {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "无法连接集群 " + master + "（" + cause.getMessage() + "）。",
                        "The cluster " + master + " cannot be reached (" + cause.getMessage() + ")."),
                new Bilingual(
                        "请确认其 master 进程正在运行、地址与端口无误、防火墙允许连接，然后再运行一次；去掉 --master 和 cluster.conf 中的 spark.master 则只用本机。",
                        "Check that its master is running, that host and port are right and that no firewall is between,"
                                + " and run again. Without --master, and without spark.master in cluster.conf, the run uses"
                                + " this machine only."),
                cause);
    }

    static Failure noExecutor(String master, Duration waited) {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "集群 " + master + " 在 " + waited.toMinutes() + " 分钟内没有给出执行进程（executor）。",
                        "The cluster " + master + " gave no executor within " + waited.toMinutes() + " minutes."),
                new Bilingual(
                        "请在 master 的网页上确认有空闲的 worker，其内存不少于 spark.executor.memory；如执行进程一启动就退出，其日志在 worker 的 work 目录中，常见原因是密钥不一致，或连不上本机。",
                        "Check on the page of its master that a worker is free and has spark.executor.memory. If executors end"
                                + " as soon as they start, their logs are in the work folder of the worker; often the"
                                + " secrets differ, or this machine cannot be reached from there."));
    }

    static Failure clusterEnded() {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual("集群结束了本次运行。", "The cluster ended this run."),
                new Bilingual(
                        "多半是 worker 启动不了执行进程（executor），原因见各 worker 的日志；也可能有人在 master 上停止了它。请排除原因后再运行一次。",
                        "Probably the workers cannot start its executors, for which their logs give the reason. Or somebody"
                                + " stopped it at the master. Resolve the cause and run again."));
    }

    static Bilingual unprotected() {
        return new Bilingual(
                "集群未设共用密钥：执行进程之间的连接既不验证身份，也不加密。设置方法见 docs/cluster.md。",
                "The cluster has no secret: connections between its processes are neither authenticated nor encrypted."
                        + " docs/cluster.md describes how to set one.");
    }
}
