package dev.credence.inference.execution;

import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.graph.Value;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Work;
import dev.credence.inference.op.registry.Ops;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns a graph into a plan: names become slots, nodes become operations, and whatever depends on constants alone is
/// computed once.
final class PlanBuilder {
    private final PlanBuilder outer;
    private final Numbering numbering;
    private final Map<String, Integer> slots = new HashMap<>();
    private final List<Tensor> initial = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> captured = new ArrayList<>();
    private final List<Integer> capturing = new ArrayList<>();

    /// Numbers nodes across nested graphs, and pays for what is computed in advance.
    private static final class Numbering {
        private final Work work;
        private int next;

        Numbering(Work work) {
            this.work = work;
        }
    }

    private PlanBuilder(PlanBuilder outer, Numbering numbering) {
        this.outer = outer;
        this.numbering = numbering;
    }

    /// @param work pays for what is computed in advance; where it does not suffice, the rest is left to each execution
    static Plan build(Graph graph, Work work) throws RefusedException {
        return new PlanBuilder(null, new Numbering(work)).plan(graph);
    }

    private Plan plan(Graph graph) throws RefusedException {
        int[] inputs = new int[graph.inputs().size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = define(graph.inputs().get(i).name(), null);
        }
        graph.initializers().forEach(this::define);
        for (Node node : graph.nodes()) {
            try {
                steps.add(step(node, graph));
            } catch (RefusedException refused) {
                throw refused.at(node);
            }
        }
        int[] outputs = new int[graph.outputs().size()];
        for (int i = 0; i < outputs.length; i++) {
            Value output = graph.outputs().get(i);
            outputs[i] = slot(output.name());
        }
        Tensor[] slotsBefore = initial.toArray(new Tensor[0]);
        return new Plan(slotsBefore, inputs, outputs, toInts(captured), toInts(capturing),
                Lifetimes.withFrees(steps, outputs, slotsBefore));
    }

    private Step step(Node node, Graph graph) throws RefusedException {
        int layer = numbering.next++;
        int[] inputs = new int[node.inputs().size()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = node.inputs().get(i).isEmpty() ? -1 : slot(node.inputs().get(i));
        }
        Control control = Control.of(node, graph.opset()).orElse(null);
        if (control != null) {
            return controlled(control, node, layer, inputs);
        }
        Op op = Ops.decode(node, graph.opsets());
        Tensor[] known = inAdvance(op, inputs);
        Step.Site site = site(node, layer, inputs);
        if (known == null) {
            return new Step.Apply(site, op);
        }
        for (int i = 0; i < site.outputs().length; i++) {
            if (site.outputs()[i] >= 0 && i < known.length) {
                initial.set(site.outputs()[i], known[i]);
            }
        }
        return new Step.Known(site);
    }

    private Tensor[] inAdvance(Op op, int[] inputs) {
        Tensor[] operands = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            operands[i] = inputs[i] < 0 ? null : initial.get(inputs[i]);
            if (inputs[i] >= 0 && operands[i] == null) {
                return null;
            }
        }
        try {
            return op.run(operands, numbering.work);
        } catch (RefusedException _) {
            // Perhaps it stands in a branch that is never taken: it is refused when it is reached.
            return null;
        }
    }

    // Attributes are numbered in the order of their names.
    private Step controlled(Control control, Node node, int layer, int[] inputs) throws RefusedException {
        return switch (control) {
            case IF -> {
                if (inputs.length != 1 || inputs[0] < 0) {
                    throw OpNode.invalid("has " + inputs.length + " inputs, expected one");
                }
                Plan otherwise = inner(Repetition.body(node, "else_branch"), node.outputs().size());
                Plan then = inner(Repetition.body(node, "then_branch"), node.outputs().size());
                yield new Step.Branch(site(node, layer, inputs), then, otherwise);
            }
            case LOOP -> {
                Graph body = Repetition.body(node, "body");
                Repetition repetition = Repetition.loop(node, body);
                yield new Step.Loop(site(node, layer, inputs), inner(body, node.outputs().size() + 1), repetition);
            }
            case SCAN -> {
                Graph body = Repetition.body(node, "body");
                Repetition repetition = Repetition.scan(node, body);
                yield new Step.Scan(site(node, layer, inputs), inner(body, node.outputs().size()), repetition);
            }
        };
    }

    private Plan inner(Graph body, int outputs) throws RefusedException {
        if (body.outputs().size() < outputs) {
            throw OpNode.invalid("has a body of " + body.outputs().size() + " outputs, expected at least " + outputs);
        }
        Executor.requireTensors("body's input", body.inputs());
        Executor.requireTensors("body's output", body.outputs());
        return new PlanBuilder(this, numbering).plan(body);
    }

    private Step.Site site(Node node, int layer, int[] inputs) {
        int[] outputs = new int[node.outputs().size()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = node.outputs().get(i).isEmpty() ? -1 : define(node.outputs().get(i), null);
        }
        return new Step.Site(node, layer, inputs, outputs, new int[0]);
    }

    private int define(String name, Tensor constant) {
        initial.add(constant);
        slots.put(name, initial.size() - 1);
        return initial.size() - 1;
    }

    // A name that this graph does not define belongs to an enclosing one, as GraphCheck has made sure.
    private int slot(String name) {
        Integer own = slots.get(name);
        if (own != null) {
            return own;
        }
        if (outer == null) {
            throw new IllegalArgumentException("'" + name + "' is not defined: the graph was not checked");
        }
        int there = outer.slot(name);
        Tensor constant = outer.initial.get(there);
        int here = define(name, constant);
        if (constant == null) {
            captured.add(there);
            capturing.add(here);
        }
        return here;
    }

    private static int[] toInts(List<Integer> list) {
        int[] array = new int[list.size()];
        Arrays.setAll(array, list::get);
        return array;
    }
}
