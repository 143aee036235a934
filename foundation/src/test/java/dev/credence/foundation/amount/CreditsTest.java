package dev.credence.foundation.amount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditsTest {
    private static final Credits LARGEST = new Credits(Credits.MICROS_MAX);

    @ParameterizedTest
    @CsvSource({"0,0.000000 CRED", "1,0.000001 CRED", "1250000,1.250000 CRED", "999999,0.999999 CRED", "9007199254740991,9007199254.740991 CRED"})
    void printsSixPlaces(long micros, String text) {
        assertThat(Credits.ofMicros(micros)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1.25,1250000", "0.000001,1", "007,7000000", "9007199254.740991,9007199254740991"})
    void readsDecimals(String text, long micros) throws MalformedException {
        assertThat(Credits.parse(text).micros()).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", ".5", "-1", "+1", "1e3", "1.0000001", "1,5", " 1", "1 CRED", "12345678901", "9007199254.740992", "9999999999", "١"})
    void refusesOtherTexts(String text) {
        assertThatThrownBy(() -> Credits.parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void isNeverNegativeAndNeverMoreThanJsonHolds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Credits(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credits(Credits.MICROS_MAX + 1));
    }

    @Test
    void addsAndSubtractsExactly() {
        Credits two = new Credits(2);
        assertThat(two.plus(new Credits(3))).isEqualTo(new Credits(5));
        assertThat(two.minus(two)).isEqualTo(Credits.ZERO);
        assertThat(two.times(7)).isEqualTo(new Credits(14));
        assertThatIllegalArgumentException().isThrownBy(() -> two.minus(new Credits(3)));
        assertThatIllegalArgumentException().isThrownBy(() -> LARGEST.plus(new Credits(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> two.times(-1));
        assertThatThrownBy(() -> LARGEST.times(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> LARGEST.times(2));
    }

    @Test
    void compares() {
        assertThat(new Credits(1)).isLessThan(new Credits(2));
        assertThat(new Credits(2).covers(new Credits(2))).isTrue();
        assertThat(new Credits(2).covers(new Credits(3))).isFalse();
        assertThat(Credits.ZERO.isZero()).isTrue();
        assertThat(new Credits(1).isZero()).isFalse();
    }
}
