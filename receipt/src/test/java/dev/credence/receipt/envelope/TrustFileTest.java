package dev.credence.receipt.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.receipt.laws.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustFileTest {
    private static final String NETWORK =
            "local-" + Samples.digest("genesis").hex().substring(0, 16);

    private static TrustFile.OfNetwork network() throws MalformedException {
        String origin = TrustFile.ORIGIN_PREFIX + NETWORK;
        String log = new NoteKey(origin, KeyKind.LOG, Samples.key("log").publicKey()).text();
        TlogPolicy policy = TlogPolicy.parse("log " + log + "\nquorum none\n");
        return new TrustFile.OfNetwork(
                NETWORK, TrustFile.Environment.LOCAL, TrustFile.Engine.EMBEDDED, Samples.digest("genesis"), policy);
    }

    @Test
    void isReadBackAsItWasWritten() throws MalformedException {
        assertThat(TrustFile.decode(network().encode())).isEqualTo(network());
        TrustFile signer = new TrustFile.OfSigner("mine", Samples.key("signer").publicKey());
        assertThat(TrustFile.decode(signer.encode())).isEqualTo(signer);
        assertThat(network().origin()).isEqualTo("credence.dev/log/" + NETWORK);
        assertThat(network().environmentToken()).isEqualTo("local");
        assertThat(signer.environmentToken()).isEqualTo("file");
    }

    @Test
    void allowsWhiteSpaceAndAnyOrder() throws MalformedException {
        String text = "{\n  \"network\": \"mine\", \"signer\": \"" + Samples.key("signer").publicKey().raw().base64()
                + "\",\n  \"environment\": \"file\", \"version\": 0\n}\n";
        assertThat(TrustFile.decode(Bytes.ofUtf8(text)).network()).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "\"version\":0 # \"version\":1 # version: expected an integer from 0 to 0, found 1",
        "\"local\" # \"staging\" # environment: expected one of file, local, production, test, found 'staging'",
        "\"embedded\" # \"raft\" # ledger: expected one of cometbft, embedded, found 'raft'",
        "\"network\":\"local- # \"network\":\"other-0 # network: expected a name that ends with '-' and the first 16 digits of genesis, found",
        "quorum none # quorum all # tlogPolicy",
        "\"version\":0 # \"version\":0,\"note\":1 # expected no other member, found 'note'",
        "\"genesis\":\" # \"genesis\":\"A # genesis: expected 64 lowercase hexadecimal digits, found 65 characters",
    })
    void refusesInOneSentence(String from, String to, String sentence) throws MalformedException {
        String text = network().encode().utf8();
        String changed = text.replace(from.strip(), to.strip());
        assertThat(changed).isNotEqualTo(text);
        assertThatThrownBy(() -> TrustFile.decode(Bytes.ofUtf8(changed)))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(sentence.strip());
    }

    @Test
    void refusesALogBesideALoneSigner() {
        String text = "{\"version\":0,\"network\":\"mine\",\"environment\":\"file\",\"ledger\":\"embedded\",\"signer\":\""
                + Samples.key("signer").publicKey().raw().base64() + "\"}";
        assertThatThrownBy(() -> TrustFile.decode(Bytes.ofUtf8(text))).hasMessageContaining("no other member");
        assertThatThrownBy(() -> new TrustFile.OfNetwork(
                        "other", TrustFile.Environment.TEST, TrustFile.Engine.EMBEDDED, Samples.digest("genesis"), network().policy()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
