package dev.credence.verification.argument;

/// Why an argument or a registration is refused; each is provoked by a test.
public enum ArgumentFault {
    /// No argument can be made for such a program.
    NOT_PROVABLE("no argument can be made for this program"),
    /// Input or output have another length than the program says, or an element outside its range.
    PUBLIC_TENSORS("input or output are not of the program's types"),
    /// The parameters do not reach the suite's bits for a program of this size.
    BUDGET("the parameters are too weak for a program of this size"),
    /// The proof does not hold; `ProofFault` says why.
    PROOF("the proof does not hold");

    private final String sentence;

    ArgumentFault(String sentence) {
        this.sentence = sentence;
    }

    /// The fault in words, for people.
    public String sentence() {
        return sentence;
    }
}
