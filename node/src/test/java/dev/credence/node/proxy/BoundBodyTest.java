package dev.credence.node.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the proxy adds to a body, and what it does not touch.
class BoundBodyTest {
    private static final String POLICY = "require=replay>=1";
    private static final BoundBody.Binding BINDING =
            new BoundBody.Binding(Bytes.wrap(new byte[16]), "9", Optional.of("2026-11-23T11:05:00"), 7);

    @Test
    void bindsWhatTheClientLeftOpenAndKeepsTheRest() throws MalformedException {
        BoundBody body = BoundBody.read(Bytes.ofUtf8("{\"model\":\"m\",\"temperature\":0.10,\"credence\":{\"policy\":\"" + POLICY + "\",\"wait\":\"none\",\"clock\":null},\"seed\":null,\"stream\":true}"), POLICY);
        assertThat(body.isStream()).isTrue();
        assertThat(body.isSegmented()).isFalse();
        assertThat(body.with(BINDING, Optional.empty()).utf8())
                .isEqualTo("{\"model\":\"m\",\"temperature\":0.10,\"stream\":true,\"seed\":\"9\",\"credence\":{\"nonce\":\"" + "0".repeat(32) + "\",\"clock\":\"2026-11-23T11:05:00\",\"height\":7}}");
    }

    @Test
    void keepsTheClientsOwnBindingAndNamesWhoIsToBeAvoided() throws MalformedException {
        Digest operator = Sha256.of(Bytes.ofUtf8("operator"));
        BoundBody body = BoundBody.read(Bytes.ofUtf8("{\"stream\":true,\"seed\":4,\"credence\":{\"nonce\":\"aa\",\"height\":3,\"clock\":\"x\",\"segments\":true}}"), POLICY);
        assertThat(body.isSegmented()).isTrue();
        assertThat(body.with(BINDING, Optional.of(operator)).utf8())
                .isEqualTo("{\"stream\":true,\"seed\":4,\"credence\":{\"nonce\":\"aa\",\"height\":3,\"clock\":\"x\",\"segments\":true,\"avoid\":[\"" + operator.hex() + "\"]}}");
    }

    @Test
    void refusesAnotherPolicyAndWhatIsNoObject() {
        refused("{\"credence\":{\"policy\":\"min-nines=0\"}}", "the policy of this proxy");
        refused("[]", "an object");
        refused("{\"credence\":1}", "an object");
        refused("{\"a\":1,\"a\":2}", "");
    }

    private static void refused(String body, String words) {
        assertThatThrownBy(() -> BoundBody.read(Bytes.ofUtf8(body), POLICY)).isInstanceOf(MalformedException.class).hasMessageContaining(words);
    }
}
