/// Floor 3: the ledger's deterministic state machine.
module dev.credence.settlement {
    requires transitive dev.credence.verification;
}
