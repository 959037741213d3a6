package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A synthetic construction project, with everything that will ever be true of it.
 *
 * @param serial its number in the sample, on which its chances hang
 * @param code its code, in the manner of national project codes
 * @param name its name, which says that it is an example
 * @param district the county or zone that lists it
 * @param cluster its industrial cluster
 * @param product what it builds
 * @param level the list it is on, from county to nation
 * @param ownership who controls its owner
 * @param owner the owner's name, which says that it is an example
 * @param leader the invented official who answers for it
 * @param openness whether it is shown to private investors, 是 or 否
 * @param life what happens to it
 * @param cost what it costs
 * @param plan what was planned for it
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
     * What a project costs, as its office says.
     *
     * @param current the total investment
     * @param original the total investment before it was changed
     * @param changed the day the total changed; {@link LocalDate#MIN} where it was before anybody's memory or never
     * @param known the day the lists begin to state the total; {@link LocalDate#MIN} where they always have
     * @param withdrawn the day they cease to; {@link LocalDate#MAX} where they never do
     * @param originalStated how the original total stands in the lists
     * @param annualStated how the year's plan stands in the lists
     */
    record Cost(
            Amount current,
            Amount original,
            LocalDate changed,
            LocalDate known,
            LocalDate withdrawn,
            Stated originalStated,
            Stated annualStated) {

        /** The total as a list of a date states it, if it does. */
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
     * What was planned for a project.
     *
     * @param start the planned start
     * @param completion the planned completion by the latest word
     * @param originalCompletion the planned completion by the first word
     * @param statisticsEntry the day it enters the statistics; {@link LocalDate#MAX} where it does not
     */
    record Plan(LocalDate start, LocalDate completion, LocalDate originalCompletion, LocalDate statisticsEntry) {}
}
