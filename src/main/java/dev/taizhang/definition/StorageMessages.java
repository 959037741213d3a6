package dev.taizhang.definition;

/** The messages about disks that are full, missing permissions and a storage that does not answer. */
final class StorageMessages {
    private StorageMessages() {}

    /**
     * The failure of a run for lack of space.
     *
     * @param disk the disk of the warehouse, with its free space
     * @param temporary the temporary folder
     * @param mebibytes the space to free
     */
    static Failure diskFull(String warehouse, String disk, String temporary, long mebibytes, Throwable cause) {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "磁盘已满，未发布：台账库 " + warehouse + " 所在磁盘 " + disk + "，或临时目录 " + temporary + " 所在磁盘，没有剩余空间。",
                        "The disk is full, and nothing was published: no space is left on the disk of the warehouse "
                                + warehouse + ", " + disk + ", or on that of the temporary folder " + temporary + "."),
                new Bilingual("请腾出约 " + mebibytes + " MiB 空间后重新运行。", "Free about " + mebibytes + " MiB and run again."),
                cause);
    }

    static String freeSpace(String disk, long mebibytes) {
        return disk + "（剩余 free " + mebibytes + " MiB）";
    }

    static Failure refused(String warehouse, String place, Throwable cause) {
        return new Failure(
                ExitCode.USAGE,
                new Bilingual(
                        "存储拒绝访问 " + place + "（台账库 " + warehouse + "）。",
                        "The storage refuses access to " + place + " (warehouse " + warehouse + ")."),
                new Bilingual(
                        "请检查访问密钥是否有效、是否过期，以及它对该位置的读写权限，再运行一次；已发布的内容不受影响。",
                        "Check whether the keys are valid and have not expired, and what they may read and write there; then run"
                                + " again. What is published is not affected."),
                cause);
    }

    static Failure noAnswer(String warehouse, String reason, Throwable cause) {
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "台账库 " + warehouse + " 所在的存储没有应答：" + reason,
                        "The storage of the warehouse " + warehouse + " does not answer: " + reason),
                new Bilingual(
                        "请检查网络和存储是否正常，再运行一次；已发布的内容不受影响。",
                        "Check the network and the storage, then run again. What is published is not affected."),
                cause);
    }

    static Failure notPermitted(String user, String place, Throwable cause) {
        return new Failure(
                ExitCode.USAGE,
                new Bilingual(
                        "用户 " + user + " 没有权限使用 " + place + "。",
                        "The user " + user + " has no permission to use " + place + "."),
                new Bilingual(
                        "请检查该文件或目录的属主和权限，或用建立台账库的用户运行。",
                        "Check its owner and permissions, or run as the user who created the warehouse."),
                cause);
    }
}
