package dev.credence.proof.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.proof.laws.Elements;
import dev.credence.proof.laws.FieldLaws;
import dev.credence.testkit.Seeded;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GoldilocksTest implements FieldLaws<Long> {
    static final BigInteger P = BigInteger.TWO.pow(64).subtract(BigInteger.TWO.pow(32)).add(BigInteger.ONE);

    @Override
    public Long zero() {
        return 0L;
    }

    @Override
    public Long one() {
        return 1L;
    }

    @Override
    public Long plus(Long a, Long b) {
        return Goldilocks.add(a, b);
    }

    @Override
    public Long minus(Long a, Long b) {
        return Goldilocks.sub(a, b);
    }

    @Override
    public Long negate(Long a) {
        return Goldilocks.neg(a);
    }

    @Override
    public Long times(Long a, Long b) {
        return Goldilocks.mul(a, b);
    }

    @Override
    public Long inverse(Long a) {
        return Goldilocks.inverse(a);
    }

    @Override
    public Long random(RandomGenerator random) {
        return Elements.edgy(random);
    }

    @Test
    void equalsIntegersModuloPAtEveryPairOfEdges() {
        for (long a : Elements.EDGES) {
            for (long b : Elements.EDGES) {
                equalsIntegers(a, b);
            }
        }
    }

    @Test
    void equalsIntegersModuloPAtRandomPairs() {
        Seeded.check(20_000, (random, round) -> equalsIntegers(Elements.edgy(random), Elements.edgy(random)));
    }

    @Test
    void reducesAnyTwoWords() {
        Seeded.check(20_000, (random, round) -> {
            long high = round % 3 == 0 ? -1 - (round & 7) : random.nextLong();
            long low = round % 5 == 0 ? round & 7 : random.nextLong();
            BigInteger whole = integer(high).shiftLeft(64).add(integer(low));
            assertThat(integer(Goldilocks.reduce(high, low))).isEqualTo(whole.mod(P));
        });
    }

    @Test
    void theModulusAndEverythingAboveItIsNotCanonical() {
        assertThat(integer(Goldilocks.MODULUS)).isEqualTo(P);
        assertThat(Goldilocks.isCanonical(Goldilocks.MODULUS - 1)).isTrue();
        for (long notCanonical = Goldilocks.MODULUS; notCanonical < Goldilocks.MODULUS + 10; notCanonical++) {
            assertThat(Goldilocks.isCanonical(notCanonical)).isFalse();
        }
        assertThat(Goldilocks.isCanonical(-1L)).isFalse();
    }

    @Test
    void signedIntegersKeepTheirValueModuloP() {
        for (long value : new long[] {0, 1, -1, 127, -128, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE}) {
            long element = Goldilocks.fromSigned(value);
            assertThat(Goldilocks.isCanonical(element)).isTrue();
            assertThat(integer(element)).isEqualTo(BigInteger.valueOf(value).mod(P));
        }
    }

    @Test
    void rootsOfUnityHaveExactlyTheirOrder() {
        for (int logN = 1; logN <= Goldilocks.TWO_ADICITY; logN++) {
            long root = Goldilocks.twoAdicRoot(logN);
            assertThat(Goldilocks.pow(root, 1L << (logN - 1))).isEqualTo(Goldilocks.MODULUS - 1);
            assertThat(Goldilocks.square(root)).isEqualTo(Goldilocks.twoAdicRoot(logN - 1));
        }
        assertThat(Goldilocks.twoAdicRoot(0)).isEqualTo(1);
        assertThatThrownBy(() -> Goldilocks.twoAdicRoot(33)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Goldilocks.twoAdicRoot(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theGeneratorIsNoSquare() {
        assertThat(Goldilocks.pow(Goldilocks.GENERATOR, (Goldilocks.MODULUS - 1) >>> 1)).isEqualTo(Goldilocks.MODULUS - 1);
    }

    @Test
    void twoHalvesAreOne() {
        assertThat(Goldilocks.add(Goldilocks.HALF, Goldilocks.HALF)).isEqualTo(1);
    }

    @Test
    void powersEqualIntegers() {
        Seeded.check(200, (random, round) -> {
            long a = Elements.edgy(random);
            long exponent = random.nextLong();
            assertThat(integer(Goldilocks.pow(a, exponent))).isEqualTo(integer(a).modPow(integer(exponent), P));
        });
        assertThat(Goldilocks.pow(0, 0)).isEqualTo(1);
    }

    private static void equalsIntegers(long a, long b) {
        BigInteger x = integer(a);
        BigInteger y = integer(b);
        assertThat(integer(Goldilocks.add(a, b))).isEqualTo(x.add(y).mod(P));
        assertThat(integer(Goldilocks.sub(a, b))).isEqualTo(x.subtract(y).mod(P));
        assertThat(integer(Goldilocks.mul(a, b))).isEqualTo(x.multiply(y).mod(P));
        assertThat(integer(Goldilocks.neg(a))).isEqualTo(x.negate().mod(P));
    }

    static BigInteger integer(long unsigned) {
        return new BigInteger(Long.toUnsignedString(unsigned));
    }
}
