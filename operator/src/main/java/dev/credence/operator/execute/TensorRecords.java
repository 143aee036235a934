package dev.credence.operator.execute;

import dev.credence.inference.tensor.Tensor;
import dev.credence.receipt.request.Datatype;
import dev.credence.receipt.request.TensorRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What digests keep of tensors (docs/spec/receipt.md 1.1).
public final class TensorRecords {
    private TensorRecords() {}

    /// The record of one tensor.
    public static TensorRecord of(String name, Tensor tensor) {
        Datatype datatype = Datatype.valueOf(tensor.type().protocolName());
        List<Long> shape = new ArrayList<>(tensor.shape().rank());
        for (long dimension : tensor.shape().toLongs()) {
            shape.add(dimension);
        }
        return new TensorRecord(name, datatype, shape, tensor.digest());
    }

    /// The records of tensors by name.
    public static List<TensorRecord> of(Map<String, Tensor> tensors) {
        List<TensorRecord> records = new ArrayList<>(tensors.size());
        tensors.forEach((name, tensor) -> records.add(of(name, tensor)));
        return records;
    }

    /// The number of elements of all tensors together.
    public static long elements(Map<String, Tensor> tensors) {
        return tensors.values().stream().mapToLong(Tensor::elements).sum();
    }
}
