/// Floor 2: owns the protocol. Pure: no clock, network, file, random source or environment.
module dev.credence.verification {
    requires transitive dev.credence.foundation;
    requires transitive dev.credence.inference;
    requires transitive dev.credence.receipt;
}
