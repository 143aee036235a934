package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.InputRule;
import dev.credence.inference.integer.IntegerModel;
import dev.credence.inference.integer.IntegerOp;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerRange;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.inference.integer.OutputRule;
import dev.credence.inference.integer.Rescale;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.VerifierTranscript;
import dev.credence.testkit.Seeded;
import dev.credence.verification.circuit.Circuit;
import dev.credence.verification.circuit.PublicTensors;
import dev.credence.verification.slow.ArgumentCase;
import dev.credence.verification.slow.TinyModels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

// Goal: the size that is told of a model is that of its proofs. Method: what a verifier reads of honest proofs, element by element.
class ArgumentSizeTest {
    @Test
    void everyProofHasItsFixedBytesAndNoMoreThanTheMost() throws Exception {
        for (IntegerModel model : TinyModels.all(Seeded.random())) {
            ArgumentCase made = new ArgumentCase(model, Seeded.random());
            ArgumentSize size = ArgumentSize.of(Suite.UD_100, made.circuit);
            Bytes proof = made.prove();
            AtomicLong fixed = new AtomicLong();
            PublicTensors publics = PublicTensors.of(made.circuit, made.statement.input(), made.statement.output()).orElseThrow();
            ArgumentVerifier.verify(made.statement, made.circuit, publics, new VerifierTranscript(proof, (label, kind, _) -> {
                if (!label.equals("opening-column") && !label.equals("opening-path")) {
                    fixed.addAndGet(kind.lengthBytes());
                }
            }));
            assertThat(fixed.get()).isEqualTo(size.fixedBytes());
            assertThat((long) proof.length()).isBetween(size.fixedBytes(), size.bytesMax());
            assertThat(size.bytesMax()).isLessThan(ArgumentEvidence.PROOF_BYTES_MAX);
        }
    }

    // 4 → 128 → 128 → 64 → 3, by hand from docs/spec/proof.md: a code of 27,936 cells (14 rows of 2^11 at 1/8), a witness of 1,996 (16 rows of 2^7 at
    // 1/4), one level of 5 rows of 2^9, then 2^9 in clear.
    @Test
    void theSizeOfANetworkWithALevelIsThatOfThePage() throws Exception {
        Rescale rescale = new Rescale(24, IntegerRange.U7, 0);
        int[] widths = {4, 128, 128, 64, 3};
        List<IntegerOp> ops = new ArrayList<>();
        for (int i = 0; i + 1 < widths.length; i++) {
            ops.add(new IntegerOp.Linear("layer" + i, i, Gather.dense(widths[i]), widths[i + 1], 1, rescale));
        }
        Circuit circuit = Circuit.of(new IntegerProgram(
                new InputRule("x", List.of(4), List.of(), 1f, new IntegerTensor(4, IntegerRange.U8, 0)),
                ops,
                new OutputRule("y", List.of(3), 1f, OutputRule.Finish.NONE)));
        assertThat(circuit.code().cells()).isEqualTo(27_936);
        // y, one limb of excess and three of the remainder; of the output no y; the tables of bytes and of seven bits.
        int witness = 5 * (128 + 128 + 64) + 4 * 3 + 256 + 128;
        assertThat(circuit.witness().cells()).isEqualTo(witness);
        // Lookups over 2^11 cells, zero-check over 7 variables, its values, biases, the matrix run over 7, its values, both mergings.
        int elements = (2 + 4 * 11 + 3 * 11 * 10 / 2) + 4 * 7 + (3 * 5 + 4) + 4 + 2 * 7 + (1 + 3 * 2) + 2 * (15 + 11) + 2;
        int opening = 8 + 32 + 2 * 3 * 16 + 8 + 512 * 16;
        long fixed = 32 + 8 + 16L * elements + opening;
        // Columns that lie as far apart as they can: of the code 104 in a tree of depth 14, of witness 127 in one of 9, of the level 127 in one of 11.
        long code = 104 * (14 * 8) + 32 * (7 * 104 + 126 + 2 - 104);
        long cells = 127 * (16 * 8) + 32 * (2 * 127 - 127 + 126 + 2);
        long level = 127 * (5 * 16) + 32 * (4 * 127 + 126 + 2 - 127);
        ArgumentSize size = ArgumentSize.of(Suite.UD_100, circuit);
        assertThat(size.fixedBytes()).isEqualTo(fixed);
        assertThat(size.bytesMax()).isEqualTo(fixed + code + cells + level);
    }

    @Test
    void theMostIsNotFarFromWhatProofsHave() {
        // dense: a code and a witness of some hundred cells each, at most all columns of both.
        ArgumentCase made = new ArgumentCase(TinyModels.dense(Seeded.random()), Seeded.random());
        ArgumentSize size = ArgumentSize.of(Suite.UD_100, made.circuit);
        assertThat(size.bytesMax()).isLessThan(2L * made.prove().length());
        assertThat(size.hashesMax()).isBetween(127L, 4_000L);
    }
}
