package dev.credence.inference.kernel;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// SHA-256 (FIPS 180-4 section 6.2.2) of sixteen messages at once, one a lane: the processor's own instruction waits for itself within
/// a message.
///
/// A word or a hash value of all lanes lies together: number i of lane l is element 16·i + l. The operations are written out, since the
/// compiler puts no more methods into a loop as long as these, and then makes an object of each vector.
final class Sha256Lanes {
    /// Messages of one call.
    static final int LANES = 16;
    /// Words of a hash value.
    static final int HASH_WORDS = 8;
    /// Words of a block.
    static final int BLOCK_WORDS = 16;
    /// Words that the schedule makes of a block.
    static final int WORDS = 64;

    private static final VectorSpecies<Integer> S = IntVector.SPECIES_512;
    private static final int[] INITIAL = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    private static final int[] CONSTANTS = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private Sha256Lanes() {}

    /// The hash value of no block (section 5.3.3).
    static void begin(int[] hash) {
        for (int i = 0; i < HASH_WORDS; i++) {
            Arrays.fill(hash, LANES * i, LANES * (i + 1), INITIAL[i]);
        }
    }

    /// Step 1: words[16] to words[63] from words[0] to words[15].
    static void schedule(int[] words) {
        IntVector w0 = IntVector.fromArray(S, words, 0);
        IntVector w1 = IntVector.fromArray(S, words, 16);
        IntVector w2 = IntVector.fromArray(S, words, 32);
        IntVector w3 = IntVector.fromArray(S, words, 48);
        IntVector w4 = IntVector.fromArray(S, words, 64);
        IntVector w5 = IntVector.fromArray(S, words, 80);
        IntVector w6 = IntVector.fromArray(S, words, 96);
        IntVector w7 = IntVector.fromArray(S, words, 112);
        IntVector w8 = IntVector.fromArray(S, words, 128);
        IntVector w9 = IntVector.fromArray(S, words, 144);
        IntVector w10 = IntVector.fromArray(S, words, 160);
        IntVector w11 = IntVector.fromArray(S, words, 176);
        IntVector w12 = IntVector.fromArray(S, words, 192);
        IntVector w13 = IntVector.fromArray(S, words, 208);
        IntVector w14 = IntVector.fromArray(S, words, 224);
        IntVector w15 = IntVector.fromArray(S, words, 240);
        for (int at = LANES * BLOCK_WORDS; at < LANES * WORDS; at += LANES * BLOCK_WORDS) {
            w0 = w0.add(w9)
                    .add(w1.lanewise(ROR, 7).lanewise(XOR, w1.lanewise(ROR, 18)).lanewise(XOR, w1.lanewise(LSHR, 3)))
                    .add(w14.lanewise(ROR, 17).lanewise(XOR, w14.lanewise(ROR, 19)).lanewise(XOR, w14.lanewise(LSHR, 10)));
            w0.intoArray(words, at);
            w1 = w1.add(w10)
                    .add(w2.lanewise(ROR, 7).lanewise(XOR, w2.lanewise(ROR, 18)).lanewise(XOR, w2.lanewise(LSHR, 3)))
                    .add(w15.lanewise(ROR, 17).lanewise(XOR, w15.lanewise(ROR, 19)).lanewise(XOR, w15.lanewise(LSHR, 10)));
            w1.intoArray(words, at + 16);
            w2 = w2.add(w11)
                    .add(w3.lanewise(ROR, 7).lanewise(XOR, w3.lanewise(ROR, 18)).lanewise(XOR, w3.lanewise(LSHR, 3)))
                    .add(w0.lanewise(ROR, 17).lanewise(XOR, w0.lanewise(ROR, 19)).lanewise(XOR, w0.lanewise(LSHR, 10)));
            w2.intoArray(words, at + 32);
            w3 = w3.add(w12)
                    .add(w4.lanewise(ROR, 7).lanewise(XOR, w4.lanewise(ROR, 18)).lanewise(XOR, w4.lanewise(LSHR, 3)))
                    .add(w1.lanewise(ROR, 17).lanewise(XOR, w1.lanewise(ROR, 19)).lanewise(XOR, w1.lanewise(LSHR, 10)));
            w3.intoArray(words, at + 48);
            w4 = w4.add(w13)
                    .add(w5.lanewise(ROR, 7).lanewise(XOR, w5.lanewise(ROR, 18)).lanewise(XOR, w5.lanewise(LSHR, 3)))
                    .add(w2.lanewise(ROR, 17).lanewise(XOR, w2.lanewise(ROR, 19)).lanewise(XOR, w2.lanewise(LSHR, 10)));
            w4.intoArray(words, at + 64);
            w5 = w5.add(w14)
                    .add(w6.lanewise(ROR, 7).lanewise(XOR, w6.lanewise(ROR, 18)).lanewise(XOR, w6.lanewise(LSHR, 3)))
                    .add(w3.lanewise(ROR, 17).lanewise(XOR, w3.lanewise(ROR, 19)).lanewise(XOR, w3.lanewise(LSHR, 10)));
            w5.intoArray(words, at + 80);
            w6 = w6.add(w15)
                    .add(w7.lanewise(ROR, 7).lanewise(XOR, w7.lanewise(ROR, 18)).lanewise(XOR, w7.lanewise(LSHR, 3)))
                    .add(w4.lanewise(ROR, 17).lanewise(XOR, w4.lanewise(ROR, 19)).lanewise(XOR, w4.lanewise(LSHR, 10)));
            w6.intoArray(words, at + 96);
            w7 = w7.add(w0)
                    .add(w8.lanewise(ROR, 7).lanewise(XOR, w8.lanewise(ROR, 18)).lanewise(XOR, w8.lanewise(LSHR, 3)))
                    .add(w5.lanewise(ROR, 17).lanewise(XOR, w5.lanewise(ROR, 19)).lanewise(XOR, w5.lanewise(LSHR, 10)));
            w7.intoArray(words, at + 112);
            w8 = w8.add(w1)
                    .add(w9.lanewise(ROR, 7).lanewise(XOR, w9.lanewise(ROR, 18)).lanewise(XOR, w9.lanewise(LSHR, 3)))
                    .add(w6.lanewise(ROR, 17).lanewise(XOR, w6.lanewise(ROR, 19)).lanewise(XOR, w6.lanewise(LSHR, 10)));
            w8.intoArray(words, at + 128);
            w9 = w9.add(w2)
                    .add(w10.lanewise(ROR, 7).lanewise(XOR, w10.lanewise(ROR, 18)).lanewise(XOR, w10.lanewise(LSHR, 3)))
                    .add(w7.lanewise(ROR, 17).lanewise(XOR, w7.lanewise(ROR, 19)).lanewise(XOR, w7.lanewise(LSHR, 10)));
            w9.intoArray(words, at + 144);
            w10 = w10.add(w3)
                    .add(w11.lanewise(ROR, 7).lanewise(XOR, w11.lanewise(ROR, 18)).lanewise(XOR, w11.lanewise(LSHR, 3)))
                    .add(w8.lanewise(ROR, 17).lanewise(XOR, w8.lanewise(ROR, 19)).lanewise(XOR, w8.lanewise(LSHR, 10)));
            w10.intoArray(words, at + 160);
            w11 = w11.add(w4)
                    .add(w12.lanewise(ROR, 7).lanewise(XOR, w12.lanewise(ROR, 18)).lanewise(XOR, w12.lanewise(LSHR, 3)))
                    .add(w9.lanewise(ROR, 17).lanewise(XOR, w9.lanewise(ROR, 19)).lanewise(XOR, w9.lanewise(LSHR, 10)));
            w11.intoArray(words, at + 176);
            w12 = w12.add(w5)
                    .add(w13.lanewise(ROR, 7).lanewise(XOR, w13.lanewise(ROR, 18)).lanewise(XOR, w13.lanewise(LSHR, 3)))
                    .add(w10.lanewise(ROR, 17).lanewise(XOR, w10.lanewise(ROR, 19)).lanewise(XOR, w10.lanewise(LSHR, 10)));
            w12.intoArray(words, at + 192);
            w13 = w13.add(w6)
                    .add(w14.lanewise(ROR, 7).lanewise(XOR, w14.lanewise(ROR, 18)).lanewise(XOR, w14.lanewise(LSHR, 3)))
                    .add(w11.lanewise(ROR, 17).lanewise(XOR, w11.lanewise(ROR, 19)).lanewise(XOR, w11.lanewise(LSHR, 10)));
            w13.intoArray(words, at + 208);
            w14 = w14.add(w7)
                    .add(w15.lanewise(ROR, 7).lanewise(XOR, w15.lanewise(ROR, 18)).lanewise(XOR, w15.lanewise(LSHR, 3)))
                    .add(w12.lanewise(ROR, 17).lanewise(XOR, w12.lanewise(ROR, 19)).lanewise(XOR, w12.lanewise(LSHR, 10)));
            w14.intoArray(words, at + 224);
            w15 = w15.add(w8)
                    .add(w0.lanewise(ROR, 7).lanewise(XOR, w0.lanewise(ROR, 18)).lanewise(XOR, w0.lanewise(LSHR, 3)))
                    .add(w13.lanewise(ROR, 17).lanewise(XOR, w13.lanewise(ROR, 19)).lanewise(XOR, w13.lanewise(LSHR, 10)));
            w15.intoArray(words, at + 240);
        }
    }

    /// Steps 2 to 4.
    static void rounds(int[] hash, int[] words) {
        IntVector a = IntVector.fromArray(S, hash, 0);
        IntVector b = IntVector.fromArray(S, hash, 16);
        IntVector c = IntVector.fromArray(S, hash, 32);
        IntVector d = IntVector.fromArray(S, hash, 48);
        IntVector e = IntVector.fromArray(S, hash, 64);
        IntVector f = IntVector.fromArray(S, hash, 80);
        IntVector g = IntVector.fromArray(S, hash, 96);
        IntVector h = IntVector.fromArray(S, hash, 112);
        IntVector t;
        for (int i = 0; i < WORDS; i += 8) {
            t = h.add(CONSTANTS[i]).add(IntVector.fromArray(S, words, LANES * i))
                    .add(f.lanewise(XOR, g).lanewise(AND, e).lanewise(XOR, g))
                    .add(e.lanewise(ROR, 6).lanewise(XOR, e.lanewise(ROR, 11)).lanewise(XOR, e.lanewise(ROR, 25)));
            d = d.add(t);
            h = t.add(a.lanewise(AND, b).lanewise(OR, c.lanewise(AND, a.lanewise(OR, b))))
                    .add(a.lanewise(ROR, 2).lanewise(XOR, a.lanewise(ROR, 13)).lanewise(XOR, a.lanewise(ROR, 22)));
            t = g.add(CONSTANTS[i + 1]).add(IntVector.fromArray(S, words, LANES * i + 16))
                    .add(e.lanewise(XOR, f).lanewise(AND, d).lanewise(XOR, f))
                    .add(d.lanewise(ROR, 6).lanewise(XOR, d.lanewise(ROR, 11)).lanewise(XOR, d.lanewise(ROR, 25)));
            c = c.add(t);
            g = t.add(h.lanewise(AND, a).lanewise(OR, b.lanewise(AND, h.lanewise(OR, a))))
                    .add(h.lanewise(ROR, 2).lanewise(XOR, h.lanewise(ROR, 13)).lanewise(XOR, h.lanewise(ROR, 22)));
            t = f.add(CONSTANTS[i + 2]).add(IntVector.fromArray(S, words, LANES * i + 32))
                    .add(d.lanewise(XOR, e).lanewise(AND, c).lanewise(XOR, e))
                    .add(c.lanewise(ROR, 6).lanewise(XOR, c.lanewise(ROR, 11)).lanewise(XOR, c.lanewise(ROR, 25)));
            b = b.add(t);
            f = t.add(g.lanewise(AND, h).lanewise(OR, a.lanewise(AND, g.lanewise(OR, h))))
                    .add(g.lanewise(ROR, 2).lanewise(XOR, g.lanewise(ROR, 13)).lanewise(XOR, g.lanewise(ROR, 22)));
            t = e.add(CONSTANTS[i + 3]).add(IntVector.fromArray(S, words, LANES * i + 48))
                    .add(c.lanewise(XOR, d).lanewise(AND, b).lanewise(XOR, d))
                    .add(b.lanewise(ROR, 6).lanewise(XOR, b.lanewise(ROR, 11)).lanewise(XOR, b.lanewise(ROR, 25)));
            a = a.add(t);
            e = t.add(f.lanewise(AND, g).lanewise(OR, h.lanewise(AND, f.lanewise(OR, g))))
                    .add(f.lanewise(ROR, 2).lanewise(XOR, f.lanewise(ROR, 13)).lanewise(XOR, f.lanewise(ROR, 22)));
            t = d.add(CONSTANTS[i + 4]).add(IntVector.fromArray(S, words, LANES * i + 64))
                    .add(b.lanewise(XOR, c).lanewise(AND, a).lanewise(XOR, c))
                    .add(a.lanewise(ROR, 6).lanewise(XOR, a.lanewise(ROR, 11)).lanewise(XOR, a.lanewise(ROR, 25)));
            h = h.add(t);
            d = t.add(e.lanewise(AND, f).lanewise(OR, g.lanewise(AND, e.lanewise(OR, f))))
                    .add(e.lanewise(ROR, 2).lanewise(XOR, e.lanewise(ROR, 13)).lanewise(XOR, e.lanewise(ROR, 22)));
            t = c.add(CONSTANTS[i + 5]).add(IntVector.fromArray(S, words, LANES * i + 80))
                    .add(a.lanewise(XOR, b).lanewise(AND, h).lanewise(XOR, b))
                    .add(h.lanewise(ROR, 6).lanewise(XOR, h.lanewise(ROR, 11)).lanewise(XOR, h.lanewise(ROR, 25)));
            g = g.add(t);
            c = t.add(d.lanewise(AND, e).lanewise(OR, f.lanewise(AND, d.lanewise(OR, e))))
                    .add(d.lanewise(ROR, 2).lanewise(XOR, d.lanewise(ROR, 13)).lanewise(XOR, d.lanewise(ROR, 22)));
            t = b.add(CONSTANTS[i + 6]).add(IntVector.fromArray(S, words, LANES * i + 96))
                    .add(h.lanewise(XOR, a).lanewise(AND, g).lanewise(XOR, a))
                    .add(g.lanewise(ROR, 6).lanewise(XOR, g.lanewise(ROR, 11)).lanewise(XOR, g.lanewise(ROR, 25)));
            f = f.add(t);
            b = t.add(c.lanewise(AND, d).lanewise(OR, e.lanewise(AND, c.lanewise(OR, d))))
                    .add(c.lanewise(ROR, 2).lanewise(XOR, c.lanewise(ROR, 13)).lanewise(XOR, c.lanewise(ROR, 22)));
            t = a.add(CONSTANTS[i + 7]).add(IntVector.fromArray(S, words, LANES * i + 112))
                    .add(g.lanewise(XOR, h).lanewise(AND, f).lanewise(XOR, h))
                    .add(f.lanewise(ROR, 6).lanewise(XOR, f.lanewise(ROR, 11)).lanewise(XOR, f.lanewise(ROR, 25)));
            e = e.add(t);
            a = t.add(b.lanewise(AND, c).lanewise(OR, d.lanewise(AND, b.lanewise(OR, c))))
                    .add(b.lanewise(ROR, 2).lanewise(XOR, b.lanewise(ROR, 13)).lanewise(XOR, b.lanewise(ROR, 22)));
        }
        a.add(IntVector.fromArray(S, hash, 0)).intoArray(hash, 0);
        b.add(IntVector.fromArray(S, hash, 16)).intoArray(hash, 16);
        c.add(IntVector.fromArray(S, hash, 32)).intoArray(hash, 32);
        d.add(IntVector.fromArray(S, hash, 48)).intoArray(hash, 48);
        e.add(IntVector.fromArray(S, hash, 64)).intoArray(hash, 64);
        f.add(IntVector.fromArray(S, hash, 80)).intoArray(hash, 80);
        g.add(IntVector.fromArray(S, hash, 96)).intoArray(hash, 96);
        h.add(IntVector.fromArray(S, hash, 112)).intoArray(hash, 112);
    }
}
