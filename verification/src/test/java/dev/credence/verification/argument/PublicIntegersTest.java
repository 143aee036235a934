package dev.credence.verification.argument;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.inference.integer.IntegerTensor;
import dev.credence.proof.soundness.ErrorTerm;
import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.SoundnessRound;
import dev.credence.proof.soundness.Suite;
import dev.credence.proof.transcript.ProofException;
import dev.credence.proof.transcript.ProofFault;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.request.Datatype;
import dev.credence.receipt.request.TensorAnswerRecord;
import dev.credence.receipt.request.TensorRecord;
import dev.credence.verification.body.BodyTensor;
import dev.credence.verification.slow.TinyModels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PublicIntegersTest {
    // x: 4 elements of u8 with zero point 7 at scale 1; y: 2 of i8 with zero point 3 at scale 0.5.
    private static final IntegerProgram PROGRAM = TinyModels.dense(new SplittableRandom(4)).program();

    @Test
    void anInputIsOneRowOfThatNameTypeAndShape() {
        float[] row = {3.25f, -7, 1000, 0.5f};
        assertThat(PublicIntegers.input(PROGRAM, List.of(tensor("x", Datatype.FP32, List.of(1L, 4L), row)))).contains(new int[] {10, 0, 255, 7});
        assertThat(PublicIntegers.input(PROGRAM, List.of(tensor("z", Datatype.FP32, List.of(1L, 4L), row)))).isEmpty();
        assertThat(PublicIntegers.input(PROGRAM, List.of(tensor("x", Datatype.INT32, List.of(1L, 4L), row)))).isEmpty();
        assertThat(PublicIntegers.input(PROGRAM, List.of(tensor("x", Datatype.FP32, List.of(4L), row)))).isEmpty();
        assertThat(PublicIntegers.input(PROGRAM, List.of(tensor("x", Datatype.FP32, List.of(1L, 4L), 1, 2, Float.NaN, 4)))).isEmpty();
        BodyTensor twice = tensor("x", Datatype.FP32, List.of(1L, 4L), row);
        assertThat(PublicIntegers.input(PROGRAM, List.of(twice, twice))).isEmpty();
        assertThat(PublicIntegers.input(PROGRAM, List.of())).isEmpty();
    }

    @Test
    void anOutputHasAllItsIntegersWithinTheRange() {
        IntegerTensor type = PROGRAM.tensors().getLast();
        assertThat(type.range().low()).isEqualTo(-128);
        assertThat(PublicIntegers.output(PROGRAM, ArgumentStatement.encode(new int[] {-128, 127}))).contains(new int[] {-128, 127});
        assertThat(PublicIntegers.output(PROGRAM, ArgumentStatement.encode(new int[] {-129, 127}))).isEmpty();
        assertThat(PublicIntegers.output(PROGRAM, ArgumentStatement.encode(new int[] {-128, 128}))).isEmpty();
        assertThat(PublicIntegers.output(PROGRAM, ArgumentStatement.encode(new int[] {1}))).isEmpty();
        assertThat(PublicIntegers.output(PROGRAM, ArgumentStatement.encode(new int[] {1, 2, 3}))).isEmpty();
    }

    @Test
    void theAnswerIsWhatTheOutputRuleMakesOfTheIntegers() {
        // (5 − 3)·0.5 and (−128 − 3)·0.5.
        BodyTensor answer = tensor("y", Datatype.FP32, List.of(1L, 2L), 1f, -65.5f);
        assertThat(PublicIntegers.answer(PROGRAM, new int[] {5, -128})).isEqualTo(new TensorAnswerRecord(List.of(answer.record())));
    }

    @Test
    void aTermSaysItsSuiteBitsAndWhatItRestsOn() {
        SoundnessBudget budget = SoundnessBudget.of(Suite.UD_100, List.of(SoundnessRound.of("one", ErrorTerm.evaluation("one", 1))));
        AssumptionTable table = AssumptionTable.builtIn();
        assertThat(ArgumentTerms.of(budget, false, table).getFirst().source()).isEqualTo("suite ud-100, 127 bits");
        assertThat(ArgumentTerms.of(budget, false, table).getFirst().assumptions()).hasSize(3);
        assertThat(ArgumentTerms.of(budget, true, table).getFirst().assumptions()).doesNotContain(AssumptionTable.CODE_ROOT_IS_THE_FILES).hasSize(2);
        assertThat(ArgumentTerms.least(Suite.UD_100, table).getFirst().source()).isEqualTo("suite ud-100, 100 bits");
        assertThat(ArgumentRefusal.of(new ProofException(ProofFault.TRAILING, "byte 7")).sentence()).contains("does not hold").contains("byte 7");
    }

    private static BodyTensor tensor(String name, Datatype datatype, List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Bytes content = Bytes.wrap(bytes.array());
        return new BodyTensor(new TensorRecord(name, datatype, shape, Sha256.of(content)), content);
    }
}
