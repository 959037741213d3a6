package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A synthetic construction project, with its complete history.
 *
 * @param serial its number in the sample, on which its random numbers depend
 * @param code its code, in the style of national project codes
 * @param name its name, which marks it as an example
 * @param district the county or zone that lists it
 * @param cluster its industrial cluster
 * @param product the product that it builds
 * @param level the level of its list, from county to nation
 * @param ownership the type of owner that controls its owner
 * @param owner the owner's name, which marks it as an example
 * @param leader the invented responsible official
 * @param openness whether it is offered to private investors, 是 or 否
 * @param life its history
 * @param cost its cost
 * @param plan its plan
 * @param pace how fast it spends, in percent of its plan
 */
record Project(
        int serial,
        String code,
        String name,
        District district,
        Cluster cluster,
        Cluster.Product product,
        Choice level,
        Choice ownership,
        String owner,
        String leader,
        String openness,
        Life life,
        Cost cost,
        Plan plan,
        int pace) {

    /**
     * The cost of a project, as stated by its office.
     *
     * @param current the total investment
     * @param original the total investment before it was changed
     * @param changed the day the total changed; {@link LocalDate#MIN} if it changed before all records or never
     * @param known the day the lists begin to state the total; {@link LocalDate#MIN} if they always have
     * @param withdrawn the day they cease to state it; {@link LocalDate#MAX} if they never do
     * @param originalStated whether the lists state the original total
     * @param annualStated whether the lists state the year's plan
     */
    record Cost(
            Amount current,
            Amount original,
            LocalDate changed,
            LocalDate known,
            LocalDate withdrawn,
            Stated originalStated,
            Stated annualStated) {

        /** Returns the total as stated by a list of a date; empty if it is not stated. */
        Optional<Amount> on(LocalDate date) {
            boolean stated = !date.isBefore(known) && date.isBefore(withdrawn);
            return stated ? Optional.of(date.isBefore(changed) ? original : current) : Optional.empty();
        }
    }

    /** Whether an office fills a cell. */
    enum Stated {
        STATED,
        BLANK;

        <T> Optional<T> of(T value) {
            return this == STATED ? Optional.of(value) : Optional.empty();
        }
    }

    /**
     * The plan of a project.
     *
     * @param start the planned start
     * @param completion the planned completion by the latest plan
     * @param originalCompletion the planned completion by the first plan
     * @param statisticsEntry the day it enters the statistics; {@link LocalDate#MAX} if it does not
     */
    record Plan(LocalDate start, LocalDate completion, LocalDate originalCompletion, LocalDate statisticsEntry) {}
}
