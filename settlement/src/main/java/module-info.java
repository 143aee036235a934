/// Floor 3: the ledger's deterministic state machine.
module dev.credence.settlement {
    requires transitive dev.credence.verification;

    exports dev.credence.settlement.genesis;
    exports dev.credence.settlement.machine;
    exports dev.credence.settlement.state;
    exports dev.credence.settlement.transaction;
}
