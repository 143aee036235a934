/// Floor 1: models, tensors and deterministic execution. Knows no proof and no receipt.
module dev.credence.inference {
    requires transitive dev.credence.foundation;
    requires static jdk.incubator.vector;

    exports dev.credence.inference.execution;
    exports dev.credence.inference.gguf;
    exports dev.credence.inference.graph;
    exports dev.credence.inference.language.chat;
    exports dev.credence.inference.language.generation;
    exports dev.credence.inference.language.grammar;
    exports dev.credence.inference.language.llama2c;
    exports dev.credence.inference.language.template;
    exports dev.credence.inference.language.template.guard;
    exports dev.credence.inference.language.template.time;
    exports dev.credence.inference.language.sampler;
    exports dev.credence.inference.language.tokenizer;
    exports dev.credence.inference.language.transformer;
    exports dev.credence.inference.manifest;
    exports dev.credence.inference.integer;
    exports dev.credence.inference.integer.quantise;
    exports dev.credence.inference.integer.seeded;
    exports dev.credence.inference.kernel;
    exports dev.credence.inference.numeric;
    exports dev.credence.inference.onnx;
    exports dev.credence.inference.op;
    exports dev.credence.inference.op.registry;
    exports dev.credence.inference.tensor;
    exports dev.credence.inference.trace;
}
