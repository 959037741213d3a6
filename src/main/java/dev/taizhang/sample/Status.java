package dev.taizhang.sample;

/**
 * The stages of a project, in the order in which they can follow each other.
 *
 * <p>A suspended project may be resumed and completed, so suspension comes before completion. No stage follows
 * termination.
 */
enum Status {
    SIGNED("signed", "签约"),
    LANDED("landed", "落地"),
    STARTED("started", "开工"),
    SUSPENDED("suspended", "停工"),
    COMPLETED("completed", "竣工"),
    IN_PRODUCTION("in_production", "投产"),
    AT_CAPACITY("at_capacity", "达效"),
    TERMINATED("terminated", "终止");

    private final String code;
    private final String label;

    Status(String code, String label) {
        this.code = code;
        this.label = label;
    }

    /** Returns the canonical code, as in the reference data. */
    String code() {
        return code;
    }

    /** Returns the Chinese name used in spreadsheets. */
    String label() {
        return label;
    }
}
