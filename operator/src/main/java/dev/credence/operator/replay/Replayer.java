package dev.credence.operator.replay;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.operator.execute.Answer;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;

/// Speaks for a drawn operator: what it computed, or why it did not.
public final class Replayer {
    private final SecretKey key;
    private final Digest id;

    public Replayer(SecretKey key) {
        this.key = key;
        this.id = key.publicKey().id();
    }

    /// Signs the digests of this operator's own execution at its place.
    ///
    /// @throws IllegalArgumentException if this operator is not drawn
    public ReplayOutcome.Executed executed(LoggedDraw draw, Answer answer) {
        int place = place(draw);
        Digest answerDigest = answer.record().digest();
        Digest trace = answer.trace().root();
        Digest keyed = answer.trace().keyedRoot(draw.key(place));
        Bytes signature = key.sign(ReplayMessages.executed(draw.message(place), answerDigest, trace, keyed));
        return new ReplayOutcome.Executed(id, answerDigest, trace, keyed, signature);
    }

    /// Signs that this operator did not execute, and why.
    ///
    /// @throws IllegalArgumentException if this operator is not drawn
    public ReplayOutcome.Failed failed(LoggedDraw draw, ReplayOutcome.Failure reason) {
        return new ReplayOutcome.Failed(id, reason, key.sign(ReplayMessages.failed(draw.message(place(draw)), reason)));
    }

    private int place(LoggedDraw draw) {
        int place = draw.placeOf(id);
        if (place < 0) {
            throw new IllegalArgumentException("this operator is not drawn for " + draw.leaf());
        }
        return place;
    }
}
