package dev.credence.proof.transcript;

/// A proof that is refused. Costs no stack trace: refusing is an outcome, not an accident.
public final class ProofException extends Exception {
    private static final long serialVersionUID = 1;

    private final ProofFault fault;

    /// @param where the label of the message or the check that failed
    public ProofException(ProofFault fault, String where) {
        super(fault + " at " + where, null, false, false);
        this.fault = fault;
    }

    public ProofFault fault() {
        return fault;
    }
}
