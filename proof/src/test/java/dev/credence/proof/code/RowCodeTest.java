package dev.credence.proof.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import dev.credence.testkit.Seeded;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The fast transforms against their definition: every position of a word is the message's value at that position's point.
class RowCodeTest {
    @Test
    void everyPositionHoldsTheMessagesValueAtItsPoint() {
        Seeded.check(1, (random, _) -> {
            for (int rateLog = 1; rateLog <= 4; rateLog++) {
                for (int columnsLog = 0; columnsLog <= 7; columnsLog++) {
                    everyPosition(random, columnsLog, rateLog);
                }
            }
        });
    }

    @Test
    void longWordsAgreeWithTheDefinitionToo() {
        Seeded.check(1, (random, _) -> {
            for (int columnsLog = 8; columnsLog <= 17; columnsLog++) {
                RowCode code = RowCode.of(columnsLog, 2);
                long[] message = random(random, 1 << columnsLog);
                for (int coset = 0; coset < code.cosets(); coset++) {
                    long[] word = message.clone();
                    code.encoder().encode(word, coset);
                    for (int sample = 0; sample < 8; sample++) {
                        int at = random.nextInt(word.length);
                        assertThat(word[at]).isEqualTo(value(message, RowCode.point(columnsLog + 2, coset * word.length + at)));
                    }
                }
            }
        });
    }

    @Test
    void extremeCellsAreEncodedCanonically() {
        long[] message = new long[1 << 10];
        long[] extremes = {0, 1, Goldilocks.MODULUS - 1, 0xffffffffL, 1L << 32, Goldilocks.MODULUS - 128, 127};
        for (int i = 0; i < message.length; i++) {
            message[i] = extremes[i % extremes.length];
        }
        RowCode code = RowCode.of(10, 3);
        for (int coset = 0; coset < code.cosets(); coset++) {
            long[] word = message.clone();
            code.encoder().encode(word, coset);
            for (int i = 0; i < word.length; i++) {
                assertThat(Goldilocks.isCanonical(word[i])).isTrue();
                assertThat(word[i]).isEqualTo(value(message, RowCode.point(13, coset << 10 | i)));
            }
        }
    }

    @Test
    void pointsAreTheWholeSubgroup() {
        Set<Long> points = new HashSet<>();
        for (int position = 0; position < 64; position++) {
            long point = RowCode.point(6, position);
            assertThat(Goldilocks.pow(point, 64)).isEqualTo(1);
            points.add(point);
        }
        assertThat(points).hasSize(64);
    }

    @Test
    void sumsOfPowersAreTheTransposeOfEncoding() {
        Seeded.check(6, (random, round) -> {
            int columnsLog = round * 2;
            int rateLog = 1 + round % 4;
            int positionsLog = columnsLog + rateLog;
            int[] positions = random.ints(1 + random.nextInt(40), 0, 1 << positionsLog).sorted().distinct().toArray();
            ExtensionVector coefficients = ExtensionVector.wrap(random(random, positions.length), random(random, positions.length));
            ExtensionVector sum = new ExtensionVector(1 << columnsLog);
            sum.set(0, Extension.of(5));
            RowCode.of(columnsLog, rateLog).addPowers(positions, coefficients, sum, Workers.ALONE);
            for (int x = 0; x < sum.length(); x++) {
                Extension expected = x == 0 ? Extension.of(5) : Extension.ZERO;
                for (int i = 0; i < positions.length; i++) {
                    expected = expected.plus(coefficients.get(i).timesBase(Goldilocks.pow(RowCode.point(positionsLog, positions[i]), x)));
                }
                assertThat(sum.get(x)).isEqualTo(expected);
            }
        });
    }

    @Test
    void refusesCodesThatItDoesNotKnow() {
        assertThatThrownBy(() -> RowCode.of(3, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowCode.of(3, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowCode.of(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Twiddles.of(29)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void everyPosition(RandomGenerator random, int columnsLog, int rateLog) {
        RowCode code = RowCode.of(columnsLog, rateLog);
        int columns = 1 << columnsLog;
        long[] message = random(random, columns);
        for (int coset = 0; coset < code.cosets(); coset++) {
            long[] word = message.clone();
            code.encoder().encode(word, coset);
            for (int i = 0; i < columns; i++) {
                assertThat(word[i]).isEqualTo(value(message, RowCode.point(columnsLog + rateLog, coset * columns + i)));
            }
        }
    }

    private static long value(long[] message, long z) {
        long sum = 0;
        for (int x = message.length - 1; x >= 0; x--) {
            sum = Goldilocks.add(Goldilocks.mul(sum, z), message[x]);
        }
        return sum;
    }

    private static long[] random(RandomGenerator random, int length) {
        long[] elements = new long[length];
        Arrays.setAll(elements, _ -> Long.remainderUnsigned(random.nextLong(), Goldilocks.MODULUS));
        return elements;
    }
}
