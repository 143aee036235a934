package dev.credence.verification.circuit;

/// Why no argument can be made for a program.
public enum CircuitFault {
    /// A sum or product could leave the field's unambiguous range, whatever the weights are.
    ACCUMULATOR_OVERFLOW("a number inside an operation could become too large"),
    /// No operation has weights: there is nothing to commit to.
    NO_WEIGHTS("no operation has weights"),
    /// More than 2^27 cells of weights.
    CODE_TOO_LARGE("more weights than a commitment holds"),
    /// More than 2^20 cells of activations.
    WITNESS_TOO_LARGE("more activations than a proof holds"),
    /// The wiring of one operation, or of all, is more than a verifier evaluates.
    WIRING_TOO_LARGE("more wires than a verifier follows");

    private final String sentence;

    CircuitFault(String sentence) {
        this.sentence = sentence;
    }

    /// The fault in words, for people.
    public String sentence() {
        return sentence;
    }
}
