package dev.credence.inference.integer;

import dev.credence.inference.execution.Engine;
import dev.credence.inference.execution.ModelExecutor;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Budget;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceSink;
import java.util.List;
import java.util.Map;

/// Answers requests under `int8-v1`: a batch of rows, one after the other, with the trace of a batch.
///
/// Trace: layer 0 is the quantised input, layer i + 1 the result of operation i, the last one the rendered answer; each tensor of the
/// integer layers has shape [rows, elements].
public final class IntegerExecutor implements ModelExecutor {
    private final IntegerModel model;
    private final IntegerKernels kernels;
    private final Kernels floats;
    private final Budget budget;

    /// @param floats for the softmax of an answer
    public IntegerExecutor(IntegerModel model, IntegerKernels kernels, Kernels floats, Budget budget) {
        this.model = model;
        this.kernels = kernels;
        this.floats = floats;
        this.budget = budget;
    }

    /// The model on `engine`.
    public static IntegerExecutor of(IntegerModel model, Engine engine) {
        return new IntegerExecutor(model, new GatheringKernels(engine.kernels()), engine.kernels(), engine.budget());
    }

    public IntegerModel model() {
        return model;
    }

    public IntegerKernels kernels() {
        return kernels;
    }

    /// Runs all rows.
    ///
    /// @param inputs the float tensor that the program's input rule names, shape [rows, dimensions…], and nothing else
    /// @return the answer, shape [rows, dimensions…]
    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs, TraceSink sink) throws RefusedException {
        Tensor x = checked(inputs);
        IntegerProgram program = model.program();
        List<IntegerTensor> types = program.tensors();
        int rows = x.shape().at(0);
        spend(rows, types);
        byte[][] batch = new byte[types.size()][];
        for (int tensor = 0; tensor < batch.length; tensor++) {
            batch[tensor] = new byte[rows * types.get(tensor).elements()];
        }
        for (int row = 0; row < rows; row++) {
            byte[] integers = new byte[program.input().tensor().elements()];
            program.input().quantise(x.floats(), row * integers.length, integers, 0);
            IntegerWitness witness = IntegerInterpreter.run(model, integers, kernels);
            for (int tensor = 0; tensor < batch.length; tensor++) {
                int elements = types.get(tensor).elements();
                System.arraycopy(witness.tensors()[tensor], 0, batch[tensor], row * elements, elements);
            }
        }
        for (int tensor = 0; tensor < batch.length; tensor++) {
            IntegerTensor type = types.get(tensor);
            sink.record(0, tensor, 0, Tensor.of(type.range().elementType(), Shape.of(rows, type.elements()), batch[tensor]));
        }
        float[] answer = program.output().render(batch[batch.length - 1], types.getLast(), floats);
        Tensor y = Tensor.ofFloats(shape(rows, program.output().dimensions()), answer);
        sink.record(0, batch.length, 0, y);
        return Map.of(program.output().name(), y);
    }

    /// One row's execution, as a prover needs it, and the answer that `run` would give.
    public record Execution(IntegerWitness witness, Map<String, Tensor> answer) {}

    /// Runs a request of one row.
    ///
    /// @param inputs as of `run`, shape [1, dimensions…]
    public Execution runRow(Map<String, Tensor> inputs) throws RefusedException {
        Tensor x = checked(inputs);
        IntegerProgram program = model.program();
        List<IntegerTensor> types = program.tensors();
        if (x.shape().at(0) != 1) {
            throw new RefusedException(Refusal.INPUT_MISMATCH, "a proof is of one row; the request has " + x.shape().at(0));
        }
        spend(1, types);
        byte[] integers = new byte[program.input().tensor().elements()];
        program.input().quantise(x.floats(), 0, integers, 0);
        IntegerWitness witness = IntegerInterpreter.run(model, integers, kernels);
        float[] answer = program.output().render(witness.tensors()[types.size() - 1], types.getLast(), floats);
        return new Execution(witness, Map.of(program.output().name(), Tensor.ofFloats(shape(1, program.output().dimensions()), answer)));
    }

    private Tensor checked(Map<String, Tensor> inputs) throws RefusedException {
        InputRule rule = model.program().input();
        for (String name : inputs.keySet()) {
            if (!name.equals(rule.name())) {
                throw new RefusedException(Refusal.INPUT_UNKNOWN, "the model has no input '" + name + "'; it has [" + rule.name() + "]");
            }
        }
        Tensor x = inputs.get(rule.name());
        if (x == null) {
            throw new RefusedException(Refusal.INPUT_MISSING, "the input " + rule.name() + " is missing");
        }
        boolean fits = x.type() == ElementType.FLOAT && x.shape().rank() == rule.dimensions().size() + 1 && x.shape().at(0) >= 1;
        for (int axis = 0; fits && axis < rule.dimensions().size(); axis++) {
            fits = x.shape().at(axis + 1) == rule.dimensions().get(axis);
        }
        if (!fits) {
            throw new RefusedException(Refusal.INPUT_MISMATCH,
                    "the input '" + rule.name() + "' is " + x + ", expected FLOAT with rows of " + rule.dimensions());
        }
        return x;
    }

    private void spend(int rows, List<IntegerTensor> types) throws RefusedException {
        Work work = new Work(floats, budget);
        long steps = model.program().multiplyAdds();
        if (steps > Long.MAX_VALUE / rows) {
            throw new RefusedException(Refusal.BUDGET_EXCEEDED, "needs more than the budget of " + budget.multiplyAdds() + " multiply-adds");
        }
        work.spend(steps * rows);
        for (IntegerTensor type : types) {
            work.shape(rows, type.elements());
        }
    }

    private static Shape shape(int rows, List<Integer> dimensions) {
        int[] sizes = new int[dimensions.size() + 1];
        sizes[0] = rows;
        for (int i = 0; i < dimensions.size(); i++) {
            sizes[i + 1] = dimensions.get(i);
        }
        return Shape.of(sizes);
    }
}
