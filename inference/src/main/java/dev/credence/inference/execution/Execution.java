package dev.credence.inference.execution;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceSink;
import java.util.Arrays;
import java.util.List;

/// One run of a plan and of the plans inside it. Belongs to one thread.
final class Execution {
    /// What each step costs besides its arithmetic, in multiply-adds, so that empty loops run out of budget too.
    private static final int STEP_COST = 1_000;

    /// What each run of a loop's body costs besides its steps.
    private static final int RUN_COST = 10_000;

    private final Work work;
    private final TraceSink sink;
    // Runs of loop bodies so far: the trace position inside of loops.
    private int iterations;

    Execution(Work work, TraceSink sink) {
        this.work = work;
        this.sink = sink;
    }

    /// Runs `plan` in the frame `slots`, a copy of its initial slots with inputs and captures in place.
    ///
    /// @param position the trace position of steps outside of inner loops
    Tensor[] run(Plan plan, Tensor[] slots, int position) throws RefusedException {
        for (Step step : plan.steps()) {
            Step.Site site = step.site();
            try {
                work.spend(STEP_COST);
                Tensor[] results = results(step, slots, position);
                store(site, results, slots, position);
            } catch (RefusedException refused) {
                throw refused.at(site.node());
            }
            for (int slot : site.free()) {
                slots[slot] = null;
            }
        }
        Tensor[] outputs = new Tensor[plan.outputs().length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = slots[plan.outputs()[i]];
        }
        return outputs;
    }

    private Tensor[] results(Step step, Tensor[] slots, int position) throws RefusedException {
        return switch (step) {
            case Step.Apply(Step.Site site, var op) -> op.run(operands(site, slots), work);
            case Step.Known(Step.Site site) -> known(site, slots);
            case Step.Branch(Step.Site site, Plan then, Plan otherwise) -> {
                Plan taken = condition(operands(site, slots)[0]) ? then : otherwise;
                yield run(taken, frame(taken, slots), position);
            }
            case Step.Loop(Step.Site site, Plan body, Repetition repetition) ->
                loop(body, repetition, operands(site, slots), slots);
            case Step.Scan(Step.Site site, Plan body, Repetition repetition) ->
                scan(body, repetition, operands(site, slots), slots);
        };
    }

    private Tensor[] loop(Plan body, Repetition repetition, Tensor[] operands, Tensor[] slots) throws RefusedException {
        long count = operands[0] == null ? Long.MAX_VALUE : Operands.number(operands[0], "the trip count");
        boolean going = operands[1] == null || condition(operands[1]);
        Tensor[] states = Arrays.copyOfRange(operands, 2, 2 + repetition.states());
        List<List<Tensor>> collected = repetition.collections(body.outputs().length - 1 - states.length);
        for (long i = 0; i < count && going; i++) {
            Tensor[] frame = frame(body, slots);
            frame[body.inputs()[0]] = Tensor.ofLongs(Shape.SCALAR, i);
            frame[body.inputs()[1]] = Tensor.of(ElementType.BOOL, Shape.SCALAR, new byte[] {1});
            for (int k = 0; k < states.length; k++) {
                frame[body.inputs()[2 + k]] = present(states[k]);
            }
            work.spend(RUN_COST);
            Tensor[] results = run(body, frame, ++iterations);
            going = condition(results[0]);
            System.arraycopy(results, 1, states, 0, states.length);
            for (int k = 0; k < collected.size(); k++) {
                collected.get(k).add(results[1 + states.length + k]);
            }
        }
        return repetition.results(states, collected, 1, work);
    }

    private Tensor[] scan(Plan body, Repetition repetition, Tensor[] operands, Tensor[] slots) throws RefusedException {
        for (Tensor operand : operands) {
            present(operand);
        }
        int length = repetition.length(operands);
        Tensor[] states = Arrays.copyOf(operands, repetition.states());
        List<List<Tensor>> collected = repetition.collections(body.outputs().length - states.length);
        for (int i = 0; i < length; i++) {
            Tensor[] frame = frame(body, slots);
            for (int k = 0; k < states.length; k++) {
                frame[body.inputs()[k]] = states[k];
            }
            for (int k = 0; k < repetition.elements(); k++) {
                frame[body.inputs()[states.length + k]] = repetition.element(operands, k, i, length, work);
            }
            work.spend(RUN_COST);
            Tensor[] results = run(body, frame, ++iterations);
            System.arraycopy(results, 0, states, 0, states.length);
            for (int k = 0; k < collected.size(); k++) {
                collected.get(k).add(results[states.length + k]);
            }
        }
        return repetition.results(states, collected, 0, work);
    }

    private static Tensor present(Tensor tensor) throws RefusedException {
        if (tensor == null) {
            throw OpNode.invalid("is given no initial value for something that it carries");
        }
        return tensor;
    }

    private static Tensor[] known(Step.Site site, Tensor[] slots) {
        Tensor[] results = new Tensor[site.outputs().length];
        for (int i = 0; i < results.length; i++) {
            results[i] = site.outputs()[i] < 0 ? null : slots[site.outputs()[i]];
        }
        return results;
    }

    private void store(Step.Site site, Tensor[] results, Tensor[] slots, int position) throws RefusedException {
        int[] outputs = site.outputs();
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] < 0) {
                continue;
            }
            if (i >= results.length || results[i] == null) {
                throw OpNode.invalid("gives no output " + i);
            }
            slots[outputs[i]] = results[i];
            sink.record(position, site.layer(), i, results[i]);
        }
    }

    private static Tensor[] operands(Step.Site site, Tensor[] slots) {
        Tensor[] operands = new Tensor[site.inputs().length];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = site.inputs()[i] < 0 ? null : slots[site.inputs()[i]];
        }
        return operands;
    }

    static Tensor[] frame(Plan plan, Tensor[] outer) {
        Tensor[] frame = plan.initial().clone();
        for (int i = 0; i < plan.captured().length; i++) {
            frame[plan.capturing()[i]] = outer[plan.captured()[i]];
        }
        return frame;
    }

    static boolean condition(Tensor tensor) throws RefusedException {
        if (tensor.type() != ElementType.BOOL || tensor.elements() != 1) {
            throw Operands.shape("decides on " + tensor + ", expected one truth value");
        }
        return tensor.bytes()[0] != 0;
    }
}
