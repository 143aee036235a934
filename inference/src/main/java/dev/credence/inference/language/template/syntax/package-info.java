/// A template's text as a tree.
///
/// | Type | Meaning |
/// |---|---|
/// | `Parser` | text → `Body` |
/// | `Statement`, `Expression`, `Target` | the closed families of nodes |
/// | `Body` | the statements of a block; its identity names a scope |
/// | `Node` | what all of them share: line and children |
/// | `CallArguments` | what stands between the brackets of a call, filter or test |
/// | `WhiteSpace` | white space as Python has it |
///
/// ```
/// text ──Lexer──▶ Token ──Parser, ExpressionParser, PrimaryParser──▶ Body
/// ```
///
/// Invariants: a tree is at most 500 nodes deep; what Jinja2 does not parse is not parsed, with its sentence; what Jinja2
/// parses and this engine has not is refused by name. Source: Jinja2 3.1.
package dev.credence.inference.language.template.syntax;
