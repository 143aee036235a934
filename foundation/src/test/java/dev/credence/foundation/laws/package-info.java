/// Laws that the types of this module obey, for the tests of this module and of those above.
///
/// | Type | Meaning |
/// |---|---|
/// | `CodecLaws` | a value and its bytes determine one another |
package dev.credence.foundation.laws;
