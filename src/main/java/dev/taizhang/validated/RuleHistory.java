package dev.taizhang.validated;

import dev.taizhang.definition.Steps;

/**
 * The accepted rows of earlier deliveries that rules may refer to, as the ledger has them.
 *
 * @param records the rows of the dataset itself; null if there are none
 * @param projects the rows of the dataset {@code projects}; null if there are none
 * @param extent whether these are all earlier rows
 */
public record RuleHistory(Steps records, Steps projects, Extent extent) {
    /** No earlier deliveries. */
    public static final RuleHistory NONE = new RuleHistory(null, null, Extent.COMPLETE);

    /** What the absence of an earlier record means. */
    public enum Extent {
        /** No such record was ever delivered. */
        COMPLETE,
        /** Only some files are known, so a rule that looks at an absent record cannot be judged. */
        SOME_FILES
    }

    /** Returns the same rows with another extent. */
    public RuleHistory within(Extent other) {
        return new RuleHistory(records, projects, other);
    }
}
