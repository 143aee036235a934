package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.receipt.request.Datatype;
import dev.credence.receipt.request.TensorRecord;
import java.util.List;

/// A tensor out of an API body, in the bytes that are hashed.
///
/// @param record       what a digest keeps of it
/// @param littleEndian row-major elements, NaNs canonical; `BYTES` elements with their lengths before them
public record BodyTensor(TensorRecord record, Bytes littleEndian) {
    static BodyTensor of(String name, Datatype datatype, List<Long> shape, Bytes littleEndian) {
        return new BodyTensor(new TensorRecord(name, datatype, shape, Sha256.of(littleEndian)), littleEndian);
    }
}
