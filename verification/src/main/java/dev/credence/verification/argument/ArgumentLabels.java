package dev.credence.verification.argument;

/// The labels of an argument's transcript, in the order of their use (docs/spec/proof.md 7.9 and section 8); part of the protocol.
public final class ArgumentLabels {
    /// What the absorbed `protocol` says.
    public static final String ARGUMENT_PROTOCOL = "credence/argument/v1";

    public static final String REGISTRATION_PROTOCOL = "credence/registration/v1";

    // Public data.
    public static final String PROTOCOL = "protocol";
    public static final String SUITE = "suite";
    public static final String MANIFEST = "manifest";
    public static final String PROGRAM = "program";
    public static final String CODE = "code";
    public static final String NONCE = "nonce";
    public static final String REQUEST = "request";
    public static final String ANSWER = "answer";
    public static final String INPUT = "input";
    public static final String OUTPUT = "output";

    // The argument.
    public static final String WITNESS = "witness";
    public static final String GRIND = "witness-grind";
    public static final String TAU = "tau";
    public static final String TAU_LINEAR = "tau-linear";
    public static final String ALPHA = "alpha";
    public static final String BETA = "beta";
    public static final String LAMBDA = "lambda";
    public static final String MU = "mu";
    public static final String VALUES = "values";
    public static final String BIAS = "bias";
    public static final String MU_MATRIX = "mu-matrix";
    public static final String MATRIX_VALUES = "matrix-values";
    public static final String GAMMA = "gamma";
    public static final String CODE_VALUE = "code-value";
    public static final String WITNESS_VALUE = "witness-value";

    // The registration.
    public static final String COUNTS = "counts";
    public static final String COUNTS_GRIND = "counts-grind";

    private ArgumentLabels() {}
}
