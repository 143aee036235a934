package dev.credence.foundation.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.testkit.Seeded;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    private static final Bytes ABC = Bytes.ofUtf8("abc");

    @Test
    void copiesWhatItIsGivenAndWhatItGives() {
        byte[] array = {1, 2, 3};
        Bytes bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.of(new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> bytes.toBuffer().put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void comparesByContentAsUnsignedBytes() {
        assertThat(Bytes.of(new byte[] {(byte) 0x80})).isGreaterThan(Bytes.of(new byte[] {0x7f}));
        assertThat(Bytes.of(new byte[] {1})).isLessThan(Bytes.of(new byte[] {1, 0}));
        assertThat(ABC).isEqualTo(Bytes.wrap(new byte[] {'a', 'b', 'c'})).hasSameHashCodeAs(Bytes.ofUtf8("abc"));
        assertThat(ABC).isNotEqualTo(Bytes.ofUtf8("abd")).isNotEqualTo("abc");
        assertThat(Bytes.of(new byte[0])).isSameAs(Bytes.EMPTY);
    }

    @Test
    void takesPartsApartAndTogether() {
        assertThat(ABC.slice(1, 2)).isEqualTo(Bytes.ofUtf8("b"));
        assertThat(ABC.slice(3, 3).isEmpty()).isTrue();
        assertThat(ABC.isEmpty()).isFalse();
        assertThat(Bytes.concat(ABC.slice(0, 1), Bytes.EMPTY, ABC.slice(1, 3))).isEqualTo(ABC);
        assertThat(Bytes.of(new byte[] {1, 2, 3}, 1, 3)).isEqualTo(Bytes.of(new byte[] {2, 3}));
        byte[] target = new byte[5];
        ABC.copyTo(target, 1);
        assertThat(target).containsExactly(0, 'a', 'b', 'c', 0);
        assertThat(ABC.at(2)).isEqualTo('c');
        assertThat(Bytes.of(new byte[] {-1}).at(0)).isEqualTo(255);
    }

    @Test
    void refusesPartsOutsideItself() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ABC.slice(0, 4));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ABC.slice(2, 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ABC.slice(-1, 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> Bytes.of(new byte[2], 0, 3));
    }

    @Test
    void hexadecimalGoesThereAndBack() {
        Seeded.check(50, (random, round) -> {
            byte[] array = new byte[round];
            random.nextBytes(array);
            Bytes bytes = Bytes.of(array);
            assertThat(Bytes.parseHex(bytes.hex(), round)).isEqualTo(bytes);
            assertThat(Bytes.parseBase64(bytes.base64())).isEqualTo(bytes);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "000", "0g", "0G", "0A", "g0", " 0", "é0", "/0", ":0", "`0"})
    void refusesOtherSpellingsOfHexadecimal(String text) {
        assertThatThrownBy(() -> Bytes.parseHex(text, 1)).isInstanceOf(MalformedException.class);
    }

    // A spare bit, no padding, too much of it, URL alphabet, white space, a character beyond ASCII.
    @ParameterizedTest
    @ValueSource(strings = {"AB==", "AAB=", "AA", "AAA", "AA=", "AAAA====", "_w==", "-w==", "AA==\n", " AA==", "A A=", "é===", "=", "A"})
    void refusesOtherSpellingsOfBase64(String text) {
        assertThatThrownBy(() -> Bytes.parseBase64(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void readsTheOneSpellingOfBase64() throws MalformedException {
        assertThat(Bytes.parseBase64("")).isEqualTo(Bytes.EMPTY);
        assertThat(Bytes.parseBase64("/+8=").hex()).isEqualTo("ffef");
    }

    @Test
    void textIsWellFormedBothWays() throws MalformedException {
        assertThat(Bytes.ofUtf8("é😂").hex()).isEqualTo("c3a9f09f9882");
        assertThat(Bytes.ofUtf8("é😂").utf8()).isEqualTo("é😂");
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofUtf8("a\ud83d"));
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofUtf8("\ude02\ud83d"));
        assertThatThrownBy(() -> Bytes.of(new byte[] {(byte) 0xc3}).utf8()).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Bytes.of(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}).utf8())
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void printsShortOnesWhollyAndLongOnesInPart() {
        assertThat(ABC).hasToString("616263");
        assertThat(Bytes.of(new byte[64])).hasToString("00".repeat(64));
        byte[] zeros = new byte[65];
        Arrays.fill(zeros, (byte) 1);
        assertThat(Bytes.of(zeros)).hasToString("01".repeat(64) + "… (65 bytes)");
    }
}
