package dev.credence.inference.language.transformer;

import java.util.Optional;

/// What a family of decoder models does differently from the others.
public enum Architecture {
    LLAMA("llama", true, false, false),
    QWEN2("qwen2", false, false, false),
    QWEN3("qwen3", false, true, false),
    GEMMA2("gemma2", false, false, true),
    GEMMA3("gemma3", false, true, true);

    private final String key;
    private final boolean rotatesNeighbours;
    private final boolean normsQueriesAndKeys;
    private final boolean isGemma;

    Architecture(String key, boolean rotatesNeighbours, boolean normsQueriesAndKeys, boolean isGemma) {
        this.key = key;
        this.rotatesNeighbours = rotatesNeighbours;
        this.normsQueriesAndKeys = normsQueriesAndKeys;
        this.isGemma = isGemma;
    }

    /// The architecture that `general.architecture` names so, or empty if this build does not have it.
    public static Optional<Architecture> of(String key) {
        for (Architecture each : values()) {
            if (each.key.equals(key)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// The name in files, which is the prefix of the keys.
    public String key() {
        return key;
    }

    /// Whether rotation pairs elements (2i, 2i+1); otherwise (i, i + rotated ÷ 2).
    public boolean rotatesNeighbours() {
        return rotatesNeighbours;
    }

    /// Whether each head's query and key pass an RMS norm before they are rotated.
    public boolean normsQueriesAndKeys() {
        return normsQueriesAndKeys;
    }

    /// Whether there are norms before each residual addition too, embeddings are scaled by √width, the gate is GELU, and
    /// some layers look at a window only.
    public boolean isGemma() {
        return isGemma;
    }
}
