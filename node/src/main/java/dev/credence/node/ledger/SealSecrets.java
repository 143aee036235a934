package dev.credence.node.ledger;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;

/// The secrets that seals commit to and reveal, all from one master secret.
///
/// ```
/// secret of height h = T(credence/seal/secret/v1, master ‖ u64 h)
/// ```
///
/// The master is durable before the network begins, and so is every secret before any seal commits to it; and since each
/// is fixed in advance, the sequencer has none to choose between.
public final class SealSecrets {
    private static final TaggedHash SECRET = TaggedHash.of("credence/seal/secret/v1");

    private final Bytes master;

    /// @param master 32 secret bytes
    public SealSecrets(Bytes master) {
        this.master = master;
    }

    /// What the seal of block `height` reveals.
    Digest reveal(long height) {
        return SECRET.digest(master, new ByteWriter().u64(height).toBytes());
    }

    /// What the seal before block `height` commits to; for height 1, what genesis commits to.
    public Digest commitment(long height) {
        return Sha256.of(reveal(height).bytes());
    }
}
