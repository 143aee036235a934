/// Floor 1: succinct arguments over tables of field elements. Knows no tensor, no model and no receipt.
module dev.credence.proof {
    requires transitive dev.credence.foundation;

    exports dev.credence.proof.code;
    exports dev.credence.proof.commitment;
    exports dev.credence.proof.field;
    exports dev.credence.proof.gkr;
    exports dev.credence.proof.lookup;
    exports dev.credence.proof.multilinear;
    exports dev.credence.proof.soundness;
    exports dev.credence.proof.sumcheck;
    exports dev.credence.proof.transcript;
}
