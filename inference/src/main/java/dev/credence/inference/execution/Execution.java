package dev.credence.inference.execution;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.Work;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceSink;

/// One run of a plan and of the plans inside it. Belongs to one thread.
final class Execution {
    /// What each step costs besides its arithmetic, in multiply-adds, so that empty loops run out of budget too.
    private static final int STEP_COST = 1_000;

    private final Work work;
    private final TraceSink sink;

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
        };
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
