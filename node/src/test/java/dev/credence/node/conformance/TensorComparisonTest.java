package dev.credence.node.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TensorComparisonTest {
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Test
    void floatsAgreeUpToAbsolutePlusRelativeTolerance() {
        Tolerance tolerance = new Tolerance(0.25, 0.5);
        assertThat(floats(tolerance, 2.0f, 1.0f).isAgreement()).isFalse();
        assertThat(floats(tolerance, 1.75f, 1.0f).isAgreement()).isTrue();
        assertThat(floats(tolerance, 0.5f, 0f).isAgreement()).isTrue();
        assertThat(floats(tolerance, -0.625f, 0f).isAgreement()).isFalse();
        assertThat(floats(tolerance, 6.5f, 8f).isAgreement()).isTrue();
        assertThat(floats(tolerance, 5.25f, 8f).isAgreement()).isFalse();
    }

    @Test
    void nanAgreesWithNanAndAnInfinityWithItself() {
        assertThat(floats(Tolerance.DEFAULT, NAN, NAN).isAgreement()).isTrue();
        assertThat(floats(Tolerance.DEFAULT, INFINITY, INFINITY).isAgreement()).isTrue();
        assertThat(floats(Tolerance.DEFAULT, -0f, 0f).isAgreement()).isTrue();
        for (float[] pair : new float[][] {{NAN, 1}, {1, NAN}, {INFINITY, -INFINITY}, {INFINITY, 3e38f}, {3e38f, INFINITY}, {NAN, INFINITY}}) {
            TensorDifference difference = floats(Tolerance.DEFAULT, pair[0], pair[1]);
            assertThat(difference.beyond()).as("%s against %s", pair[0], pair[1]).isEqualTo(1);
            assertThat(difference.absoluteMax()).hasValue(Double.POSITIVE_INFINITY);
        }
    }

    @Test
    void theLargestDifferencesAreNamedAndTheFirstElementThatIsOff() {
        Tensor found = Tensor.ofFloats(Shape.of(2, 2), 1, 2.5f, 0.125f, 100);
        Tensor recorded = Tensor.ofFloats(Shape.of(2, 2), 1, 2, 0, 102);

        TensorDifference difference = TensorComparison.of("y", found, recorded, Tolerance.DEFAULT);

        assertThat(difference.absoluteMax()).hasValue(2);
        assertThat(difference.relativeMax()).hasValue(0.25);
        assertThat(difference.beyond()).isEqualTo(3);
        assertThat(difference.sentence())
                .isEqualTo("output 'y': largest absolute difference 2.000, largest relative difference 0.2500;"
                        + " 3 of 4 elements differ, the first at [0,1]: 2.5, expected 2.0");
    }

    @Test
    void integersMustBeEqualHoweverLarge() {
        Tensor recorded = Tensor.ofLongs(Shape.of(1), Long.MAX_VALUE);
        assertThat(TensorComparison.of("y", recorded, recorded, Tolerance.DEFAULT).isAgreement()).isTrue();
        TensorDifference off = TensorComparison.of("y", Tensor.ofLongs(Shape.of(1), Long.MAX_VALUE - 1), recorded, Tolerance.DEFAULT);
        assertThat(off.isAgreement()).isFalse();
        assertThat(off.absoluteMax()).hasValue(1);
        TensorDifference far = TensorComparison.of("y", Tensor.ofLongs(Shape.of(1), Long.MIN_VALUE), recorded, Tolerance.DEFAULT);
        assertThat(far.absoluteMax()).hasValue(0x1p64);
    }

    @Test
    void unsignedIntegersAreTakenAsSuch() {
        Tensor found = Tensor.of(ElementType.UINT64, Shape.of(1), new long[] {-1});
        Tensor recorded = Tensor.of(ElementType.UINT64, Shape.of(1), new long[] {-3});
        TensorDifference difference = TensorComparison.of("y", found, recorded, Tolerance.DEFAULT);
        assertThat(difference.absoluteMax()).hasValue(2);
        assertThat(difference.detail()).contains("18446744073709551615, expected 18446744073709551613");
    }

    @Test
    void truthValuesAndTextsMustBeEqual() {
        Tensor yes = Tensor.of(ElementType.BOOL, Shape.of(2), new byte[] {1, 1});
        Tensor no = Tensor.of(ElementType.BOOL, Shape.of(2), new byte[] {1, 0});
        assertThat(TensorComparison.of("y", yes, yes, Tolerance.DEFAULT).isAgreement()).isTrue();
        assertThat(TensorComparison.of("y", yes, no, Tolerance.DEFAULT).detail())
                .isEqualTo("1 of 2 elements differ, the first at [1]: true, expected false");
        Tensor cat = Tensor.of(ElementType.STRING, Shape.SCALAR, new String[] {"cat"});
        Tensor dog = Tensor.of(ElementType.STRING, Shape.SCALAR, new String[] {"dog"});
        assertThat(TensorComparison.of("y", cat, dog, Tolerance.DEFAULT).detail())
                .isEqualTo("1 of 1 element differs, the first at []: 'cat', expected 'dog'");
    }

    @Test
    void anotherTypeOrShapeIsADifference() {
        Tensor found = Tensor.ofFloats(Shape.of(2), 1, 2);
        assertThat(TensorComparison.of("y", found, Tensor.ofFloats(Shape.of(1, 2), 1, 2), Tolerance.DEFAULT).sentence())
                .isEqualTo("output 'y': it is FLOAT[2], expected FLOAT[1,2]");
        assertThat(TensorComparison.of("y", found, Tensor.ofLongs(Shape.of(2), 1, 2), Tolerance.DEFAULT).isAgreement())
                .isFalse();
    }

    @Test
    void halvesAndDoublesAreComparedByValue() {
        Tensor half = Tensor.of(ElementType.FLOAT16, Shape.of(1), new short[] {0x3c00});
        Tensor next = Tensor.of(ElementType.FLOAT16, Shape.of(1), new short[] {0x3c01});
        assertThat(TensorComparison.of("y", half, next, Tolerance.DEFAULT).isAgreement()).isTrue();
        assertThat(TensorComparison.of("y", half, next, new Tolerance(0, 0)).absoluteMax()).hasValue(0x1p-10);
        Tensor one = Tensor.of(ElementType.DOUBLE, Shape.of(1), new double[] {1});
        Tensor more = Tensor.of(ElementType.DOUBLE, Shape.of(1), new double[] {1 + 1e-12});
        assertThat(TensorComparison.of("y", one, more, new Tolerance(0, 0)).isAgreement()).isFalse();
    }

    @Test
    void aToleranceIsFiniteAndNotNegative() {
        assertThatThrownBy(() -> new Tolerance(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tolerance(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tolerance(Double.POSITIVE_INFINITY, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static TensorDifference floats(Tolerance tolerance, float found, float recorded) {
        return TensorComparison.of("y", Tensor.ofFloats(Shape.of(1), found), Tensor.ofFloats(Shape.of(1), recorded), tolerance);
    }
}
