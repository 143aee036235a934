package dev.credence.proof.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.testkit.Seeded;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The axioms of a field. A test class implements this and thereby inherits the tests.
///
/// @param <E> the elements, equal by content
public interface FieldLaws<E> {
    E zero();

    E one();

    E plus(E a, E b);

    E minus(E a, E b);

    E negate(E a);

    E times(E a, E b);

    E inverse(E a);

    /// Edge values often, others uniformly.
    E random(RandomGenerator random);

    @Test
    default void additionIsACommutativeGroup() {
        Seeded.check(2000, (random, round) -> {
            E a = random(random);
            E b = random(random);
            E c = random(random);
            assertThat(plus(plus(a, b), c)).isEqualTo(plus(a, plus(b, c)));
            assertThat(plus(a, b)).isEqualTo(plus(b, a));
            assertThat(plus(a, zero())).isEqualTo(a);
            assertThat(plus(a, negate(a))).isEqualTo(zero());
            assertThat(minus(a, b)).isEqualTo(plus(a, negate(b)));
        });
    }

    @Test
    default void multiplicationIsACommutativeGroupWithoutZero() {
        Seeded.check(2000, (random, round) -> {
            E a = random(random);
            E b = random(random);
            E c = random(random);
            assertThat(times(times(a, b), c)).isEqualTo(times(a, times(b, c)));
            assertThat(times(a, b)).isEqualTo(times(b, a));
            assertThat(times(a, one())).isEqualTo(a);
            assertThat(times(a, zero())).isEqualTo(zero());
            if (!a.equals(zero())) {
                assertThat(times(a, inverse(a))).isEqualTo(one());
            }
        });
    }

    @Test
    default void multiplicationDistributes() {
        Seeded.check(2000, (random, round) -> {
            E a = random(random);
            E b = random(random);
            E c = random(random);
            assertThat(times(a, plus(b, c))).isEqualTo(plus(times(a, b), times(a, c)));
        });
    }

    @Test
    default void zeroHasNoInverse() {
        assertThatThrownBy(() -> inverse(zero())).isInstanceOf(IllegalArgumentException.class);
    }
}
