package dev.credence.inference.graph;

/// Why a well-formed model, or a request to it, is not executed.
public enum Refusal {
    /// An operation that this build does not have.
    UNSUPPORTED_OPERATOR,
    /// A known operation in a version of its operation set outside the claim.
    UNSUPPORTED_OPSET,
    /// A known operation over element types outside the claim.
    UNSUPPORTED_TYPE,
    /// A known operation with a mode (an attribute's value, a combination of inputs) outside the claim.
    UNSUPPORTED_MODE,
    /// A node whose attributes or number of inputs and outputs break the operation's specification.
    INVALID_NODE,
    /// Operands whose shapes do not go together.
    INVALID_SHAPE,
    /// An operand whose value the operation cannot take, such as an index outside its axis.
    INVALID_VALUE,
    /// An integer program in which a sum or product could leave its bounds, whatever the weights.
    ACCUMULATOR_OVERFLOW,
    /// The execution would need more memory or arithmetic than its budget.
    BUDGET_EXCEEDED,
    /// The caller left out an input.
    INPUT_MISSING,
    /// The caller gave an input that the model does not have.
    INPUT_UNKNOWN,
    /// The caller gave an input of another element type or shape than the model declares.
    INPUT_MISMATCH
}
