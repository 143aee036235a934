package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.receipt.request.Datatype;
import dev.credence.receipt.request.TensorRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads the `inputs` of a request or the `outputs` of a response, and consumes their binary data in order.
final class TensorsReader {
    private static final int TENSORS_MAX = 256;
    private final Bytes binary;
    private int at;

    TensorsReader(Bytes binary) {
        this.binary = binary;
    }

    List<BodyTensor> read(JsonFields body, String member) throws MalformedException {
        List<BodyTensor> tensors = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonFields item : body.objects(member, TENSORS_MAX)) {
            BodyTensor tensor = tensor(item);
            if (!names.add(tensor.record().name())) {
                throw item.fault("name", "a name of its own", "'" + tensor.record().name() + "' again");
            }
            tensors.add(tensor);
        }
        if (tensors.isEmpty()) {
            throw body.fault(member, "at least one tensor", "none");
        }
        Bytes rest = binary.slice(at, binary.length());
        // Without binary data a line's end may follow the object.
        if (at == 0 ? !BodyParts.isBlank(rest) : !rest.isEmpty()) {
            throw new MalformedException("", -1, "the body's end after " + at + " bytes of binary data", rest.length() + " bytes more");
        }
        return List.copyOf(tensors);
    }

    private BodyTensor tensor(JsonFields fields) throws MalformedException {
        String name = fields.string("name", TensorRecord.NAME_CHARS_MAX);
        if (name.isEmpty()) {
            throw fields.fault("name", "a name", "an empty string");
        }
        List<Long> shape = fields.integers("shape", TensorRecord.RANK_MAX, 0, TensorRecord.ELEMENTS_MAX);
        long elements = TensorRecord.elements(shape);
        if (elements < 0) {
            throw fields.fault("shape", "at most " + TensorRecord.ELEMENTS_MAX + " elements", shape.toString());
        }
        String typeName = fields.string("datatype", 16);
        Datatype datatype = Datatype.parse(typeName)
                .orElseThrow(() -> fields.fault("datatype", "a datatype of the Open Inference Protocol", "'" + typeName + "'"));
        OptionalLong size = binarySize(fields);
        Bytes bytes = size.isPresent()
                ? raw(fields, datatype, elements, size.getAsLong())
                : data(fields, datatype, shape, elements);
        fields.end();
        return BodyTensor.of(name, datatype, shape, bytes);
    }

    private static OptionalLong binarySize(JsonFields fields) throws MalformedException {
        Optional<JsonFields> parameters = fields.optionalObject("parameters");
        if (parameters.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong size = parameters.get().optionalInteger("binary_data_size", 0, BodyParts.BYTES_MAX);
        parameters.get().end();
        return size;
    }

    private Bytes raw(JsonFields fields, Datatype datatype, long elements, long size) throws MalformedException {
        String path = fields.pathOf("parameters.binary_data_size");
        if (fields.has("data")) {
            throw fields.fault("data", "none beside binary_data_size", "some");
        }
        if (size > binary.length() - at) {
            throw new MalformedException(path, -1, "at most the " + (binary.length() - at) + " bytes that follow", size + "");
        }
        Bytes part = binary.slice(at, at + (int) size);
        at += (int) size;
        return RawElements.canonical(datatype, part, elements, path);
    }

    private static Bytes data(JsonFields fields, Datatype datatype, List<Long> shape, long elements) throws MalformedException {
        if (!(fields.any("data") instanceof JsonArray data)) {
            throw fields.fault("data", "an array", "something else");
        }
        return new JsonElements(datatype, fields.pathOf("data")).canonical(data, shape, elements);
    }
}
