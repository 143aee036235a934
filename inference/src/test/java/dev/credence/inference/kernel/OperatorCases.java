package dev.credence.inference.kernel;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.inference.graph.Attribute;
import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.Budget;
import dev.credence.inference.op.Kernels;
import dev.credence.inference.op.Op;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.ReferenceKernels;
import dev.credence.inference.op.Work;
import dev.credence.inference.op.registry.Ops;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// At least one application of every claimed operation, for every element type that it claims where the operands allow.
///
/// Most operations take some of a few shapes without any attribute; what they do not take is written in `WrittenCases`.
record OperatorCases(List<OperatorCase> cases, List<String> unreached, List<String> crashed) {
    private static final long SEED = 20_261_123L;

    /// @param operation domain, name and version
    record OperatorCase(String operation, Op op, Tensor[] inputs) {
        /// Runs the operation; a refusal is a result too, and the same for every engine.
        Tensor[] on(Kernels kernels) {
            try {
                return op.run(inputs, new Work(kernels, Budget.DEFAULT));
            } catch (RefusedException refused) {
                return new Tensor[0];
            }
        }
    }

    /// Results that are larger tell no more and take long in an interpreter.
    private static final int ELEMENTS_MAX = 2_000;

    private static final int[][][] SHAPES = {
        {{2, 3, 4, 5}}, {{4, 4}}, {{6}}, {{1, 2, 5, 5}, {2, 2, 3, 3}, {2}}, {{1, 4, 6, 6}, {4}, {4}, {4}, {4}},
        {{3, 4}, {4, 5}, {5}}, {{}}, {{5, 2, 3}, {1, 16, 3}, {1, 16, 4}}, {{5, 2, 3}, {1, 12, 3}, {1, 12, 4}},
        {{5, 2, 3}, {1, 4, 3}, {1, 4, 4}}
    };

    static OperatorCases all() {
        Map<String, List<WrittenCases.Written>> written = WrittenCases.byOperation();
        List<OperatorCase> cases = new ArrayList<>();
        List<String> unreached = new ArrayList<>();
        List<String> crashed = new ArrayList<>();
        for (OpSpec spec : Ops.all()) {
            int before = cases.size();
            for (ElementType type : spec.types()) {
                generic(spec, type, cases, crashed);
            }
            for (WrittenCases.Written one : written.getOrDefault(spec.domain() + ":" + spec.name(), List.of())) {
                if (one.version() >= spec.since() && one.version() <= spec.until()) {
                    decode(spec, one.version(), one.attributes(), one.inputs()).ifAccepted(cases);
                }
            }
            if (cases.size() == before) {
                unreached.add(spec.domain() + ":" + spec.name() + " of versions " + spec.since() + " to " + spec.until());
            }
        }
        return new OperatorCases(cases, unreached, crashed);
    }

    private static void generic(OpSpec spec, ElementType type, List<OperatorCase> cases, List<String> crashed) {
        for (int[][] shapes : SHAPES) {
            for (int n = spec.inputsMin(); n <= Math.min(spec.inputsMax(), 6); n++) {
                Tensor[] inputs = new Tensor[n];
                SplittableRandom random = new SplittableRandom(SEED);
                for (int i = 0; i < n; i++) {
                    inputs[i] = OperandMaker.tensor(random, type, shapes[Math.min(i, shapes.length - 1)]);
                }
                try {
                    if (decode(spec, spec.until(), new TreeMap<>(), inputs).ifAccepted(cases)) {
                        return;
                    }
                } catch (RuntimeException crash) {
                    crashed.add(spec.name() + " on " + types(inputs) + ": " + crash);
                }
            }
        }
    }

    /// A case, or nothing if the operation refuses it.
    private record Attempt(OperatorCase found) {
        boolean ifAccepted(List<OperatorCase> cases) {
            if (found == null) {
                return false;
            }
            Tensor[] results = found.on(ReferenceKernels.INSTANCE);
            long elements = Stream.of(results).filter(Objects::nonNull).mapToLong(Tensor::elements).sum();
            if (results.length == 0 || elements > ELEMENTS_MAX) {
                return false;
            }
            cases.add(found);
            return true;
        }
    }

    private static Attempt decode(OpSpec spec, int version, TreeMap<String, Attribute> attributes, Tensor... inputs) {
        List<String> names = IntStream.range(0, inputs.length).mapToObj(i -> inputs[i] == null ? "" : "input" + i).toList();
        Node node = new Node("", spec.domain(), spec.name(), names, List.of("output"), attributes);
        try {
            Op op = Ops.decode(node, new TreeMap<>(Map.of(spec.domain(), version)));
            return new Attempt(new OperatorCase(spec.domain() + ":" + spec.name() + ":" + version, op, inputs));
        } catch (RefusedException refused) {
            return new Attempt(null);
        }
    }

    private static String types(Tensor[] inputs) {
        StringBuilder types = new StringBuilder();
        for (Tensor input : inputs) {
            types.append(input).append(' ');
        }
        return types.toString();
    }

    /// The bytes of text, as attributes hold it.
    static Bytes utf8(String text) {
        return Bytes.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
