package dev.credence.verification;

import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.statement.Statement;

/// A receipt all four of whose verdicts passed. Only this package can make one, so whoever asks for it cannot forget to
/// verify.
public final class VerifiedReceipt {
    private final Digest leaf;
    private final Statement statement;
    private final int md;

    VerifiedReceipt(Digest leaf, Statement statement, int md) {
        this.leaf = leaf;
        this.statement = statement;
        this.md = md;
    }

    /// The statement's leaf, which names the receipt everywhere.
    public Digest leaf() {
        return leaf;
    }

    public Statement statement() {
        return statement;
    }

    /// The confidence that the policy read, in milli-decades.
    public int md() {
        return md;
    }
}
