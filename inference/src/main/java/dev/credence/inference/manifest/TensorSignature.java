package dev.credence.inference.manifest;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import java.util.List;

/// Name, datatype and shape of an input or output.
///
/// @param datatype the Open Inference Protocol's name, such as `FP32`
/// @param shape    dimensions; -1 where the model leaves one open
public record TensorSignature(String name, String datatype, List<Long> shape) {
    private static final int NAME_CHARS_MAX = 256;
    private static final int RANK_MAX = 16;

    public TensorSignature {
        shape = List.copyOf(shape);
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX || shape.size() > RANK_MAX || shape.stream().anyMatch(size -> size < -1)) {
            throw new IllegalArgumentException("a tensor's signature expected, found " + name + " " + shape);
        }
    }

    /// As manifests and the Open Inference Protocol write it.
    public JsonObject encode() {
        return JsonObject.builder()
                .put("name", name)
                .put("datatype", datatype)
                .put("shape", JsonArray.ofIntegers(shape.stream().mapToLong(Long::longValue).toArray()))
                .build();
    }

    static TensorSignature decode(String path, Json json) throws MalformedException {
        JsonFields fields = JsonFields.inOrder(path, json);
        String name = fields.string("name", NAME_CHARS_MAX);
        if (name.isEmpty()) {
            throw fields.fault("name", "a name", "nothing");
        }
        String datatype = fields.string("datatype", 16);
        List<Long> shape = fields.integers("shape", RANK_MAX, -1, Integer.MAX_VALUE);
        fields.end();
        return new TensorSignature(name, datatype, shape);
    }
}
