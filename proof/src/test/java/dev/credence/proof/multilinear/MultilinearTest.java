package dev.credence.proof.multilinear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionKernels;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.laws.Elements;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MultilinearTest {
    @Test
    void theTopBitIsTheFirstCoordinate() {
        ExtensionVector table = ExtensionVector.ofBase(10, 11, 12, 13);
        assertThat(Multilinear.evaluate(table, Point.of(Extension.ZERO, Extension.ONE))).isEqualTo(Extension.of(11));
        assertThat(Multilinear.evaluate(table, Point.of(Extension.ONE, Extension.ZERO))).isEqualTo(Extension.of(12));
        assertThat(Point.corner(2, 2)).isEqualTo(Point.of(Extension.ONE, Extension.ZERO));
    }

    @Test
    void theTableOfEqHoldsItsValueAtEveryCorner() {
        Seeded.check(20, (random, round) -> {
            Point r = point(random, round % 7);
            Extension scale = Elements.extension(random);
            ExtensionVector table = Eq.table(r, scale);
            assertThat(table.length()).isEqualTo(1 << r.size());
            for (int z = 0; z < table.length(); z++) {
                assertThat(table.get(z)).isEqualTo(Eq.at(r, Point.corner(z, r.size())).times(scale));
            }
        });
    }

    @Test
    void theExtensionAgreesWithItsTableAndIsLinearInEachVariable() {
        Seeded.check(20, (random, round) -> {
            int size = 1 + round % 6;
            ExtensionVector table = Elements.vector(random, 1 << size);
            int cell = random.nextInt(1 << size);
            assertThat(Multilinear.evaluate(table, Point.corner(cell, size))).isEqualTo(table.get(cell));
            Point point = point(random, size);
            int variable = random.nextInt(size);
            Extension at0 = Multilinear.evaluate(table, with(point, variable, Extension.ZERO));
            Extension at1 = Multilinear.evaluate(table, with(point, variable, Extension.ONE));
            Extension x = point.get(variable);
            assertThat(Multilinear.evaluate(table, point)).isEqualTo(at0.plus(x.times(at1.minus(at0))));
        });
    }

    @Test
    void foldingVariableByVariableEvaluates() {
        Seeded.check(20, (random, round) -> {
            int size = round % 8;
            ExtensionVector table = Elements.vector(random, 1 << size);
            Point point = point(random, size);
            Extension expected = Multilinear.evaluate(table, point);
            for (int i = 0; i < size; i++) {
                ExtensionKernels.fold(table, 0, 1 << (size - 1 - i), point.get(i));
            }
            assertThat(table.get(0)).isEqualTo(expected);
        });
    }

    @Test
    void aShortTableIsFollowedByZeros() {
        Seeded.check(20, (random, round) -> {
            long[] base = Elements.bases(random, round);
            Point point = point(random, 5);
            ExtensionVector padded = new ExtensionVector(32);
            System.arraycopy(base, 0, padded.c0(), 0, base.length);
            assertThat(Multilinear.evaluateBase(base, point)).isEqualTo(Multilinear.evaluate(padded, point));
            assertThat(Multilinear.evaluate(ExtensionVector.ofBase(base), point)).isEqualTo(Multilinear.evaluate(padded, point));
        });
        assertThatThrownBy(() -> Multilinear.evaluate(new ExtensionVector(3), Point.of(Extension.ONE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Multilinear.evaluateBase(new long[3], Point.of(Extension.ONE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void prefixIndicatorsEqualTheSlowSum() {
        Seeded.check(6, (random, size) -> {
            Point tau = point(random, size);
            Point r = point(random, size);
            for (int n = 0; n <= 1 << size; n++) {
                Extension alone = Extension.ZERO;
                Extension withEq = Extension.ZERO;
                for (int z = 0; z < n; z++) {
                    Point corner = Point.corner(z, size);
                    alone = alone.plus(Eq.at(r, corner));
                    withEq = withEq.plus(Eq.at(tau, corner).times(Eq.at(r, corner)));
                }
                assertThat(PrefixIndicator.at(n, r)).isEqualTo(alone);
                assertThat(PrefixIndicator.at(n, tau, r)).isEqualTo(withEq);
            }
        });
    }

    @Test
    void refusesShapesThatDoNotFit() {
        Point one = Point.of(Extension.ONE);
        assertThatThrownBy(() -> Eq.at(one, Point.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PrefixIndicator.at(1, one, Point.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PrefixIndicator.at(3, one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PrefixIndicator.at(-1, one)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pointsSplitAndJoin() {
        Point point = point(Seeded.random(), 5);
        assertThat(point.first(2).then(point.last(3))).isEqualTo(point);
        assertThat(point.last(1).get(0)).isEqualTo(point.get(4));
    }

    private static Point with(Point point, int variable, Extension value) {
        List<Extension> coordinates = new ArrayList<>(point.coordinates());
        coordinates.set(variable, value);
        return new Point(coordinates);
    }

    private static Point point(RandomGenerator random, int size) {
        return Elements.point(random, size);
    }
}
