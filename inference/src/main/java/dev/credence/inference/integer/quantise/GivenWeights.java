package dev.credence.inference.integer.quantise;

import dev.credence.inference.graph.Graph;
import dev.credence.inference.graph.Node;
import dev.credence.inference.integer.quantise.FloatWeights.Given;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds the integers behind weights that a model states as `DequantizeLinear` of a constant: symmetric int8, one scale in all or one an
/// output channel. Other forms are read as the floats that they give.
final class GivenWeights {
    private final Map<String, Node> dequantised = new HashMap<>();
    private final Observation seen;

    GivenWeights(Graph graph, Observation seen) {
        this.seen = seen;
        for (Node node : graph.nodes()) {
            if (node.qualifiedOperation().equals("DequantizeLinear")) {
                dequantised.put(node.outputs().getFirst(), node);
            }
        }
    }

    /// The integers of `value`, whose first axis are the output channels.
    Optional<Given> rows(String value, int channels) {
        return integers(value).flatMap(x -> scales(value, channels).map(scales -> new Given(x.bytes(), scales)));
    }

    /// The integers of the matrix `value`, `[terms × channels]`.
    Optional<Given> columns(String value, int terms, int channels) {
        return integers(value).flatMap(x -> scales(value, channels).map(scales -> {
            byte[] turned = new byte[terms * channels];
            for (int i = 0; i < turned.length; i++) {
                turned[i] = x.bytes()[i % terms * channels + i / terms];
            }
            return new Given(turned, scales);
        }));
    }

    private Optional<Tensor> integers(String value) {
        Node node = dequantised.get(value);
        if (node == null || !seen.isConstant(node.inputs().getFirst())) {
            return Optional.empty();
        }
        Tensor x = seen.constant(node.inputs().getFirst());
        boolean symmetric = !NetDraft.has(node, 2) || isZero(seen.constant(node.inputs().get(2)));
        return symmetric && x.type() == ElementType.INT8 ? Optional.of(x) : Optional.empty();
    }

    private static boolean isZero(Tensor zeroPoint) {
        return zeroPoint != null && zeroPoint.type() == ElementType.INT8 && Arrays.equals(zeroPoint.bytes(), new byte[zeroPoint.elements()]);
    }

    // As many scales as output channels are taken to lie along the channels; the caller compares what they give.
    private Optional<double[]> scales(String value, int channels) {
        Tensor scale = seen.constant(dequantised.get(value).inputs().get(1));
        if (scale.elements() != 1 && scale.elements() != channels) {
            return Optional.empty();
        }
        double[] scales = new double[channels];
        for (int i = 0; i < channels; i++) {
            scales[i] = scale.floats()[scale.elements() == 1 ? 0 : i];
        }
        return Optional.of(scales);
    }
}
