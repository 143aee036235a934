package dev.credence.foundation.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class HashTest {
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    // FIPS 180-4 examples: the empty message, "abc", two blocks.
    @Test
    void plainHashIsSha256() {
        assertThat(Sha256.of()).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Sha256.of(Bytes.ofUtf8("abc"))).hasToString(ABC);
        assertThat(Sha256.of(Bytes.ofUtf8("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).hex())
                .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    }

    @Test
    void partsAndBuffersAndStreamsGiveTheSame() {
        assertThat(Sha256.of(Bytes.ofUtf8("a"), Bytes.EMPTY, Bytes.ofUtf8("bc")).hex()).isEqualTo(ABC);
        ByteBuffer buffer = Bytes.ofUtf8("xabc").toBuffer().position(1);
        assertThat(Sha256.of(buffer).hex()).isEqualTo(ABC);
        assertThat(buffer.hasRemaining()).isFalse();
        MessageDigest running = Sha256.newDigest();
        Bytes.ofUtf8("abc").update(running);
        assertThat(Bytes.wrap(running.digest()).hex()).isEqualTo(ABC);
    }

    @Test
    void taggedHashPutsLengthAndTagBeforeTheData() {
        Bytes framed = Bytes.concat(Bytes.of(new byte[] {3}), Bytes.ofUtf8("tag"), Bytes.ofUtf8("data"));
        assertThat(TaggedHash.of("tag").digest(Bytes.ofUtf8("da"), Bytes.ofUtf8("ta"))).isEqualTo(Sha256.of(framed));
        MessageDigest running = TaggedHash.of("tag").start();
        Bytes.ofUtf8("data").update(running);
        assertThat(Bytes.wrap(running.digest())).isEqualTo(Sha256.of(framed).bytes());
    }

    // The example of docs/spec/encoding.md.
    @Test
    void taggedHashAgreesWithTheSpecification() {
        assertThat(TaggedHash.of("credence/slot/v1").digest(Bytes.of(new byte[32])).hex())
                .isEqualTo("57dcecdcce5bb444db69a2517926f2194238f320b2c322296d01ed13fe3f2fe9");
    }

    @Test
    void tagsThatRunIntoOneAnotherAreApart() {
        assertThat(TaggedHash.of("a").digest(Bytes.ofUtf8("b"))).isNotEqualTo(TaggedHash.of("ab").digest());
    }

    @Test
    void aTagIsShortAscii() {
        assertThatIllegalArgumentException().isThrownBy(() -> TaggedHash.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> TaggedHash.of("é"));
        assertThatIllegalArgumentException().isThrownBy(() -> TaggedHash.of("a".repeat(256)));
        assertThat(TaggedHash.of("a".repeat(255)).digest()).isNotNull();
    }

    @Test
    void digestsHave32BytesInLowercaseAndAnOrder() throws MalformedException {
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(Bytes.of(new byte[31])));
        assertThat(Digest.parse(ABC)).isEqualTo(Sha256.of(Bytes.ofUtf8("abc"))).isGreaterThan(Digest.parse("0".repeat(64)));
        assertThatThrownBy(() -> Digest.parse(ABC.toUpperCase(java.util.Locale.ROOT))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Digest.parse(ABC.substring(2))).isInstanceOf(MalformedException.class);
    }
}
