package dev.credence.verification.circuit;

/// A program for which no argument can be made.
public final class CircuitException extends Exception {
    private static final long serialVersionUID = 1;

    private final CircuitFault fault;

    /// @param detail one clause, with the layer's name where one is at fault
    public CircuitException(CircuitFault fault, String detail) {
        super(fault.sentence() + ": " + detail, null, false, false);
        this.fault = fault;
    }

    public CircuitFault fault() {
        return fault;
    }
}
