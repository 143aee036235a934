/// Immutable byte values, and the bounded door through which every byte from outside comes in.
///
/// | Type | Meaning |
/// |---|---|
/// | `Bytes` | an immutable sequence of bytes, compared by content, ordered as unsigned |
/// | `ByteReader` | a cursor over bytes from outside that never reads past their end |
/// | `ByteWriter` | the big-endian writer of our one binary encoding |
/// | `MalformedException` | bytes from outside that are not what their format demands |
///
/// Invariant: nothing here knows a format; formats are rooms of their own.
package dev.credence.foundation.bytes;
