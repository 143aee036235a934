package dev.credence.foundation.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.testkit.Seeded;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Goal: the short way rounds as the platform's exact reader does. Method: twins, over texts of every length, over floats and doubles of every size, and
/// over the texts that lie between two floats or just beside.
class NumberRoundingTest {
    private static void agrees(String text) {
        byte[] padded = ("[" + text + "]").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(Float.floatToRawIntBits(NumberRounding.toFloat(padded, 1, padded.length - 1)))
                .as(text)
                .isEqualTo(Float.floatToRawIntBits(Float.parseFloat(text)));
        assertThat(Double.doubleToRawLongBits(NumberRounding.toDouble(padded, 1, padded.length - 1)))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @Test
    void zerosBordersAndLongTexts() {
        for (String text : List.of(
                "0", "-0", "0.0", "-0.000e5", "0e999", "-0e-999", "1", "-1", "9007199254740991", "9007199254740992", "9007199254740993",
                "900719925474099.3e1", "1e22", "1e23", "1e-22", "1e-23", "123456789012345678901234567890", "0.1", "1E5", "1e+5", "1e05", "16777217",
                "16777219", "33554433e-1", "1.00000005960464477539062", "1.00000005960464477539063", "1.000000059604644775390625",
                "3.4028235e38", "3.4028236e38", "1e39", "1.4e-45", "7e-46", "1e-400", "1e308", "4.9e-324",
                "0.00000000000000000000000000000000000001", "0".repeat(1) + "." + "0".repeat(30) + "1", "1e00000000001", "1e-0000000000000001")) {
            agrees(text);
        }
    }

    @Test
    void randomTexts() {
        Seeded.check(20_000, (random, _) -> agrees(text(random)));
    }

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(4) == 0 ? 0 : random.nextLong(1, 1L << random.nextInt(1, 63)));
        if (random.nextBoolean()) {
            text.append('.');
            int digits = random.nextInt(1, random.nextInt(4) == 0 ? 30 : 12);
            for (int i = 0; i < digits; i++) {
                text.append(random.nextInt(10));
            }
        }
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E').append(List.of("", "+", "-").get(random.nextInt(3))).append(random.nextInt(30));
        }
        return text.toString();
    }

    @Test
    void shortestTextsOfFloatsComeBack() {
        Seeded.check(20_000, (random, _) -> {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                agrees(EcmaNumber.format(value));
                agrees(Float.toString(random.nextInt(256) / 255.0f));
            }
        });
    }

    @Test
    void textsBetweenTwoFloats() {
        Seeded.check(5_000, (random, _) -> {
            // Small exponents, so that the middle has few enough digits for the short way as well.
            float below = Float.intBitsToFloat(random.nextInt(Float.floatToRawIntBits(1f / 1024), Float.floatToRawIntBits(1e9f)));
            BigDecimal middle = new BigDecimal(below).add(new BigDecimal(Math.nextUp(below))).divide(BigDecimal.TWO);
            BigDecimal ulp = new BigDecimal(Math.ulp((double) below));
            for (BigDecimal beside : List.of(middle, middle.add(ulp), middle.subtract(ulp), middle.add(ulp.movePointLeft(3)), middle.subtract(ulp.movePointLeft(3)))) {
                agrees(beside.toPlainString());
                agrees(beside.round(new java.math.MathContext(16)).toPlainString());
            }
        });
    }
}
