package dev.credence.inference.execution;

import dev.credence.inference.graph.Attribute;
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
        if (node.domain().isEmpty() && node.operation().equals("If")) {
            // Attributes are numbered in the order of their names.
            Plan otherwise = inner(node, "else_branch");
            Plan then = inner(node, "then_branch");
            return new Step.Branch(site(node, layer, inputs), then, otherwise);
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

    private Plan inner(Node node, String name) throws RefusedException {
        if (!(node.attributes().get(name) instanceof Attribute.GraphValue(Graph body))) {
            throw OpNode.invalid("attribute " + name + " is not a graph");
        }
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
