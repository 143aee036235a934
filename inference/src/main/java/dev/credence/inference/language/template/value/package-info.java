/// Python's values and operators, as far as templates see them.
///
/// | Type | Meaning |
/// |---|---|
/// | `Value` | a value: none, booleans, numbers, `Text`, lists and tuples, `Dict` and its views, `Span` (range), `Generator`, `Undefined`, `Special` |
/// | `Source` | a Python iterator |
/// | `Truth`, `Equality`, `Ordering`, `Numbers`, `Arithmetic` | the operators |
/// | `Subscript` | items and slices |
/// | `Repr`, `JsonDump` | `str`, `repr` and `json.dumps` |
/// | `Key` | a value as a key: 1, 1.0 and true are one |
/// | `Values` | JSON → values |
///
/// Invariants: values never change, except those of the engine (`Special`) and a generator's place; text is indexed by
/// code points; every operation whose cost grows with data spends from a `Budget`; where Python's answer would depend on
/// an address or on interning, the operation is refused by name. Source: The Python Language Reference 3.
package dev.credence.inference.language.template.value;
