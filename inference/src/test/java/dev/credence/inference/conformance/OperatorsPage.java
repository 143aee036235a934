package dev.credence.inference.conformance;

import dev.credence.inference.execution.Control;
import dev.credence.inference.op.OpSpec;
import dev.credence.inference.op.Types;
import dev.credence.inference.op.registry.Ops;
import dev.credence.inference.tensor.ElementType;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes docs/operators.md from the claims in the code and the recorded outcome of ONNX's backend tests.
final class OperatorsPage {
    private OperatorsPage() {}

    static String text(ConformanceTally tally) {
        StringBuilder page = new StringBuilder();
        page.append("""
                # Operators

                What of ONNX this build executes under `float-v1`. The page is written by `OperatorsPageTest` from the claims in the
                code; a model with anything else is refused, naming the operator and the node.

                A claim is an operator, versions of its operation set, and element types of its deciding operand (the second of
                `Where`, the first elsewhere). `half` stands for FLOAT16 and BFLOAT16: widened to single precision exactly, computed there,
                rounded once. Sums, chains and functions: [spec/float-v1.md](spec/float-v1.md). `Dropout` and `BatchNormalization` are
                claimed for inference only.

                | Operator | Versions | Element types |
                |---|---|---|
                """);
        for (Control control : Control.values()) {
            page.append("| ").append(control.operation()).append(" | ").append(control.since()).append("–")
                    .append(OpSpec.OPSET_MAX).append(" | those of its body; sequences and optional values are refused |\n");
        }
        for (OpSpec spec : Ops.all()) {
            page.append("| ").append(spec.domain().isEmpty() ? "" : spec.domain() + ".").append(spec.name())
                    .append(" | ").append(spec.since()).append("–").append(spec.until()).append(" | ")
                    .append(types(spec.types())).append(" |\n");
        }
        page.append("""

                ## ONNX's backend tests

                Suites `node` and `simple` of onnx/onnx @ 6be0677, 1,825 cases: every case inside the claims passes (relative
                tolerance 1e-3, absolute 1e-5), and each of the others is refused, for these reasons:

                """);
        page.append("| Cases | Outcome |\n|---|---|\n| ").append(tally.passed()).append(" | passed |\n");
        tally.outside().forEach((reason, count) ->
                page.append("| ").append(count).append(" | ").append(reason).append(" |\n"));
        return page.toString();
    }

    private static String types(Set<ElementType> types) {
        if (types.equals(Types.ALL)) {
            return "all";
        }
        String names = types.stream()
                .filter(type -> !type.isHalf() && !(type.isInteger() && types.containsAll(Types.INTEGERS)))
                .map(Enum::name)
                .collect(Collectors.joining(", "));
        return names + (types.contains(ElementType.FLOAT16) ? ", half" : "")
                + (types.containsAll(Types.INTEGERS) ? ", all integers" : "");
    }
}
