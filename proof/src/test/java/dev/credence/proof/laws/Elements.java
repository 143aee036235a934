package dev.credence.proof.laws;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.proof.multilinear.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Elements for tests: the edges of the representation, and random ones.
public final class Elements {
    /// Canonical limbs around every place where a carry, a borrow or a reduction starts.
    public static final List<Long> EDGES = List.of(
            0L, 1L, 2L, 6L, 7L, 0x7fffffffL, 0x80000000L, 0xfffffffeL, 0xffffffffL, 0x100000000L, 0x100000001L,
            Long.MAX_VALUE, Long.MIN_VALUE, 0x8000000000000001L, 0xfffffffe00000000L, 0xfffffffeffffffffL,
            Goldilocks.MODULUS - 0x100000000L, Goldilocks.MODULUS - 7, Goldilocks.MODULUS - 2, Goldilocks.MODULUS - 1);

    private Elements() {}

    /// A uniform canonical limb.
    public static long base(RandomGenerator random) {
        while (true) {
            long limb = random.nextLong();
            if (Goldilocks.isCanonical(limb)) {
                return limb;
            }
        }
    }

    /// A canonical limb that is an edge every other time.
    public static long edgy(RandomGenerator random) {
        return random.nextBoolean() ? base(random) : EDGES.get(random.nextInt(EDGES.size()));
    }

    public static Extension extension(RandomGenerator random) {
        return new Extension(base(random), base(random));
    }

    public static Extension edgyExtension(RandomGenerator random) {
        return new Extension(edgy(random), edgy(random));
    }

    public static Point point(RandomGenerator random, int size) {
        List<Extension> coordinates = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            coordinates.add(edgyExtension(random));
        }
        return new Point(coordinates);
    }

    public static long[] bases(RandomGenerator random, int length) {
        long[] values = new long[length];
        for (int i = 0; i < length; i++) {
            values[i] = edgy(random);
        }
        return values;
    }

    public static ExtensionVector vector(RandomGenerator random, int length) {
        return ExtensionVector.wrap(bases(random, length), bases(random, length));
    }
}
