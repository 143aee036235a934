package dev.credence.foundation.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The laws of a format with one spelling: a value and its bytes determine one another, and whatever else comes is
/// refused by `MalformedException` and by nothing else.
///
/// A test class implements this and thereby inherits the tests. **Obligation**: the format delimits itself, so that no
/// prefix of a text is a text.
///
/// @param <T> the values, equal by content
public interface CodecLaws<T> {
    /// A few values that show every part of the format; small, since every byte of each is tampered with.
    List<T> samples();

    Bytes encode(T value);

    T decode(Bytes bytes) throws MalformedException;

    @Test
    default void decodingGivesTheEncodedValueBack() throws MalformedException {
        for (T value : samples()) {
            assertThat(decode(encode(value))).isEqualTo(value);
        }
    }

    @Test
    default void encodingIsAFunctionOfTheValue() throws MalformedException {
        for (T value : samples()) {
            assertThat(encode(decode(encode(value)))).isEqualTo(encode(value));
        }
    }

    @Test
    default void refusesEveryTruncation() {
        for (T value : samples()) {
            Bytes whole = encode(value);
            for (int length = 0; length < whole.length(); length++) {
                Bytes cut = whole.slice(0, length);
                if (decoded(cut).isPresent()) {
                    fail("the first %d of %d bytes were accepted: %s", length, whole.length(), cut);
                }
            }
        }
    }

    @Test
    default void refusesEveryTrailingByte() {
        for (T value : samples()) {
            Bytes whole = encode(value);
            for (int b = 0; b < 256; b++) {
                Bytes longer = Bytes.concat(whole, Bytes.of(new byte[] {(byte) b}));
                if (decoded(longer).isPresent()) {
                    fail("a trailing byte %d was accepted after %s", b, whole);
                }
            }
        }
    }

    @Test
    default void everyOtherByteIsRefusedOrAnotherValue() {
        for (T value : samples()) {
            byte[] bytes = encode(value).toArray();
            for (int at = 0; at < bytes.length; at++) {
                byte honest = bytes[at];
                for (int b = 0; b < 256; b++) {
                    bytes[at] = (byte) b;
                    Bytes changed = Bytes.of(bytes);
                    Optional<T> other = b == (honest & 0xff) ? Optional.empty() : decoded(changed);
                    if (other.isPresent() && other.get().equals(value)) {
                        fail("byte %d set to %d gives an equal value: %s", at, b, changed);
                    }
                    if (other.isPresent() && !encode(other.get()).equals(changed)) {
                        fail("byte %d set to %d has another spelling: %s", at, b, changed);
                    }
                }
                bytes[at] = honest;
            }
        }
    }

    private Optional<T> decoded(Bytes bytes) {
        try {
            return Optional.of(decode(bytes));
        } catch (MalformedException refused) {
            return Optional.empty();
        }
    }
}
