package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import java.util.Optional;

/**
 * Something in a warehouse that is not as it was written.
 *
 * @param file a file or folder, by its place in the warehouse
 * @param problem what is wrong with it
 * @param harm the tables, dates, releases and readers that it concerns
 * @param remedy the command that mends it
 * @param mend what mends it without a risk; empty if somebody has to decide
 */
public record Defect(String file, Bilingual problem, Bilingual harm, Bilingual remedy, Optional<Mend> mend) {
    /**
     * What mends a defect.
     *
     * @param done says what was done
     * @param work does it; the caller holds the lock
     */
    public record Mend(Bilingual done, Runnable work) {}

    static Defect of(String file, Bilingual problem, Bilingual harm, Bilingual remedy) {
        return new Defect(file, problem, harm, remedy, Optional.empty());
    }

    /** Returns the same defect with something that mends it. */
    public Defect mendedBy(Bilingual done, Runnable work) {
        return new Defect(file, problem, harm, remedy, Optional.of(new Mend(done, work)));
    }
}
