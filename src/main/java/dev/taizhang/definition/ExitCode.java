package dev.taizhang.definition;

/** The exit codes of commands, on which schedulers rely. */
public enum ExitCode {
    /** The run published a release, or the command succeeded. */
    PUBLISHED(0),
    /** An unforeseen error occurred. */
    UNEXPECTED(1),
    /** The command line or the configuration is wrong. */
    USAGE(2),
    /** A quality gate failed and nothing was published. */
    GATE_FAILED(3),
    /** The inputs are not ready and nothing was published. */
    INPUTS_NOT_READY(4),
    /** Another run has locked the warehouse. */
    WAREHOUSE_LOCKED(5),
    /** The release is published, but a copy of it is not up to date. */
    COPY_BEHIND(6),
    /** The figures are computed; they are published when somebody approves them. */
    AWAITS_APPROVAL(7);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
