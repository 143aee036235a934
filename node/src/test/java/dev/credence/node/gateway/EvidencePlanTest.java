package dev.credence.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.proof.soundness.Suite;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.appraisal.Policy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidencePlanTest {
    private static final Digest GENESIS = Sha256.of(Bytes.EMPTY);
    private static final TrustFile.OfNetwork TRUST = new TrustFile.OfNetwork(
            "local-" + GENESIS.hex().substring(0, 16),
            TrustFile.Environment.LOCAL,
            TrustFile.Engine.EMBEDDED,
            GENESIS,
            new TlogPolicy(List.of(log()), List.of(), List.of(), TlogPolicy.NONE));

    private static final EvidencePlan.Offer UNPROVABLE = new EvidencePlan.Offer(5, Optional.empty(), () -> "its quantised form can");
    private static final EvidencePlan.Offer PROVABLE = new EvidencePlan.Offer(5, Optional.of(Suite.UD_100), () -> "");

    private static TlogPolicy.Log log() {
        PublicKey key = SecretKey.ofSeed(Bytes.of(new byte[32])).publicKey();
        return new TlogPolicy.Log(new NoteKey("credence.dev/log/test", KeyKind.LOG, key), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "require=replay, 1",
        "require=replay>=2, 2",
        "require=argument|replay>=3, 3",
        "min-nines=0.4, 1",
        "min-nines=0.5, 2",
        "min-nines=0.9, 2",
        "min-nines=1.4, 3",
        "min-nines=0.9;require=replay, 2",
        "groups>=1, 1",
        "wait=evidence, 0",
        "forbid-assumption=no-log, 1",
    })
    void buysTheCheapestEvidenceThatAVerifierWouldAccept(String policy, int drawn) throws Exception {
        EvidencePlan.Result expected = new EvidencePlan.Result.Planned(new EvidencePlan(drawn, false));
        assertThat(EvidencePlan.of(Policy.parse(policy), true, TRUST, UNPROVABLE)).isEqualTo(expected);
        // Why a model cannot be proved takes a look at the whole hub: nobody asks where the plan needs no proof.
        EvidencePlan.Offer unasked = new EvidencePlan.Offer(5, Optional.empty(), () -> {
            throw new AssertionError("nobody needs the reason");
        });
        assertThat(EvidencePlan.of(Policy.parse(policy), true, TRUST, unasked)).isEqualTo(expected);
        // Proving costs more than as many replays as there are.
        assertThat(EvidencePlan.of(Policy.parse(policy), true, TRUST, PROVABLE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "require=argument, 0",
        "min-nines=5, 0",
        "groups>=2, 1",
        "require=argument;require=replay>=2, 2",
        "min-nines=6;independent=argument+replay, 1",
        "require=argument|replay>=6, 0",
    })
    void buysAnArgumentWhereReplaysDoNotSuffice(String policy, int drawn) throws Exception {
        assertThat(EvidencePlan.of(Policy.parse(policy), true, TRUST, PROVABLE))
                .isEqualTo(new EvidencePlan.Result.Planned(new EvidencePlan(drawn, true)));
    }

    @ParameterizedTest
    @CsvSource({
        "require=replay>=6, at most 5 drawn",
        "require=argument, POLICY_REQUIRE (argument)",
        "min-nines=5, 2.3 of 5.0",
        "groups>=2, 1 of 2",
        "require=replay;forbid-assumption=same-code, POLICY_REQUIRE",
        "require=replay;forbid-assumption=local-network, POLICY_FORBIDDEN_ASSUMPTION",
    })
    void saysWhatWasAskedAndWhatThereIs(String policy, String words) throws Exception {
        var result = EvidencePlan.of(Policy.parse(policy), true, TRUST, UNPROVABLE);
        assertThat(result).isInstanceOf(EvidencePlan.Result.Impossible.class);
        assertThat(((EvidencePlan.Result.Impossible) result).sentence()).contains(words).contains("no argument (its quantised form can)");
    }

    @Test
    void buysNothingForWhoAsksForNothing() {
        assertThat(EvidencePlan.of(Policy.DEFAULT, false, TRUST, new EvidencePlan.Offer(0, Optional.empty(), () -> "")))
                .isEqualTo(new EvidencePlan.Result.Planned(EvidencePlan.NONE));
    }
}
