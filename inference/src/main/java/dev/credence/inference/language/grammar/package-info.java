/// Constrained decoding: which bytes may come next in an answer that must fit a JSON schema.
///
/// | Type | Meaning |
/// |---|---|
/// | `JsonGrammar` | a schema as an automaton over bytes |
/// | `GrammarState` | where an answer stands; bytes lead to the next |
/// | `TokenTrie` | a vocabulary; a state gives the mask of the tokens that may come next |
/// | `GrammarException` | a schema that is refused, by keyword and place |
///
/// ```
/// schema ──SchemaCompiler──▶ Program ──▶ GrammarState ──TokenTrie──▶ mask
/// ```
///
/// Invariants: what is accepted is a JSON text that satisfies the schema, spelled in one way as far as white space and the
/// order of members go; a keyword that is not understood is refused, never ignored; a state is a value, equal by content.
/// Specification: docs/spec/grammar.md.
package dev.credence.inference.language.grammar;
