/// Text becomes token ids and token ids become text, by what a model file says.
///
/// | Type | Meaning |
/// |---|---|
/// | `Tokenizer` | the door: `Tokenizers.of` reads one from a file's metadata |
/// | `Vocabulary`, `TokenKind` | the tokens, their kinds and scores, and which of them begin and end a text |
/// | `SpecialSplitter`, `MatchedTokens` | find tokens that are matched in the text before anything else |
/// | `SentencePieceTokenizer` | merges by score, unknown characters as bytes |
/// | `ByteLevelTokenizer`, `PreTokenizer`, `MergeTable` | pieces by a fixed rule, merges by rank over the 256 bytes |
/// | `PiecePatterns`, `PiecePattern` | the rules that are written as patterns, and what matches them in linear time |
/// | `CharacterTokenizer` | merges by rank over characters, unknown ones as bytes |
/// | `WordPieceTokenizer` | longest match inside words |
/// | `MergeQueue` | the loop under both kinds of merging |
/// | `TextStream` | bytes of tokens become text as soon as it is whole |
/// | `Unicode` | classes of code points from our own pinned table (`UnicodeRuns`, `UnicodeFolds`) |
///
/// ```text
/// gguf ──▶ tokenizer ◀── language
/// ```
///
/// Invariants: ids depend on the file and the text alone, never on the JDK's Unicode version; an unknown
/// pre-tokenizer is refused by name; a token's text never decides how long a loop runs. Rules: docs/spec/language.md, section 5.
package dev.credence.inference.language.tokenizer;
