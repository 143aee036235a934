package dev.credence.settlement.machine;

import static dev.credence.settlement.machine.Context.refused;

import dev.credence.foundation.hash.Digest;
import dev.credence.settlement.state.Account;
import dev.credence.settlement.state.Release;
import dev.credence.settlement.transaction.Transaction;
import java.util.Optional;

/// Releases are announced once and never changed.
final class ReleaseRules {
    private ReleaseRules() {}

    static Outcome announce(Context context, Transaction.AnnounceRelease announce) {
        Account publisher = PaymentRules.account(context, announce.publisher());
        Optional<Outcome> refusal = PaymentRules.spendable(publisher, announce.nonce(), 0);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Digest> taken = context.draft().publisher(announce.name());
        if (taken.isPresent() && !taken.get().equals(publisher.id())) {
            return refused(
                    Reason.RELEASE_NAME_TAKEN, "releases of " + announce.name() + " are announced by account " + taken.get());
        }
        Optional<Release> known = context.draft().release(announce.name(), announce.version());
        if (known.isPresent()) {
            return refused(
                    Reason.RELEASE_KNOWN,
                    announce.name() + "@" + announce.version() + " is model " + known.get().model() + " for ever");
        }
        context.draft().put(publisher.spend(0));
        context.draft()
                .put(new Release(
                        announce.name(), announce.version(), publisher.id(), announce.model(), context.height()));
        return new Outcome.Done();
    }
}
