package dev.credence.inference.language.generation;

/// Hears of a generation, in the thread that steps it. **Obligation**: returns quickly and throws nothing; others wait.
public interface GenerationListener {
    /// A choice has one more token, or ends. Pieces of several choices alternate.
    void piece(Piece piece);

    /// All choices have ended. Nothing is told afterwards.
    void answered(GeneratedAnswer answer);

    /// There is no answer; one sentence fit for a user. Nothing is told afterwards.
    void failed(String sentence);
}
