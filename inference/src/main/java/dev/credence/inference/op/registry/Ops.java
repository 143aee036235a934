package dev.credence.inference.op.registry;

import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.attention.AttentionOps;
import dev.credence.inference.op.classical.ClassicalOps;
import dev.credence.inference.op.elementwise.ElementwiseOps;
import dev.credence.inference.op.layout.LayoutOps;
import dev.credence.inference.op.linear.LinearOps;
import dev.credence.inference.op.normalization.NormalizationOps;
import dev.credence.inference.op.quantised.QuantisedOps;
import dev.credence.inference.op.recurrent.RecurrentOps;
import dev.credence.inference.op.reduction.ReductionOps;
import dev.credence.inference.op.sampling.SamplingOps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Every operation that this build has; docs/operators.md is generated from this list.
public final class Ops {
    private static final Map<String, List<OpSpec>> BY_NAME = index();

    private Ops() {}

    /// All claims, sorted by domain, name and first version.
    public static List<OpSpec> all() {
        List<OpSpec> all = new ArrayList<>();
        BY_NAME.values().forEach(all::addAll);
        all.sort(Comparator.comparing(OpSpec::domain).thenComparing(OpSpec::name).thenComparing(OpSpec::since));
        return Collections.unmodifiableList(all);
    }

    /// The operation that `node` applies, with its attributes decoded.
    ///
    /// @param opsets versions by domain, as the model imports them
    /// @throws RefusedException naming the node, if the operation, its version or a mode is outside every claim, or the
    ///     node breaks the operation's specification
    public static Op decode(Node node, SortedMap<String, Integer> opsets) throws RefusedException {
        try {
            return decodeUnnamed(node, opsets);
        } catch (RefusedException refused) {
            throw refused.at(node);
        }
    }

    private static Op decodeUnnamed(Node node, SortedMap<String, Integer> opsets) throws RefusedException {
        List<OpSpec> candidates = BY_NAME.get(node.domain() + ":" + node.operation());
        if (candidates == null) {
            throw new RefusedException(Refusal.UNSUPPORTED_OPERATOR,
                    "the operator " + node.qualifiedOperation() + " is not supported");
        }
        int version = opsets.getOrDefault(node.domain(), 0);
        OpSpec spec = candidates.stream()
                .filter(candidate -> candidate.since() <= version && version <= candidate.until())
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.UNSUPPORTED_OPSET,
                        node.qualifiedOperation() + " of version " + version + " of its operation set is not supported"));
        int inputs = node.inputs().size();
        if (inputs < spec.inputsMin() || inputs > spec.inputsMax()) {
            throw OpNode.invalid("has " + inputs + " inputs, expected " + spec.inputsMin()
                    + (spec.inputsMax() == spec.inputsMin() ? "" : " to " + spec.inputsMax()));
        }
        OpNode view = new OpNode(node, version);
        Op op = spec.decoder().decode(view);
        view.end();
        return new ClaimedOp(spec, op, spec.inputsMin());
    }

    private static Map<String, List<OpSpec>> index() {
        Map<String, List<OpSpec>> index = new HashMap<>();
        for (List<OpSpec> room : List.of(
                AttentionOps.specs(), ClassicalOps.specs(), ElementwiseOps.specs(), LayoutOps.specs(), LinearOps.specs(), ReductionOps.specs(),
                NormalizationOps.specs(), RecurrentOps.specs(), QuantisedOps.specs(), SamplingOps.specs())) {
            for (OpSpec spec : room) {
                index.computeIfAbsent(spec.domain() + ":" + spec.name(), _ -> new ArrayList<>()).add(spec);
            }
        }
        return index;
    }
}
