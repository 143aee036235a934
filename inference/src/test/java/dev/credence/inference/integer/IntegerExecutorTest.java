package dev.credence.inference.integer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.inference.execution.Engine;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.seeded.SeededModels;
import dev.credence.inference.op.Budget;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntegerExecutorTest {
    private static final IntegerModel MODEL = SeededModels.mlp(2, ReferenceIntegerKernels.INSTANCE, 3, 4, 2);

    @Test
    void recordsTheInputEveryLayerAndTheAnswer() throws RefusedException {
        List<String> steps = new ArrayList<>();
        Map<String, Tensor> answer = IntegerExecutor.of(MODEL, Engine.REFERENCE).run(
                Map.of("x", rows(2)), (position, layer, op, tensor) -> steps.add(position + " " + layer + " " + op + " " + tensor));
        assertThat(steps).containsExactly("0 0 0 INT8[2,3]", "0 1 0 UINT8[2,4]", "0 2 0 INT8[2,2]", "0 3 0 FLOAT[2,2]");
        assertThat(answer.get("y").shape()).isEqualTo(Shape.of(2, 2));
    }

    @Test
    void refusesRequestsThatItDoesNotTake() {
        refused(Map.of(), Refusal.INPUT_MISSING);
        refused(Map.of("x", rows(1), "z", rows(1)), Refusal.INPUT_UNKNOWN);
        refused(Map.of("x", Tensor.ofFloats(Shape.of(1, 4), 1, 2, 3, 4)), Refusal.INPUT_MISMATCH);
        refused(Map.of("x", Tensor.ofFloats(Shape.of(3), 1, 2, 3)), Refusal.INPUT_MISMATCH);
        refused(Map.of("x", Tensor.ofFloats(Shape.of(0, 3))), Refusal.INPUT_MISMATCH);
        refused(Map.of("x", Tensor.ofInts(Shape.of(1, 3), 1, 2, 3)), Refusal.INPUT_MISMATCH);
        refused(Map.of("x", Tensor.ofFloats(Shape.of(1, 3), 1, Float.NaN, 3)), Refusal.INVALID_VALUE);
    }

    @Test
    void countsItsBudgetBeforeItWorks() throws RefusedException {
        // 3·4 + 4·2 multiply-adds and 3 + 4 + 2 elements a row.
        Engine enough = new Engine(ReferenceKernels.INSTANCE, new Budget(200, 90));
        IntegerExecutor.of(MODEL, enough).run(Map.of("x", rows(10)), TraceSink.NONE);
        for (Budget little : List.of(new Budget(199, 90), new Budget(200, 89))) {
            Engine engine = new Engine(ReferenceKernels.INSTANCE, little);
            assertThatThrownBy(() -> IntegerExecutor.of(MODEL, engine).run(Map.of("x", rows(10)), TraceSink.NONE))
                    .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BUDGET_EXCEEDED));
        }
    }

    @Test
    void runsOneRowForAProver() throws RefusedException {
        IntegerExecutor executor = IntegerExecutor.of(MODEL, Engine.REFERENCE);
        IntegerExecutor.Execution execution = executor.runRow(Map.of("x", rows(1)));
        Tensor answer = executor.run(Map.of("x", rows(1)), TraceSink.NONE).get("y");
        assertThat(execution.answer().keySet()).containsExactly("y");
        assertThat(execution.answer().get("y").digest()).isEqualTo(answer.digest());
        assertThat(execution.witness().tensors()).hasNumberOfRows(3);
        assertThatThrownBy(() -> executor.runRow(Map.of("x", rows(2))))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INPUT_MISMATCH));
        Engine little = new Engine(ReferenceKernels.INSTANCE, new Budget(19, 90));
        assertThatThrownBy(() -> IntegerExecutor.of(MODEL, little).runRow(Map.of("x", rows(1))))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.BUDGET_EXCEEDED));
    }

    private static void refused(Map<String, Tensor> inputs, Refusal expected) {
        assertThatThrownBy(() -> IntegerExecutor.of(MODEL, Engine.REFERENCE).run(inputs, TraceSink.NONE))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal()).isEqualTo(expected));
    }

    private static Tensor rows(int count) {
        float[] x = new float[3 * count];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i % 7 - 3) / 4f;
        }
        return Tensor.ofFloats(Shape.of(count, 3), x);
    }
}
