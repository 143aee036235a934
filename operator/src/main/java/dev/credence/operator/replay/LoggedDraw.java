package dev.credence.operator.replay;

import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.envelope.Logged;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.verification.Cause;
import dev.credence.verification.Reason;
import dev.credence.verification.inclusion.InclusionFinding;
import dev.credence.verification.inclusion.InclusionVerifier;
import dev.credence.verification.replay.Draw;
import java.util.List;
import java.util.Optional;

/// What a statement's place in the log decides about its replay.
///
/// **Obligation**: whoever makes one without `of` has verified the inclusion and repeated the draw.
///
/// @param lot      the statement's leaf, and the beacon: the reveal of the seal that closed its block
/// @param request  digest of the request that is re-executed, from which the slot in the batch followed
/// @param executor who signed the batch
/// @param places   who is drawn, in the order of the draw
public record LoggedDraw(Draw.Lot lot, Digest request, ListedOperator executor, List<ListedOperator> places) {
    public LoggedDraw {
        places = List.copyOf(places);
    }

    /// What became of a draw from a claimed place in the log.
    public sealed interface Finding {
        /// The statement is logged, and these are drawn.
        record Drawn(LoggedDraw draw) implements Finding {}

        /// It is not, or there are fewer owners than are to be drawn.
        record Refused(Cause cause) implements Finding {}
    }

    /// Checks the inclusion under the network's own trust file and draws.
    ///
    /// @param drawn how many owners
    public static Finding of(InclusionVerifier.Sought sought, Logged logged, TrustFile.OfNetwork trust, int drawn) {
        return switch (InclusionVerifier.verify(sought, logged, trust)) {
            case InclusionFinding.Refused(Cause cause) -> new Finding.Refused(cause);
            case InclusionFinding.Logged found -> {
                Draw.Lot lot = new Draw.Lot(found.beacon(), sought.leaf());
                Optional<List<ListedOperator>> places = Draw.draw(lot, found.operators(), sought.operator(), drawn);
                yield places.isPresent()
                        ? new Finding.Drawn(new LoggedDraw(lot, sought.request(), found.executor(), places.get()))
                        : new Finding.Refused(new Cause(
                                Reason.DRAW_MISMATCH,
                                drawn + " owners drawn of " + Draw.owners(found.operators(), sought.operator())));
            }
        };
    }

    public Digest leaf() {
        return lot.leaf();
    }

    public Digest beacon() {
        return lot.beacon();
    }

    /// The place of an operator, or −1 if it is not drawn.
    public int placeOf(Digest operator) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).id().equals(operator)) {
                return i;
            }
        }
        return -1;
    }

    /// draw_i: the key of place `i` (docs/spec/receipt.md 3.6).
    public Digest key(int i) {
        return lot.placeKey(i, places.get(i).id());
    }

    /// Place `i` as signed messages name it.
    public ReplayMessages.Place message(int i) {
        return new ReplayMessages.Place(leaf(), beacon(), request, i, places.get(i).id());
    }
}
