package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;

/// A tensor as ONNX keeps it in a file of its own (`input_0.pb` of the backend tests): `TensorProto`.
///
/// @param name the value's name, possibly empty
public record OnnxTensor(String name, Tensor tensor) {
    /// Reads one `TensorProto` that holds its data itself.
    ///
    /// @throws MalformedException if the bytes are no such message
    /// @throws RefusedException   if its elements are of a type that we do not have
    public static OnnxTensor decode(Bytes bytes) throws MalformedException, RefusedException {
        return new TensorDecoder(new DecodingBudget(OnnxLimits.DEFAULT), ExternalData.REFUSED)
                .decode(new WireReader(bytes), "tensor");
    }
}
