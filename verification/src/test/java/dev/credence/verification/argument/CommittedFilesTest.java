package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.WeightsCodec;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.proof.commitment.CodewordStore;
import dev.credence.proof.soundness.Suite;
import dev.credence.verification.circuit.CodeCells;
import dev.credence.verification.slow.SlowProver;
import dev.credence.verification.slow.TinyModels;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a reader who has a model's files finds out by itself, from their bytes alone.
class CommittedFilesTest {
    private static final IntegerModel MODEL = TinyModels.dense(new SplittableRandom(4));
    private static final Bytes PROGRAM = MODEL.program().encode();
    private static final Bytes WEIGHTS = WeightsCodec.encode(MODEL.weights());

    private static Manifest manifest(String suite) {
        Digest any = Sha256.of(Bytes.ofUtf8("a registration"));
        return Manifest.ofProgram(
                List.of(
                        new ManifestFile("model", "program.int8", PROGRAM.length(), Sha256.of(PROGRAM)),
                        new ManifestFile("data", "weights.int8", WEIGHTS.length(), Sha256.of(WEIGHTS)),
                        new ManifestFile("registration", "registration.proof", 14, any)),
                MODEL.program().digest(),
                Sha256.of(WEIGHTS),
                new Manifest.Signatures(List.of(), List.of()),
                "Apache-2.0").withArgument(Optional.of(new ArgumentRegistration(suite, any, any)));
    }

    @Test
    void findsTheRootThatTheSlowProverFinds() throws Exception {
        Manifest manifest = manifest(Suite.UD_100.id());
        CommittedFiles files = CommittedFiles.decode(manifest.encode());
        assertThat(files.model()).isEqualTo(manifest.id());
        assertThat(List.of(files.program(), files.weights())).containsExactly("program.int8", "weights.int8");
        RecomputedCode found = files.recompute(PROGRAM, WEIGHTS, CodewordStore::inMemory);
        assertThat(found).isEqualTo(new RecomputedCode(manifest.id(), SlowProver.commit(Suite.UD_100, CodeCells.of(MODEL)).root()));
    }

    @Test
    void refusesFilesThatAreNotTheManifests() throws Exception {
        CommittedFiles files = CommittedFiles.decode(manifest(Suite.UD_100.id()).encode());
        assertThatThrownBy(() -> files.recompute(PROGRAM, changed(WEIGHTS), CodewordStore::inMemory))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("weights.int8");
        assertThatThrownBy(() -> files.recompute(changed(PROGRAM), WEIGHTS, CodewordStore::inMemory))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("program.int8");
    }

    @Test
    void refusesAManifestWithoutWeightsThatItCouldCommitTo() {
        assertThatThrownBy(() -> CommittedFiles.decode(manifest("ud-7").encode()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("found 'ud-7'");
        assertThatThrownBy(() -> CommittedFiles.decode(manifest(Suite.UD_100.id()).withArgument(Optional.empty()).encode()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("found none");
        assertThatThrownBy(() -> CommittedFiles.decode(Bytes.ofUtf8("{}"))).isInstanceOf(MalformedException.class);
    }

    private static Bytes changed(Bytes bytes) {
        byte[] copy = bytes.toArray();
        copy[copy.length - 1] ^= 1;
        return Bytes.wrap(copy);
    }
}
