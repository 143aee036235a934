package dev.credence.inference.integer.quantise;

import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.integer.Gather;
import dev.credence.inference.integer.InputStep;
import dev.credence.inference.integer.PlaneAxis;
import dev.credence.inference.integer.PlaneWindow;
import dev.credence.inference.op.ConvShape;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import dev.credence.inference.op.linear.ConvOp;
import dev.credence.inference.op.linear.WindowAttributes;
import dev.credence.inference.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;

/// Whatever is linear: products with constants, and scaling and shifting, which is folded into them where it can be.
final class LinearLowering {
    private final Graph graph;
    private final NetDraft draft;
    private final GivenWeights given;

    LinearLowering(Graph graph, NetDraft draft) {
        this.graph = graph;
        this.draft = draft;
        this.given = new GivenWeights(graph, draft.seen());
    }

    void conv(Node node) throws RefusedException {
        OpNode view = draft.view(node, graph);
        Shape x = draft.seen().shape(node.inputs().getFirst());
        float[] weights = draft.constant(node, 1);
        Shape w = draft.seen().shape(node.inputs().get(1));
        ConvShape shape = ConvOp.shape(WindowAttributes.decode(view), view.integer("group", 1, 1, 1 << 24), x, w);
        Gather gather = gather(x.at(1), shape.groups(), PoolLowering.plane(shape.window()));
        double[] biases = NetDraft.has(node, 2) ? doubles(draft.constant(node, 2)) : new double[w.at(0)];
        FloatWeights floats = new FloatWeights(w.at(0), gather.terms(), doubles(weights), biases, Optional.empty());
        append(node, gather, floats.stated(given.rows(node.inputs().get(1), w.at(0))));
    }

    private static Gather gather(int channels, int groups, PlaneWindow window) throws RefusedException {
        try {
            return new Gather(channels, groups, window);
        } catch (IllegalArgumentException tooLarge) {
            throw Operands.mode("is too large for int8-v1: " + tooLarge.getMessage());
        }
    }

    void gemm(Node node) throws RefusedException {
        OpNode view = draft.view(node, graph);
        if (view.flag("transA", false)) {
            throw Operands.mode("transposes its input, which cannot be expressed");
        }
        boolean byRows = view.flag("transB", false);
        double alpha = view.number("alpha", 1);
        double beta = view.number("beta", 1);
        FloatWeights product = product(node, byRows);
        double[] factors = new double[product.channels()];
        Arrays.fill(factors, alpha);
        double[] shifts = new double[product.channels()];
        if (NetDraft.has(node, 2)) {
            float[] c = Expansion.over(draft.constant(node, 2), draft.seen().shape(node.inputs().get(2)), Shape.of(1, product.channels()));
            for (int i = 0; i < shifts.length; i++) {
                shifts[i] = beta * c[i];
            }
        }
        append(node, gather(product.terms(), 1, PlaneWindow.POINT), product.scaled(factors, shifts));
    }

    void matMul(Node node) throws RefusedException {
        FloatWeights product = product(node, false);
        append(node, gather(product.terms(), 1, PlaneWindow.POINT), product);
    }

    // Weights of x·B, or of x·Bᵀ where B is stored by rows of outputs.
    private FloatWeights product(Node node, boolean byRows) throws RefusedException {
        float[] b = draft.constant(node, 1);
        Shape shape = draft.seen().shape(node.inputs().get(1));
        Shape x = draft.seen().shape(node.inputs().getFirst());
        if (shape.rank() != 2 || x.elements() != x.at(x.rank() - 1) || x.elements() != shape.at(byRows ? 1 : 0)) {
            throw Operands.mode("multiplies " + x + " by " + shape + "; a row by a matrix can be expressed");
        }
        int terms = shape.at(byRows ? 1 : 0);
        int channels = shape.at(byRows ? 0 : 1);
        double[] weights = new double[b.length];
        for (int channel = 0; channel < channels; channel++) {
            for (int term = 0; term < terms; term++) {
                weights[channel * terms + term] = byRows ? b[channel * terms + term] : b[term * channels + channel];
            }
        }
        Optional<FloatWeights.Given> integers =
                byRows ? given.rows(node.inputs().get(1), channels) : given.columns(node.inputs().get(1), terms, channels);
        return new FloatWeights(channels, terms, weights, new double[channels], Optional.empty()).stated(integers);
    }

    private void append(Node node, Gather gather, FloatWeights weights) throws RefusedException {
        int tensor = draft.tensor(node.inputs().getFirst());
        draft.row(node.outputs().getFirst());
        draft.append(new FloatOp.Linear(draft.label(node), tensor, gather, weights, FloatOp.Clip.NONE), node.outputs().getFirst());
    }

    void normalisation(Node node) throws RefusedException {
        float epsilon = draft.view(node, graph).number("epsilon", 1e-5f);
        float[] scale = draft.constant(node, 1);
        float[] bias = draft.constant(node, 2);
        float[] mean = draft.constant(node, 3);
        float[] variance = draft.constant(node, 4);
        int elements = draft.seen().shape(node.inputs().getFirst()).elements();
        int run = elements / scale.length;
        double[] factors = new double[elements];
        double[] shifts = new double[elements];
        for (int i = 0; i < elements; i++) {
            int channel = i / run;
            factors[i] = scale[channel] / Math.sqrt((double) variance[channel] + epsilon);
            shifts[i] = bias[channel] - mean[channel] * factors[i];
        }
        affine(node, node.inputs().getFirst(), factors, shifts);
    }

    void elementwise(Node node) throws RefusedException {
        String left = node.inputs().get(0);
        String right = node.inputs().get(1);
        if (!draft.seen().isConstant(left) && !draft.seen().isConstant(right)) {
            residual(node, left, right);
            return;
        }
        boolean constantFirst = draft.seen().isConstant(left);
        String x = constantFirst ? right : left;
        Shape shape = draft.seen().shape(x);
        if (!shape.equals(draft.seen().shape(node.outputs().getFirst()))) {
            throw Operands.mode("spreads " + shape + " over " + draft.seen().shape(node.outputs().getFirst()) + ", which cannot be expressed");
        }
        float[] c = draft.constant(node, constantFirst ? 0 : 1);
        Shape spread = draft.seen().shape(constantFirst ? left : right);
        if (standardised(node, x, constantFirst, c, spread)) {
            return;
        }
        float[] all = Expansion.over(c, spread, shape);
        double[] factors = new double[all.length];
        double[] shifts = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            switch (node.operation()) {
                case "Add", "Sub" -> {
                    boolean subtracts = node.operation().equals("Sub");
                    factors[i] = subtracts && constantFirst ? -1 : 1;
                    shifts[i] = subtracts && !constantFirst ? -all[i] : all[i];
                }
                case "Mul" -> factors[i] = all[i];
                default -> factors[i] = 1 / (double) all[i];
            }
        }
        if (node.operation().equals("Div") && constantFirst) {
            throw Operands.mode("divides a constant by an activation, which cannot be expressed");
        }
        affine(node, x, factors, shifts);
    }

    // Arithmetic with constants on the input itself happens in single precision, before anything is rounded.
    private boolean standardised(Node node, String x, boolean constantFirst, float[] c, Shape spread) throws RefusedException {
        int tensor = draft.tensor(x);
        boolean commutes = node.operation().equals("Add") || node.operation().equals("Mul");
        if (tensor != 0 || !draft.isOwn(0) || draft.isGiven(0) || constantFirst && !commutes) {
            return false;
        }
        InputStep.Kind kind =
                switch (node.operation()) {
                    case "Add" -> InputStep.Kind.ADD;
                    case "Sub" -> InputStep.Kind.SUBTRACT;
                    case "Mul" -> InputStep.Kind.MULTIPLY;
                    default -> InputStep.Kind.DIVIDE;
                };
        try {
            draft.steps().add(Expansion.step(kind, c, spread, draft.seen().shape(x)));
        } catch (IllegalArgumentException refused) {
            throw Operands.mode("standardises the input by numbers that cannot be expressed: " + refused.getMessage());
        }
        draft.alias(0, node.outputs().getFirst());
        return true;
    }

    private void residual(Node node, String left, String right) throws RefusedException {
        Shape shape = draft.seen().shape(left);
        if (!node.operation().equals("Add") || !shape.equals(draft.seen().shape(right))) {
            throw Operands.mode("combines two activations of " + shape + " and " + draft.seen().shape(right) + "; only equal ones can be added");
        }
        FloatOp sum = new FloatOp.Add(
                draft.label(node), draft.tensor(left), draft.tensor(right), shape.elements(), FloatOp.Clip.NONE);
        draft.append(sum, node.outputs().getFirst());
    }

    /// factors · x + shifts, element by element: folded into the layer before where that may still change, else a layer of its own.
    private void affine(Node node, String x, double[] factors, double[] shifts) throws RefusedException {
        int tensor = draft.tensor(x);
        String value = node.outputs().getFirst();
        if (draft.producer(tensor).orElse(null) instanceof FloatOp.Linear it
                && it.clip().equals(FloatOp.Clip.NONE)
                && draft.isOwn(tensor)
                && !draft.isGiven(tensor)
                && isConstant(factors, it.gather().positions())
                && isConstant(shifts, it.gather().positions())) {
            FloatWeights folded = it.weights().scaled(every(factors, it.gather().positions()), every(shifts, it.gather().positions()));
            draft.replace(tensor, new FloatOp.Linear(it.name(), it.input(), it.gather(), folded, it.clip()), value);
            return;
        }
        int[] row = draft.row(x);
        int run = row.length > 1 ? factors.length / row[0] : 1;
        if (!isConstant(factors, run) || !isConstant(shifts, run)) {
            run = 1;
        }
        int channels = factors.length / run;
        PlaneWindow plane = run == 1 ? PlaneWindow.POINT : new PlaneWindow(single(row.length > 2 ? row[1] : 1), single(run / (row.length > 2 ? row[1] : 1)));
        FloatWeights diagonal = new FloatWeights(channels, 1, every(factors, run), every(shifts, run), Optional.empty());
        draft.append(new FloatOp.Linear(draft.label(node), tensor, gather(channels, channels, plane), diagonal, FloatOp.Clip.NONE), value);
    }

    private static PlaneAxis single(int size) {
        return new PlaneAxis(size, size, 1, 1, 1, 0);
    }

    private static boolean isConstant(double[] values, int run) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != values[i - i % run]) {
                return false;
            }
        }
        return true;
    }

    private static double[] every(double[] values, int run) {
        double[] some = new double[values.length / run];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[i * run];
        }
        return some;
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
