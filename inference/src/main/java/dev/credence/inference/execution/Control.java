package dev.credence.inference.execution;

import dev.credence.inference.graph.Node;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.OpSpec;
import java.util.Optional;

/// The operations that run graphs of their own; their claims, beside those of `Ops`.
///
/// Values that are sequences or optional are claimed nowhere, not as a loop's state either.
public enum Control {
    IF("If", OpSpec.OPSET_MIN),
    LOOP("Loop", OpSpec.OPSET_MIN),
    SCAN("Scan", 9);

    private final String operation;
    private final int since;

    Control(String operation, int since) {
        this.operation = operation;
        this.since = since;
    }

    public String operation() {
        return operation;
    }

    /// The first version of ONNX's operation set claimed; the last is `OpSpec.OPSET_MAX`.
    public int since() {
        return since;
    }

    /// Which of these operations a node applies, if any.
    static Optional<Control> of(Node node, int opset) throws RefusedException {
        for (Control control : values()) {
            if (node.domain().isEmpty() && node.operation().equals(control.operation)) {
                if (opset < control.since || opset > OpSpec.OPSET_MAX) {
                    throw new RefusedException(Refusal.UNSUPPORTED_OPSET,
                            control.operation + " of version " + opset + " of its operation set is not supported");
                }
                return Optional.of(control);
            }
        }
        return Optional.empty();
    }
}
