/// Floor 1: models, tensors and deterministic execution. Knows no proof and no receipt.
module dev.credence.inference {
    requires transitive dev.credence.foundation;
    requires static jdk.incubator.vector;

    exports dev.credence.inference.numeric;
    exports dev.credence.inference.manifest;
}
