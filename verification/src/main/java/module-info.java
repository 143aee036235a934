/// Floor 2: owns the protocol. Pure: no clock, network, file, random source or environment.
module dev.credence.verification {
    requires transitive dev.credence.foundation;
    requires transitive dev.credence.inference;
    requires transitive dev.credence.proof;
    requires transitive dev.credence.receipt;

    exports dev.credence.verification;
    exports dev.credence.verification.appraisal;
    exports dev.credence.verification.argument;
    exports dev.credence.verification.body;
    exports dev.credence.verification.circuit;
    exports dev.credence.verification.inclusion;
    exports dev.credence.verification.replay;
    exports dev.credence.verification.report;
}
