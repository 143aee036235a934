package dev.credence.proof.field;

import static dev.credence.proof.field.GoldilocksTest.P;
import static dev.credence.proof.field.GoldilocksTest.integer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.proof.laws.Elements;
import dev.credence.testkit.Seeded;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Each pass against `Goldilocks`, at every pair of edges; words that are no elements too where a pass takes any word.
class LimbPassesTest {
    private static final long[][] PAIRS = pairs(Elements.EDGES);
    private static final int COUNT = PAIRS[0].length;

    @Test
    void addsSubtractsAndMultipliesAtEveryPairOfEdges() {
        long[] a = PAIRS[0];
        long[] b = PAIRS[1];
        long[] sum = new long[COUNT];
        long[] difference = new long[COUNT];
        long[] high = new long[COUNT];
        long[] low = new long[COUNT];
        long[] product = new long[COUNT];
        LimbPasses.add(sum, a, b, COUNT);
        LimbPasses.sub(difference, a, b, COUNT);
        LimbPasses.multiply(high, low, a, b, COUNT);
        LimbPasses.reduce(product, high, low, COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(sum[i]).isEqualTo(Goldilocks.add(a[i], b[i]));
            assertThat(difference[i]).isEqualTo(Goldilocks.sub(a[i], b[i]));
            assertThat(product[i]).isEqualTo(Goldilocks.mul(a[i], b[i]));
        }
    }

    @Test
    void multipliesByOneFactorAndByTheNonResidue() {
        long[] a = PAIRS[0];
        long[] high = new long[COUNT];
        long[] low = new long[COUNT];
        long[] product = new long[COUNT];
        for (long factor : Elements.EDGES) {
            LimbPasses.multiplyBy(high, low, a, factor, COUNT);
            LimbPasses.reduce(product, high, low, COUNT);
            for (int i = 0; i < COUNT; i++) {
                assertThat(product[i]).isEqualTo(Goldilocks.mul(a[i], factor));
            }
        }
        LimbPasses.timesFourthRoot(product, a, COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(product[i]).isEqualTo(Goldilocks.mul(a[i], Goldilocks.twoAdicRoot(2)));
        }
        for (int shift = 1; shift < 96; shift++) {
            if (shift != 64) {
                LimbPasses.timesPowerOfTwo(product, a, shift, COUNT);
                for (int i = 0; i < COUNT; i++) {
                    assertThat(product[i]).isEqualTo(Goldilocks.mul(a[i], Goldilocks.pow(2, shift)));
                }
            }
        }
        LimbPasses.timesNonResidue(product, a, COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertThat(product[i]).isEqualTo(Goldilocks.mul(a[i], 7));
        }
    }

    @Test
    void reducesAnyTwoWords() {
        List<Long> words = new ArrayList<>(Elements.EDGES);
        words.addAll(List.of(-1L, -2L, -0x80000000L, Goldilocks.MODULUS, Goldilocks.MODULUS + 1));
        long[][] any = pairs(words);
        long[] reduced = new long[any[0].length];
        LimbPasses.reduce(reduced, any[0], any[1], reduced.length);
        for (int i = 0; i < reduced.length; i++) {
            BigInteger whole = integer(any[0][i]).shiftLeft(64).add(integer(any[1][i]));
            assertThat(integer(reduced[i])).isEqualTo(whole.mod(P));
        }
    }

    @Test
    void sumsOfTheLargestProductsAreNotLost() {
        long[] high = new long[COUNT];
        long[] low = new long[COUNT];
        long[] largest = new long[COUNT];
        Arrays.fill(largest, Goldilocks.MODULUS - 1);
        LimbPasses.multiply(high, low, largest, largest, COUNT);
        long[] sums = new long[4];
        int rounds = 1000;
        for (int round = 0; round < rounds; round++) {
            LimbPasses.accumulate(sums, high, low, COUNT);
        }
        // (p − 1)² = 1
        assertThat(LimbPasses.total(sums)).isEqualTo((long) COUNT * rounds);
        BigInteger limit = BigInteger.ZERO;
        long[] full = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
        for (int j = 0; j < 4; j++) {
            limit = limit.add(BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(32 * j));
        }
        assertThat(integer(LimbPasses.total(full))).isEqualTo(limit.mod(P));
    }

    @Test
    void totalsEqualIntegers() {
        Seeded.check(500, (random, round) -> {
            long[] sums = sums(random);
            BigInteger whole = BigInteger.ZERO;
            for (int j = 0; j < 4; j++) {
                whole = whole.add(BigInteger.valueOf(sums[j]).shiftLeft(32 * j));
            }
            assertThat(integer(LimbPasses.total(sums))).isEqualTo(whole.mod(P));
        });
    }

    private static long[] sums(RandomGenerator random) {
        return random.longs(4).map(word -> word >>> 1).toArray();
    }

    private static long[][] pairs(List<Long> values) {
        int count = values.size() * values.size();
        long[][] pairs = new long[2][count];
        for (int i = 0; i < count; i++) {
            pairs[0][i] = values.get(i / values.size());
            pairs[1][i] = values.get(i % values.size());
        }
        return pairs;
    }
}
