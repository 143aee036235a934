package dev.credence.proof.transcript;

import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.Goldilocks;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// The transcript's state, 32 bytes that depend on everything said so far.
///
/// ```
/// state_0     = SHA-256(u8 21 ‖ "credence/transcript/1")
/// state_{i+1} = SHA-256(state_i ‖ u8 kind ‖ u8 length of label ‖ label ‖ u32 length of data ‖ data)
/// ```
/// A challenge is a record without data whose following state is read as words of 8 bytes. All integers are
/// little-endian. Not final, so that tests can
/// put recorded challenges in the place of hashed ones.
class HashChain {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final TaggedHash START = TaggedHash.of("credence/transcript/1");
    private static final byte[] NOTHING = {};
    private static final int WORDS = 4;
    private static final int INDEX_BITS_MAX = 31;
    // Beyond this an honest prover would search for a day.
    private static final int GRIND_BITS_MAX = 40;

    private final MessageDigest sha256 = Sha256.newDigest();
    private final byte[] state = START.digest().bytes().toArray();
    private final byte[] scratch = new byte[32];

    /// The state itself: what the vectors of the specification name.
    byte[] state() {
        return state.clone();
    }

    /// Hashes one record into the state.
    void absorb(RecordKind kind, String label, byte[] data, int from, int length) {
        byte[] ascii = ascii(label);
        sha256.update(state);
        sha256.update(kind.code());
        sha256.update((byte) ascii.length);
        sha256.update(ascii);
        LONGS.set(scratch, 0, (long) length);
        sha256.update(scratch, 0, Integer.BYTES);
        sha256.update(data, from, length);
        finish();
    }

    void absorb(RecordKind kind, String label, byte[] data) {
        absorb(kind, label, data, 0, data.length);
    }

    /// A uniform element of F: the first two words below p.
    Extension challenge(String label) {
        absorb(RecordKind.CHALLENGE, label, NOTHING);
        return sample(new Words());
    }

    /// Uniform numbers below 2^bits: the low bits of the state's halves of words, lower half first.
    int[] indices(String label, int count, int bits) {
        if (count < 0 || bits < 0 || bits > INDEX_BITS_MAX) {
            throw new IllegalArgumentException("a count and 0 to 31 bits expected, found " + count + " and " + bits);
        }
        byte[] shape = Arrays.copyOf(Elements.encodeWord(count), Integer.BYTES + 1);
        shape[Integer.BYTES] = (byte) bits;
        absorb(RecordKind.INDICES, label, shape);
        Words words = new Words();
        int mask = (1 << bits) - 1;
        int[] indices = new int[count];
        for (int i = 0; i < count; i += 2) {
            long word = words.getAsLong();
            indices[i] = (int) word & mask;
            if (i + 1 < count) {
                indices[i + 1] = (int) (word >>> 32) & mask;
            }
        }
        return indices;
    }

    /// Says how much work the next nonce stands for.
    void absorbGrind(String label, int bits) {
        if (bits < 0 || bits > GRIND_BITS_MAX) {
            throw new IllegalArgumentException("0 to 40 bits of work expected, found " + bits);
        }
        absorb(RecordKind.GRIND, label, new byte[] {(byte) bits});
    }

    /// Whether SHA-256(state ‖ nonce) begins with at least `bits` zero bits.
    boolean grinds(long nonce, int bits) {
        return Work.suffices(state, nonce, bits);
    }

    /// The smallest nonce for which it does.
    long work(int bits, Workers workers) {
        return Work.smallestNonce(state, bits, workers);
    }

    /// The first two of `words` that are below p; another word is rejected, so that no element is likelier than another.
    static Extension sample(LongSupplier words) {
        long c0 = limb(words);
        return new Extension(c0, limb(words));
    }

    private static long limb(LongSupplier words) {
        while (true) {
            long word = words.getAsLong();
            if (Goldilocks.isCanonical(word)) {
                return word;
            }
        }
    }

    private void finish() {
        try {
            sha256.digest(state, 0, state.length);
        } catch (DigestException impossible) {
            throw new IllegalStateException("a SHA-256 digest has 32 bytes", impossible);
        }
    }

    private static byte[] ascii(String label) {
        byte[] ascii = label.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length == 0 || ascii.length > 255 || !new String(ascii, StandardCharsets.US_ASCII).equals(label)) {
            throw new IllegalArgumentException("a label has 1 to 255 ASCII characters, found '" + label + "'");
        }
        return ascii;
    }

    /// The state as words, then the next state's, and so on.
    private final class Words implements LongSupplier {
        private int next;

        @Override
        public long getAsLong() {
            if (next == WORDS) {
                absorb(RecordKind.MORE, "more", NOTHING);
                next = 0;
            }
            return (long) LONGS.get(state, Long.BYTES * next++);
        }
    }
}
