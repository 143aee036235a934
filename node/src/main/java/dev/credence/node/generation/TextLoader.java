package dev.credence.node.generation;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.graph.RefusedException;

/// Makes language models ready.
@FunctionalInterface
public interface TextLoader {
    /// @param model id of the model, which enters the sampling key
    /// @param file  mapped for as long as anybody uses the executor
    TextExecutor load(Digest model, GgufFile file) throws MalformedException, RefusedException;
}
