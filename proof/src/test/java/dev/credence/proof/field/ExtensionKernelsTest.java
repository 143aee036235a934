package dev.credence.proof.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.proof.laws.Elements;
import dev.credence.testkit.Seeded;
import org.junit.jupiter.api.Test;

/// Each loop against the same sum of `Extension` records, at lengths around the block size and off any alignment.
class ExtensionKernelsTest {
    private static final int[] LENGTHS = {0, 1, 2, 3, 7, 8, 64, 511, 512, 513, 1030};

    @Test
    void foldBindsTheTopVariable() {
        Seeded.check(LENGTHS.length, (random, round) -> {
            int half = LENGTHS[round];
            int from = random.nextInt(3);
            ExtensionVector table = Elements.vector(random, from + 2 * half + 1);
            ExtensionVector before = table.copy();
            Extension r = Elements.edgyExtension(random);
            ExtensionKernels.fold(table, from, half, r);
            for (int i = 0; i < table.length(); i++) {
                if (i >= from && i < from + half) {
                    Extension low = before.get(i);
                    Extension high = before.get(i + half);
                    assertThat(table.get(i)).isEqualTo(low.times(Extension.ONE.minus(r)).plus(high.times(r)));
                } else {
                    assertThat(table.get(i)).isEqualTo(before.get(i));
                }
            }
        });
    }

    @Test
    void dotProductsAreSumsOfProducts() {
        Seeded.check(LENGTHS.length, (random, round) -> {
            int length = LENGTHS[round];
            ExtensionVector a = Elements.vector(random, length + 3);
            ExtensionVector b = Elements.vector(random, length + 5);
            Extension sum = Extension.ZERO;
            Extension baseSum = Extension.ZERO;
            for (int i = 0; i < length; i++) {
                sum = sum.plus(a.get(3 + i).times(b.get(5 + i)));
                baseSum = baseSum.plus(b.get(5 + i).timesBase(a.c0()[3 + i]));
            }
            assertThat(ExtensionKernels.dot(a, 3, b, 5, length)).isEqualTo(sum);
            assertThat(ExtensionKernels.dotBase(a.c0(), 3, b, 5, length)).isEqualTo(baseSum);
        });
    }

    @Test
    void axpyAddsAMultiple() {
        Seeded.check(LENGTHS.length, (random, round) -> {
            int length = LENGTHS[round];
            ExtensionVector x = Elements.vector(random, length + 2);
            ExtensionVector y = Elements.vector(random, length + 2);
            ExtensionVector expected = y.copy();
            ExtensionVector expectedBase = y.copy();
            Extension s = Elements.edgyExtension(random);
            for (int i = 0; i < length; i++) {
                expected.set(1 + i, y.get(1 + i).plus(s.times(x.get(2 + i))));
                expectedBase.set(1 + i, y.get(1 + i).plus(s.timesBase(x.c0()[2 + i])));
            }
            ExtensionVector base = y.copy();
            ExtensionKernels.axpy(y, 1, s, x, 2, length);
            ExtensionKernels.axpyBase(base, 1, s, x.c0(), 2, length);
            assertThat(y).isEqualTo(expected);
            assertThat(base).isEqualTo(expectedBase);
        });
    }

    @Test
    void vectorsAreEqualByContent() {
        ExtensionVector vector = ExtensionVector.of(new Extension(1, 2), new Extension(3, 4));
        assertThat(vector).isEqualTo(ExtensionVector.wrap(new long[] {1, 3}, new long[] {2, 4}));
        assertThat(vector.copy()).isEqualTo(vector).hasSameHashCodeAs(vector);
        assertThat(vector.slice(1, 2)).isEqualTo(ExtensionVector.of(new Extension(3, 4)));
        assertThat(ExtensionVector.ofBase(5).get(0)).isEqualTo(Extension.of(5));
        assertThat(vector).isNotEqualTo(new ExtensionVector(2));
        assertThatThrownBy(() -> ExtensionVector.wrap(new long[1], new long[2])).isInstanceOf(IllegalArgumentException.class);
    }
}
