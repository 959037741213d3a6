package dev.taizhang.definition;

/** How a command ends: the contract that schedulers rely on. */
public enum ExitCode {
    /** The run published a release, or the command answered. */
    PUBLISHED(0),
    /** Something failed that nobody foresaw. */
    UNEXPECTED(1),
    /** The command line or the configuration is wrong. */
    USAGE(2),
    /** A quality gate failed and nothing was published. */
    GATE_FAILED(3),
    /** The inputs are not ready and nothing was published. */
    INPUTS_NOT_READY(4),
    /** Another run holds the warehouse. */
    WAREHOUSE_HELD(5),
    /** The release is published, but a copy of it is behind. */
    COPY_BEHIND(6);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
