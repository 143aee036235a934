/// What people have — a picture, a table's row, an array file, a protocol request — becomes the tensors of a model, as its card says.
///
/// | Type | Meaning |
/// |---|---|
/// | `Card` | the part of a model's card that this program reads: title, how inputs are read, what outputs mean |
/// | `InputRule` | how one input is read: a picture, or a row |
/// | `PictureReader`, `PictureRule` | PNG → gray pixels → tensor (models/README.md, "Reading a picture") |
/// | `RowReader` | CSV → tensor (models/README.md, "Reading a row") |
/// | `NpyReader` | NumPy's array file → tensor |
/// | `InputReader` | chooses among them by the file's ending |
/// | `RequestBody` | tensors → the protocol's JSON request |
///
/// Invariants: integers until the last division; every number is rounded to single precision once; sizes are bounded before memory is spent.
package dev.credence.node.input;
