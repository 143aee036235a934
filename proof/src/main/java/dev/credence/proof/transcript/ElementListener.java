package dev.credence.proof.transcript;

/// Is told of every element that a verifier reads: the proof's schema, as the verifier itself sees it.
@FunctionalInterface
public interface ElementListener {
    /// @param label of the message that the element belongs to
    /// @param offset of its first byte in the proof; its length follows from `kind`
    void element(String label, ElementKind kind, int offset);
}
