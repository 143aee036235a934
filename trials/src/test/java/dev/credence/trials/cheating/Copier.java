package dev.credence.trials.cheating;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.operator.Conduct;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.receipt.statement.Commitment;
import java.util.function.Supplier;

/// A drawn operator that executes nothing: it signs the answer and trace that the executor published, and for the keyed root, which nobody
/// published, whatever `guess` has.
///
/// @param published what the executor's statement commits to
record Copier(SecretKey key, Supplier<Commitment> published, Supplier<Digest> guess) implements Conduct {
    @Override
    public ReplayOutcome replay(Replaying replaying) {
        Commitment seen = published.get();
        Digest keyed = guess.get();
        Digest own = key.publicKey().id();
        int place = replaying.draw().placeOf(own);
        Bytes signature = key.sign(
                ReplayMessages.executed(replaying.draw().message(place), seen.answer(), seen.trace(), keyed));
        return new ReplayOutcome.Executed(own, seen.answer(), seen.trace(), keyed, signature);
    }
}
