/// Floor 1: what a receipt says and how it is written down. Has no behaviour but encoding.
module dev.credence.receipt {
    requires transitive dev.credence.foundation;

    exports dev.credence.receipt.confidence;
    exports dev.credence.receipt.entry;
    exports dev.credence.receipt.envelope;
    exports dev.credence.receipt.evidence;
    exports dev.credence.receipt.request;
    exports dev.credence.receipt.statement;
}
