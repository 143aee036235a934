package dev.credence.node.conformance;

import java.util.Optional;

/// How a test case ended.
public sealed interface CaseOutcome {
    /// Every output agrees.
    ///
    /// @param largest the output with the largest absolute difference among those that hold numbers
    record Passed(Optional<TensorDifference> largest) implements CaseOutcome {}

    /// An output differs, or the model or its data could not be read or run.
    ///
    /// @param sentence   what is wrong
    /// @param difference where an output was compared: the one of the failing outputs that differs most
    record Failed(String sentence, Optional<TensorDifference> difference) implements CaseOutcome {}

    /// The model needs what this build does not have.
    ///
    /// @param sentence  what it needs
    /// @param operation the ONNX operator, or empty where no operator is at fault (an input that is no tensor)
    /// @param node      the node that applies it, or empty likewise
    record Unsupported(String sentence, String operation, String node) implements CaseOutcome {}
}
