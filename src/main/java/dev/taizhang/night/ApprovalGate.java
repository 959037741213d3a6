package dev.taizhang.night;

import dev.taizhang.definition.Approval;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FaultPoint;
import dev.taizhang.ledger.Candidates;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.Movement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the release of a nightly run for approval: every one if the settings say so, and one whose totals have moved
 * although nothing explains it.
 *
 * @param ledger the versions of the ledger before the run
 */
record ApprovalGate(Warehouse warehouse, Approval approval, Map<String, Release.TableVersion> ledger) {
    /** Returns why a release awaits approval, after it has been kept; empty if it is to be published. */
    Optional<Failure> kept(Release release, Optional<Release> current) {
        boolean byHand = approval.way() == Approval.Way.BY_HAND;
        if (!byHand && (approval.mostMovement().isEmpty() || isExplained(release, current))) {
            return Optional.empty();
        }
        List<Movement> movements = Movement.between(warehouse, current, release);
        List<Movement> beyond =
                isExplained(release, current) ? List.of() : Movement.beyond(approval.mostMovement(), movements);
        if (!byHand && beyond.isEmpty()) {
            return Optional.empty();
        }
        FaultPoint.at("candidate.before");
        Candidates.keep(warehouse, release);
        FaultPoint.at("candidate.after");
        return Optional.of(
                beyond.isEmpty()
                        ? NightMessages.awaitsApproval(release, movements)
                        : NightMessages.movedWithoutReason(release, beyond));
    }

    /** Whether something that was delivered, withdrawn or configured explains other figures. */
    private boolean isExplained(Release release, Optional<Release> current) {
        String withdrawals = LedgerTables.WITHDRAWALS.name();
        return release.ingested().deliveries() > 0
                || !release.tables().get(withdrawals).equals(ledger.get(withdrawals))
                || current.filter(before -> before.configurationHash().equals(release.configurationHash()))
                        .isEmpty();
    }
}
