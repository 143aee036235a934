package dev.credence.verification.replay;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.TaggedHash;
import java.nio.ByteBuffer;

/// The stream of uniform numbers behind one draw.
///
/// ```
/// u(c) = first 8 bytes of tagged("credence/draw/v1", beacon ‖ leaf ‖ u32 c)      c = 0, 1, …
/// ```
final class DrawStream {
    private static final TaggedHash TAG = TaggedHash.of("credence/draw/v1");

    private final Bytes prefix;
    private long counter;

    DrawStream(Draw.Lot lot) {
        this.prefix = Bytes.concat(lot.beacon().bytes(), lot.leaf().bytes());
    }

    /// A number in [0, bound), every one equally likely: u(c) is passed over while u ≥ 2^64 − (2^64 mod bound).
    int below(int bound) {
        return (int) below((long) bound);
    }

    /// The same for a bound that is read as unsigned, up to 2^64 − 1: near 2^63 half of all numbers are passed over.
    long below(long bound) {
        // 2^64 mod m = (2^64 − m) mod m, and −m is 2^64 − m where numbers are read as unsigned.
        long excess = Long.remainderUnsigned(-bound, bound);
        while (true) {
            long u = next();
            // Where excess is 0 nothing is passed over: 2^64 − 0 is beyond every u.
            if (excess == 0 || Long.compareUnsigned(u, -excess) < 0) {
                return Long.remainderUnsigned(u, bound);
            }
        }
    }

    private long next() {
        Bytes digest = TAG.digest(prefix, new ByteWriter().u32(counter++).toBytes()).bytes();
        return ByteBuffer.wrap(digest.toArray()).getLong();
    }
}
