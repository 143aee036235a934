/// JSON in and out: two readers for outside bytes, one spelling for what we write, JCS for what we hash as a record.
///
/// | Type | Meaning |
/// |---|---|
/// | `Json` | a JSON value: `JsonObject`, `JsonArray`, `JsonString`, `JsonInteger`, `JsonNumber`, `JsonBoolean`, `JsonNull` |
/// | `JsonNumeric` | the two kinds of number, with their roundings |
/// | `NumberRow` | the numbers of an array that holds nothing else, rounded when asked |
/// | `JsonLimits` | bounds on size, depth and count, checked before memory is spent |
/// | `StrictJson` | the reader of receipts, ledger and trust files: integers only; on demand the one spelling |
/// | `JsonTexts` | the reader of an array of any texts |
/// | `IJson` | the reader of API bodies (RFC 7493): fractions and exponents allowed |
/// | `JsonWriter` | writes members in the given order, in the one spelling |
/// | `Jcs` | RFC 8785, for the digest of an effective request or answer record and for nothing else |
/// | `EcmaNumber` | the shortest decimal text of a binary number, laid out as ECMAScript does |
/// | `JsonFields` | reads the members of an object so that a decoder reads like prose and its errors name the path |
///
/// ```
/// outside bytes ──StrictJson, IJson──▶ Json ──JsonFields──▶ records of other rooms
/// records of other rooms ──▶ Json ──JsonWriter, Jcs──▶ bytes that are signed, hashed or sent
/// ```
///
/// Invariants: every value that a reader accepts can be written and read again to an equal value; text never holds a
/// lone surrogate or a noncharacter; keys of an object are unique; nothing here throws anything but
/// `MalformedException` on outside bytes. A signature is checked over the bytes received, never over a re-encoding.
/// Sources: RFC 8259, RFC 7493, RFC 8785, ECMA-262 section 6.1.6.1.20; docs/spec/encoding.md.
package dev.credence.foundation.codec;
