package dev.credence.inference.execution;

import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.graph.Value;
import dev.credence.inference.graph.ValueType;
import dev.credence.inference.op.Budget;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs one graph deterministically: the same inputs give the same bits on every machine and with every engine.
///
/// Immutable: any number of threads may run it at once. Made ready once (names resolved, attributes decoded, constants
/// computed), so that nothing but the arithmetic is left for `run`.
public final class Executor implements ModelExecutor {
    /// What may be computed and kept in advance: 256 MiB of floats.
    private static final long ADVANCE_ELEMENTS_MAX = 1L << 26;
    /// What computing it may cost: a second of the slowest kernels, a hundred times what the largest constant part of our models needs.
    /// Whoever reads a model has asked for nothing yet and waits; what costs more is computed, and paid for, by each execution.
    private static final long ADVANCE_STEPS_MAX = 1L << 30;

    private final Graph graph;
    private final Engine engine;
    private final Plan plan;

    /// @throws RefusedException naming node and operation, if the graph has one outside of our claims, or an input or
    ///     output that is no tensor
    public Executor(Graph graph, Engine engine) throws RefusedException {
        this.graph = graph;
        this.engine = engine;
        requireTensors("input", graph.inputs());
        requireTensors("output", graph.outputs());
        Budget advance = new Budget(
                Math.min(engine.budget().multiplyAdds(), ADVANCE_STEPS_MAX), Math.min(engine.budget().elements(), ADVANCE_ELEMENTS_MAX));
        this.plan = PlanBuilder.build(graph, new Work(engine.kernels(), advance));
    }

    public Graph graph() {
        return graph;
    }

    /// Runs the graph without a trace.
    public Map<String, Tensor> run(Map<String, Tensor> inputs) throws RefusedException {
        return run(inputs, TraceSink.NONE);
    }

    /// Runs the graph.
    ///
    /// @param inputs a tensor for each of the graph's inputs, and nothing else
    /// @param sink   receives every operation's outputs in the order of execution
    /// @return the graph's outputs by name, in its order
    /// @throws RefusedException if the inputs are not what the graph declares, operands do not go together, or the
    ///     budget does not suffice
    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs, TraceSink sink) throws RefusedException {
        for (String name : inputs.keySet()) {
            if (graph.inputs().stream().noneMatch(input -> input.name().equals(name))) {
                throw new RefusedException(Refusal.INPUT_UNKNOWN,
                        "the model has no input '" + name + "'; it has " + names(graph.inputs()));
            }
        }
        Tensor[] slots = plan.initial().clone();
        for (int i = 0; i < plan.inputs().length; i++) {
            slots[plan.inputs()[i]] = checked(graph.inputs().get(i), inputs);
        }
        Tensor[] outputs = new Execution(new Work(engine.kernels(), engine.budget()), sink).run(plan, slots, 0);
        Map<String, Tensor> named = new LinkedHashMap<>();
        for (int i = 0; i < outputs.length; i++) {
            named.put(graph.outputs().get(i).name(), outputs[i]);
        }
        return named;
    }

    private static Tensor checked(Value input, Map<String, Tensor> inputs) throws RefusedException {
        Tensor given = inputs.get(input.name());
        if (given == null) {
            throw new RefusedException(Refusal.INPUT_MISSING, "the input " + input + " is missing");
        }
        if (input.type() instanceof ValueType.TensorType declared
                && (given.type() != declared.element() || !declared.admits(given.shape()))) {
            throw new RefusedException(Refusal.INPUT_MISMATCH,
                    "the input '" + input.name() + "' is " + given + ", expected " + declared);
        }
        return given;
    }

    static void requireTensors(String role, List<Value> values) throws RefusedException {
        for (Value value : values) {
            if (value.type() instanceof ValueType.OtherType(String description)) {
                throw new RefusedException(Refusal.UNSUPPORTED_TYPE,
                        "the " + role + " '" + value.name() + "' is " + description + ", which is not supported");
            }
        }
    }

    private static List<String> names(List<Value> values) {
        return values.stream().map(Value::name).toList();
    }
}
