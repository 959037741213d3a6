package dev.taizhang.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The land, energy, environmental capacity and bank financing that a project needs, and the part granted by the date of
 * a list. All values follow from its total and its number, so that no random number is drawn for them.
 */
final class Needs {
    private Needs() {}

    /** A resource that the office guarantees. */
    enum Factor {
        /** In mu. */
        LAND(12),
        /** In tons of standard coal. */
        ENERGY(150),
        /** In tons. */
        ENVIRONMENT(2);

        private final long perHundredMillion;

        Factor(long perHundredMillion) {
            this.perHundredMillion = perHundredMillion;
        }
    }

    /** Returns the need, based on the first total that its office knew, in tenths. */
    static Optional<BigDecimal> needed(Listing listing, Factor factor) {
        return mentions(listing, factor)
                ? Optional.of(BigDecimal.valueOf(tenths(listing, factor), 1))
                : Optional.empty();
    }

    /** Returns the granted quantity: all of the need if the project has started, otherwise a part of it. */
    static Optional<BigDecimal> granted(Listing listing, Factor factor) {
        if (!mentions(listing, factor)) {
            return Optional.empty();
        }
        long needed = tenths(listing, factor);
        boolean whole = listing.reached(Status.STARTED).isPresent();
        long granted = whole ? needed : needed * (listing.project().serial() % 4) / 4;
        return Optional.of(BigDecimal.valueOf(granted, 1));
    }

    private static long tenths(Listing listing, Factor factor) {
        return listing.project().cost().original().fen() / 1_000_000_000L * factor.perHundredMillion
                + factor.perHundredMillion;
    }

    /** Whether the project needs the resource; not every project needs each of them. */
    private static boolean mentions(Listing listing, Factor factor) {
        return (listing.project().serial() + factor.perHundredMillion) % 7 < 5;
    }

    /** Returns the bank financing that a project needs: three tenths of its original cost, for every other project. */
    static Optional<Amount> financingWanted(Listing listing) {
        return listing.project().serial() % 2 == 0
                ? Optional.of(listing.project().cost().original().percent(30).roundedToMillions())
                : Optional.empty();
    }

    static Optional<Amount> financingAgreed(Listing listing) {
        return financingWanted(listing)
                .map(wanted -> wanted.percent(20L * (listing.project().serial() % 6)));
    }

    /** Returns the financing paid in: half of the agreed amount, once the project has started. */
    static Optional<Amount> financingPaidIn(Listing listing) {
        LocalDate date = listing.date();
        boolean started = listing.project().life().reached(Status.STARTED, date).isPresent();
        return financingAgreed(listing).map(agreed -> started ? agreed.percent(50) : Amount.NOTHING);
    }
}
