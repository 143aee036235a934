package dev.credence.settlement.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.PublicKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class GenesisTest {
    private static final PublicKey KEY = new PublicKey(Bytes.wrap(new byte[32]));
    private static final PublicKey OTHER = new PublicKey(Sha256.of(Bytes.EMPTY).bytes());
    private static final Digest LOW = new Digest(Bytes.wrap(new byte[32]));
    private static final Digest HIGH = Sha256.of(Bytes.EMPTY);

    private static Genesis genesis(
            String name, List<Genesis.Allocation> accounts, List<Genesis.GenesisCosigner> cosigners, int quorum) {
        return new Genesis(name, "local", 5, accounts, KEY, cosigners, quorum, HIGH, 1000);
    }

    private static final Genesis GOOD = genesis(
            "local",
            List.of(new Genesis.Allocation(LOW, 3), new Genesis.Allocation(HIGH, 4)),
            List.of(new Genesis.GenesisCosigner("one", KEY), new Genesis.GenesisCosigner("two", OTHER)),
            1);

    @Test
    void isReadAsItWasWritten() throws MalformedException {
        assertThat(Genesis.decode(GOOD.encode())).isEqualTo(GOOD);
        assertThat(GOOD.issued()).isEqualTo(7);
    }

    @Test
    void itsDigestNamesNetworkAndLog() {
        assertThat(GOOD.network()).isEqualTo("local-" + GOOD.digest().hex().substring(0, 16));
        assertThat(GOOD.origin()).isEqualTo("credence.dev/log/" + GOOD.network());
        assertThat(genesis("local", List.of(), List.of(), 0).network()).isNotEqualTo(GOOD.network());
    }

    @Test
    void itsSpellingIsFixed() throws MalformedException {
        Genesis small = genesis("n", List.of(), List.of(), 0);
        String zeros = "0".repeat(64);
        assertThat(small.encode().utf8())
                .isEqualTo("{\"name\":\"n\",\"environment\":\"local\",\"faucet\":5,\"accounts\":[],\"logKey\":\""
                        + KEY.raw().base64() + "\",\"cosigners\":[],\"quorum\":0,\"next\":\"" + HIGH.hex()
                        + "\",\"time\":1000}");
        assertThat(LOW.hex()).isEqualTo(zeros);
    }

    @Test
    void whatDoesNotHoldTogetherIsRefused() {
        Genesis.Allocation low = new Genesis.Allocation(LOW, 1);
        Genesis.Allocation high = new Genesis.Allocation(HIGH, 1);
        Genesis.GenesisCosigner one = new Genesis.GenesisCosigner("one", KEY);
        List<Runnable> bad = List.of(
                () -> genesis("", List.of(), List.of(), 0),
                () -> genesis("Local", List.of(), List.of(), 0),
                () -> genesis("a".repeat(33), List.of(), List.of(), 0),
                () -> genesis("n", List.of(high, low), List.of(), 0),
                () -> genesis("n", List.of(low, low), List.of(), 0),
                () -> genesis("n", List.of(), List.of(one), 2),
                () -> genesis("n", List.of(), List.of(one, new Genesis.GenesisCosigner("one", OTHER)), 1),
                () -> genesis("n", List.of(), List.of(one, new Genesis.GenesisCosigner("two", KEY)), 1),
                () -> genesis("n", List.of(new Genesis.Allocation(LOW, 1L << 53)), List.of(), 0),
                () -> new Genesis("n", "mine", 0, List.of(), KEY, List.of(), 0, HIGH, 0),
                () -> new Genesis("n", "production", 1, List.of(), KEY, List.of(), 0, HIGH, 0));
        assertThat(new Genesis("n", "production", 0, List.of(), KEY, List.of(), 0, HIGH, 0).faucet()).isZero();
        for (Runnable build : bad) {
            assertThatThrownBy(build::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void malformedBytesAreRefusedWithoutAnyOtherException() {
        Bytes good = GOOD.encode();
        for (int at = 0; at < good.length(); at++) {
            Bytes cut = good.slice(0, at);
            assertThatThrownBy(() -> Genesis.decode(cut)).isInstanceOf(MalformedException.class);
            byte[] changed = good.toArray();
            changed[at] ^= 1;
            try {
                assertThat(Genesis.decode(Bytes.wrap(changed))).isNotEqualTo(GOOD);
            } catch (MalformedException refused) {
                assertThat(refused.getMessage()).contains("expected");
            }
        }
    }
}
