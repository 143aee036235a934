package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.credence.testkit.Seeded;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Number::toString of ECMAScript against the table of RFC 8785 and against an oracle that tries every length.
class EcmaNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void agreesWithTheTableOfRfc8785(String bits, String text) {
        assertThat(EcmaNumber.format(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16)))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1e21, 1e+21", "123456789012345680000, 123456789012345680000", "1e-6, 0.000001", "1e-7, 1e-7",
        "0.00001234, 0.00001234", "1.5, 1.5", "100, 100", "-1.25e-9, -1.25e-9", "10.01, 10.01", "2E-323, 2e-323"})
    void choosesTheLayoutOfEcmaScript(double value, String text) {
        assertThat(EcmaNumber.format(value)).isEqualTo(text);
    }

    @Test
    void refusesWhatJsonCannotSpell() {
        assertThatIllegalArgumentException().isThrownBy(() -> EcmaNumber.format(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> EcmaNumber.format(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> EcmaNumber.format(Double.NEGATIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> EcmaNumber.format(Float.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> EcmaNumber.format(Float.POSITIVE_INFINITY));
    }

    @Test
    void printsTheShortestAndNearestDigitsOfRandomDoubles() {
        Seeded.check(2_000, (random, round) -> {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value) && value != 0) {
                agreesWithOracle(value);
            }
        });
    }

    @Test
    void printsTheShortestAndNearestDigitsOfTheSmallestSubnormals() {
        for (long bits = 1; bits <= 3_000; bits++) {
            agreesWithOracle(Double.longBitsToDouble(bits));
        }
    }

    @Test
    void printsTheShortestAndNearestDigitsOfShortDecimals() {
        Seeded.check(2_000, (random, round) -> agreesWithOracle(shortDecimal(random)));
    }

    @Test
    void aFloatComesBackFromItsText() {
        Seeded.check(20_000, (random, round) -> {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value) && value != 0) {
                String text = EcmaNumber.format(value);
                assertThat(Float.parseFloat(text)).isEqualTo(value);
                assertThat(text.replaceAll("e.*|[-.]|^0+", "").length()).isLessThanOrEqualTo(22);
            }
        });
        assertThat(EcmaNumber.format(0.1f)).isEqualTo("0.1");
        assertThat(EcmaNumber.format(-0f)).isEqualTo("0");
        assertThat(EcmaNumber.format(-16777216f)).isEqualTo("-16777216");
        assertThat(EcmaNumber.format(Float.MAX_VALUE)).isEqualTo("3.4028235e+38");
    }

    private static double shortDecimal(RandomGenerator random) {
        return Double.parseDouble(random.nextInt(1, 100_000) + "e" + random.nextInt(-320, 300));
    }

    private static void agreesWithOracle(double value) {
        String text = EcmaNumber.format(value);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
        assertThat(new BigDecimal(text)).isEqualByComparingTo(shortest(value));
    }

    // The slow, obvious way: round the exact value to one digit, to two, … until the double comes back.
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits <= 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        throw new AssertionError("17 digits always do");
    }
}
