package dev.credence.proof.sumcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.laws.Elements;
import dev.credence.testkit.Seeded;
import org.junit.jupiter.api.Test;

/// Polynomials given by random coefficients, evaluated by Horner's rule.
class RoundPolynomialTest {
    @Test
    void interpolatesThroughItsValues() {
        Seeded.check(40, (random, round) -> {
            ExtensionVector coefficients = Elements.vector(random, 1 + round % 5);
            RoundPolynomial polynomial = through(coefficients, coefficients.length());
            Extension x = Elements.edgyExtension(random);
            assertThat(polynomial.at(x)).isEqualTo(horner(coefficients, x));
        });
    }

    @Test
    void leavesOutTheValueThatTheClaimImplies() {
        Seeded.check(20, (random, round) -> {
            ExtensionVector coefficients = Elements.vector(random, 2 + round % 4);
            RoundPolynomial polynomial = through(coefficients, coefficients.length());
            ExtensionVector sent = polynomial.sent();
            assertThat(sent.length()).isEqualTo(coefficients.length() - 1);
            Extension claim = polynomial.values().get(0).plus(polynomial.values().get(1));
            assertThat(RoundPolynomial.of(claim, sent).values()).isEqualTo(polynomial.values());
        });
    }

    @Test
    void extendsToMoreValuesOfTheSamePolynomial() {
        Seeded.check(20, (random, round) -> {
            int degree = round % 5;
            ExtensionVector coefficients = Elements.vector(random, degree + 1);
            RoundPolynomial polynomial = through(coefficients, degree + 1);
            for (int more = degree; more <= 4; more++) {
                assertThat(polynomial.extend(more).values()).isEqualTo(through(coefficients, more + 1).values());
            }
        });
    }

    private static RoundPolynomial through(ExtensionVector coefficients, int values) {
        ExtensionVector at = new ExtensionVector(values);
        for (int x = 0; x < values; x++) {
            at.set(x, horner(coefficients, Extension.of(x)));
        }
        return new RoundPolynomial(at);
    }

    private static Extension horner(ExtensionVector coefficients, Extension x) {
        Extension sum = Extension.ZERO;
        for (int i = coefficients.length() - 1; i >= 0; i--) {
            sum = sum.times(x).plus(coefficients.get(i));
        }
        return sum;
    }
}
