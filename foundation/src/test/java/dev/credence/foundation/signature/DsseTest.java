package dev.credence.foundation.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import org.junit.jupiter.api.Test;

class DsseTest {
    // The example of the DSSE protocol document.
    @Test
    void encodesTheExampleOfTheProtocol() throws MalformedException {
        assertThat(Dsse.pae("http://example.com/HelloWorld", Bytes.ofUtf8("hello world")).utf8())
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void encodesEmptyTypeAndBody() throws MalformedException {
        assertThat(Dsse.pae("", Bytes.EMPTY).utf8()).isEqualTo("DSSEv1 0  0 ");
    }

    @Test
    void countsBytesAndNotCharacters() throws MalformedException {
        assertThat(Dsse.pae("é", Bytes.ofUtf8("ನ")).utf8()).isEqualTo("DSSEv1 2 é 3 ನ");
    }

    @Test
    void leavesTheBodyAsItIs() {
        Bytes body = Bytes.of(new byte[] {0, (byte) 0xff, 10, 32});
        assertThat(Dsse.pae("t", body)).isEqualTo(Bytes.concat(Bytes.ofUtf8("DSSEv1 1 t 4 "), body));
    }

    // Moving bytes over the border between type and body gives other bytes to sign.
    @Test
    void isInjective() {
        assertThat(Dsse.pae("a", Bytes.ofUtf8("b c"))).isNotEqualTo(Dsse.pae("a 3 b", Bytes.ofUtf8("c")));
        assertThat(Dsse.pae("a", Bytes.ofUtf8(""))).isNotEqualTo(Dsse.pae("", Bytes.ofUtf8("a")));
    }

    @Test
    void aSignatureUnderOneTypeIsNoneUnderAnother() {
        SecretKey secret = SecretKey.ofSeed(Bytes.of(new byte[32]));
        Bytes payload = Bytes.ofUtf8("{}");
        Bytes signature = secret.sign(Dsse.pae("application/a", payload));
        assertThat(Ed25519.verify(secret.publicKey(), Dsse.pae("application/a", payload), signature)).isTrue();
        assertThat(Ed25519.verify(secret.publicKey(), Dsse.pae("application/b", payload), signature)).isFalse();
        assertThat(Ed25519.verify(secret.publicKey(), payload, signature)).isFalse();
    }
}
