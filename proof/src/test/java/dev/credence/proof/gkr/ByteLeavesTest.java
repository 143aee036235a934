package dev.credence.proof.gkr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.laws.Elements;
import dev.credence.proof.transcript.ChallengeTape;
import dev.credence.proof.transcript.ProverTranscript;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What is computed from bytes is what the tables of the leaves give, message by message.
class ByteLeavesTest {
    @Test
    void bytesSendWhatTheirTablesSend() {
        // Full and nearly empty upper halves, on both sides of a block's end, and sizes below a block.
        int[] counts = {1, 2, 3, 4, 5, 7, 8, 200, 256, 257, 511, 512, 513, 1000, 1024, 1025, 1280, 1281, 1535, 1536, 1537, 2048, 2049, 3000, 4000, 4096, 4097, 4352, 6144, 8192};
        Seeded.check(counts.length, (random, round) -> {
            byte[] cells = bytes(random, counts[round]);
            Extension alpha = Elements.extension(random);
            assertThat(proof(cells, alpha, new ProverTranscript(), Workers.ALONE)).isEqualTo(slowly(cells, alpha, new ProverTranscript()));
        });
    }

    @Test
    void threadsSendWhatOneSends() {
        RandomGenerator random = Seeded.random();
        byte[] cells = bytes(random, 33_000);
        Extension alpha = Elements.extension(random);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            assertThat(proof(cells, alpha, new ProverTranscript(), new Workers(threads, 3)))
                    .isEqualTo(slowly(cells, alpha, new ProverTranscript()));
        }
    }

    @Test
    void challengesAtWhichTheClaimSaysNothingOfOneAreProvedToo() {
        int[] counts = {512, 600, 768, 1024, 1025, 1300, 1537};
        Seeded.check(40, (random, round) -> {
            List<Extension> challenges = new ArrayList<>(Collections.nCopies(200, round % 2 == 0 ? Extension.ZERO : Extension.ONE));
            for (int i = 0; i < 5 * round; i++) {
                challenges.set(random.nextInt(200), Elements.edgyExtension(random));
            }
            byte[] cells = bytes(random, counts[round % counts.length]);
            Extension alpha = Elements.extension(random);
            assertThat(proof(cells, alpha, ChallengeTape.of(challenges).proving(), Workers.ALONE))
                    .isEqualTo(slowly(cells, alpha, ChallengeTape.of(challenges).proving()));
        });
    }

    @Test
    void nodesOfEveryLayerAreTheSumsOfTheirLeaves() {
        // Layers that lie several steps above the leaves are computed only beyond 2^25 leaves.
        Seeded.check(6, (random, round) -> {
            byte[] cells = bytes(random, 1025 + random.nextInt(1024));
            ByteLeaves leaves = new ByteLeaves(cells, Elements.extension(random));
            FractionKernels kernels = new FractionKernels(Workers.ALONE);
            FractionLayer slow = kernels.nodes(leaves, leaves.variables());
            for (int layer = leaves.variables() - 1; layer >= 0; layer--) {
                slow = kernels.sums(slow);
                assertThat(kernels.nodes(leaves, layer)).isEqualTo(slow);
            }
        });
    }

    @Test
    void refusesNoCells() {
        assertThatThrownBy(() -> new ByteLeaves(new byte[0], Extension.ONE)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(RandomGenerator random, int count) {
        byte[] cells = new byte[count];
        random.nextBytes(cells);
        Arrays.fill(cells, 0, Math.min(count, 3), (byte) -128);
        return cells;
    }

    private static Bytes proof(byte[] cells, Extension alpha, ProverTranscript transcript, Workers workers) {
        FractionalProver.prove(new ByteLeaves(cells, alpha), transcript, workers);
        return transcript.proof();
    }

    private static Bytes slowly(byte[] cells, Extension alpha, ProverTranscript transcript) {
        int size = Math.max(1, Integer.highestOneBit(cells.length - 1) << 1);
        ExtensionVector numerators = new ExtensionVector(size);
        ExtensionVector denominators = new ExtensionVector(size);
        for (int i = 0; i < size; i++) {
            numerators.set(i, i < cells.length ? Extension.ONE : Extension.ZERO);
            denominators.set(i, i < cells.length ? alpha.minus(Extension.ofSigned(cells[i])) : Extension.ONE);
        }
        FractionalProver.prove(numerators, denominators, transcript);
        return transcript.proof();
    }
}
