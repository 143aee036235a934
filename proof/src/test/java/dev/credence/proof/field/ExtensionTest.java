package dev.credence.proof.field;

import static dev.credence.proof.field.GoldilocksTest.P;
import static dev.credence.proof.field.GoldilocksTest.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.proof.laws.Elements;
import dev.credence.proof.laws.FieldLaws;
import dev.credence.testkit.Seeded;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ExtensionTest implements FieldLaws<Extension> {
    @Override
    public Extension zero() {
        return Extension.ZERO;
    }

    @Override
    public Extension one() {
        return Extension.ONE;
    }

    @Override
    public Extension plus(Extension a, Extension b) {
        return a.plus(b);
    }

    @Override
    public Extension minus(Extension a, Extension b) {
        return a.minus(b);
    }

    @Override
    public Extension negate(Extension a) {
        return a.negate();
    }

    @Override
    public Extension times(Extension a, Extension b) {
        return a.times(b);
    }

    @Override
    public Extension inverse(Extension a) {
        return a.inverse();
    }

    @Override
    public Extension random(RandomGenerator random) {
        return Elements.edgyExtension(random);
    }

    @Test
    void productsEqualPolynomialsOverTheIntegers() {
        BigInteger seven = BigInteger.valueOf(7);
        Seeded.check(5000, (random, round) -> {
            Extension a = Elements.edgyExtension(random);
            Extension b = Elements.edgyExtension(random);
            BigInteger a0 = integer(a.c0());
            BigInteger a1 = integer(a.c1());
            BigInteger b0 = integer(b.c0());
            BigInteger b1 = integer(b.c1());
            Extension product = a.times(b);
            assertThat(integer(product.c0())).isEqualTo(a0.multiply(b0).add(seven.multiply(a1).multiply(b1)).mod(P));
            assertThat(integer(product.c1())).isEqualTo(a0.multiply(b1).add(a1.multiply(b0)).mod(P));
            assertThat(a.square()).isEqualTo(a.times(a));
            assertThat(a.timesBase(b.c0())).isEqualTo(a.times(Extension.of(b.c0())));
        });
    }

    @Test
    void xSquaredIsSeven() {
        assertThat(new Extension(0, 1).square()).isEqualTo(Extension.of(7));
    }

    @Test
    void powersAreRepeatedProducts() {
        Extension a = new Extension(3, 5);
        assertThat(a.powers(4)).containsExactly(Extension.ONE, a, a.times(a), a.times(a).times(a));
        assertThat(a.pow(5)).isEqualTo(a.times(a).times(a).times(a).times(a));
        assertThat(a.powers(0)).isEmpty();
    }

    @Test
    void onlyZeroIsZero() {
        assertThat(Extension.ZERO.isZero()).isTrue();
        assertThat(Extension.ofSigned(-1).isZero()).isFalse();
        assertThat(new Extension(0, 1).isZero()).isFalse();
        assertThat(Extension.ofSigned(-1).plus(Extension.ONE)).isEqualTo(Extension.ZERO);
    }

    @Test
    void refusesLimbsThatAreNotCanonical() {
        assertThatThrownBy(() -> new Extension(Goldilocks.MODULUS, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Extension(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Extension.of(Goldilocks.MODULUS)).isInstanceOf(IllegalArgumentException.class);
    }
}
