/// Floor 1: succinct arguments over tables of field elements. Knows no tensor, no model and no receipt.
module dev.credence.proof {
    requires transitive dev.credence.foundation;

    exports dev.credence.proof.field;
    exports dev.credence.proof.transcript;
}
