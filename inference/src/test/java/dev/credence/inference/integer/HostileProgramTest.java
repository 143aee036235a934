package dev.credence.inference.integer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Budget;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceSink;
import dev.credence.testkit.Seeded;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Program bytes from strangers: they are read or refused, and what was read runs within its budget or is refused.
class HostileProgramTest {
    private static final Engine SMALL = new Engine(ReferenceKernels.INSTANCE, new Budget(1 << 20, 1 << 20));

    @Test
    void changedProgramsAreRefusedOrRun() {
        changed(3_000);
    }

    @Test
    @Tag("campaign")
    void manyChangedProgramsAreRefusedOrRun() {
        changed(2_000_000);
    }

    private static void changed(int rounds) {
        int[] ran = new int[1];
        Seeded.check(rounds, (random, round) -> {
            byte[] bytes = ProgramMaker.model(random).program().encode().toArray();
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : random.nextInt(4));
            }
            try {
                IntegerProgram program = IntegerProgram.decode(Bytes.wrap(bytes));
                long length = WeightsCodec.bytes(program);
                if (length < 1 << 20) {
                    run(program, WeightsCodec.decode(program, weights(random, program, (int) length)));
                    ran[0]++;
                }
            } catch (MalformedException | RefusedException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        });
        assertThat(ran[0]).isGreaterThan(rounds / 20);
    }

    private static Bytes weights(RandomGenerator random, IntegerProgram program, int length) {
        byte[] bytes = new byte[length];
        int at = 0;
        for (IntegerOp.Linear op : program.linears()) {
            for (int i = 0; i < op.weights(); i++) {
                bytes[at + i] = (byte) random.nextInt(256);
            }
            at += op.weights() + 4 * op.channels();
            for (int i = 0; i < op.channels(); i++) {
                bytes[at + 4 * i] = (byte) (1 + random.nextInt(127));
            }
            at += 4 * op.channels();
        }
        return Bytes.wrap(bytes);
    }

    private static void run(IntegerProgram program, List<LinearWeights> weights) throws RefusedException {
        int[] shape = new int[program.input().dimensions().size() + 1];
        shape[0] = 1;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = program.input().dimensions().get(i - 1);
        }
        IntegerExecutor executor = IntegerExecutor.of(IntegerModel.of(program, weights), SMALL);
        if (program.input().tensor().elements() < 1 << 20) {
            executor.run(Map.of(program.input().name(), Tensor.ofFloats(Shape.of(shape), new float[Shape.of(shape).elements()])), TraceSink.NONE);
        }
    }
}
