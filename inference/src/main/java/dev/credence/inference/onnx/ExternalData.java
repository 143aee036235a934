package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;

/// Gives the bytes of constants that a model keeps in files of its own.
///
/// The reader has checked that `location` is relative, plain and without `..`; whoever opens files must still refuse
/// symbolic and hard links, and sizes other than asked for.
@FunctionalInterface
public interface ExternalData {
    /// Refuses all: the default, since a model in one file is what a hub can name by one digest.
    ExternalData REFUSED = (location, offset, length) -> {
        throw new MalformedException("external_data", -1, "a model whose constants are inside it", "the file '" + location + "'");
    };

    /// The bytes [offset, offset + length) of the file `location` beside the model.
    ///
    /// @param length number of bytes; exactly that many are returned
    Bytes read(String location, long offset, long length) throws MalformedException;
}
