package dev.credence.node.exchange;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.inference.tensor.CanonicalBytes;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A message with tensors.
///
/// ```
/// frame  = u32 length of header ‖ header ‖ tensors
/// header = {"message": {…}, "tensors": [{"name","datatype","shape","size"}…]}     strict JSON
/// ```
///
/// Tensors are the canonical little-endian bytes, one after the other in the header's order; `size` is in bytes.
///
/// @param message the members that are no tensors
public record TensorFrame(JsonObject message, Map<String, Tensor> tensors) {
    public static final String CONTENT_TYPE = "application/vnd.credence.tensor-frame";
    /// Room for an operators' list of a thousand in the header.
    private static final int HEADER_BYTES_MAX = 8 << 20;
    private static final int TENSORS_MAX = 256;
    private static final int NAME_CHARS_MAX = 256;

    public Bytes encode() {
        List<Json> entries = new ArrayList<>();
        List<Bytes> parts = new ArrayList<>();
        tensors.forEach((name, tensor) -> {
            Bytes raw = tensor.canonicalBytes();
            parts.add(raw);
            entries.add(JsonObject.builder()
                    .put("name", name)
                    .put("datatype", tensor.type().protocolName())
                    .put("shape", JsonArray.ofIntegers(tensor.shape().toLongs()))
                    .put("size", raw.length())
                    .build());
        });
        Bytes header = JsonWriter.write(
                JsonObject.builder().put("message", message).put("tensors", new JsonArray(entries)).build());
        ByteWriter writer = new ByteWriter().sized(header);
        parts.forEach(writer::raw);
        return writer.toBytes();
    }

    public static TensorFrame decode(Bytes frame) throws MalformedException {
        ByteReader reader = new ByteReader(frame);
        Bytes header = reader.sized("header", HEADER_BYTES_MAX);
        JsonFields fields = JsonFields.of("", StrictJson.parse(header, JsonLimits.ofBytes(HEADER_BYTES_MAX)));
        if (!(fields.any("message") instanceof JsonObject message)) {
            throw fields.fault("message", "an object", "something else");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (JsonFields entry : fields.objects("tensors", TENSORS_MAX)) {
            String name = entry.string("name", NAME_CHARS_MAX);
            Tensor tensor = tensor(entry, reader);
            if (tensors.put(name, tensor) != null) {
                throw entry.fault("name", "every name once", "'" + name + "' again");
            }
        }
        fields.end();
        reader.end();
        return new TensorFrame(message, tensors);
    }

    private static Tensor tensor(JsonFields entry, ByteReader reader) throws MalformedException {
        String datatype = entry.string("datatype", 16);
        ElementType type = ElementType.ofProtocolName(datatype)
                .orElseThrow(() -> entry.fault("datatype", "a datatype of the protocol", "'" + datatype + "'"));
        long[] dimensions = entry.integers("shape", Shape.RANK_MAX, 0, Shape.ELEMENTS_MAX).stream()
                .mapToLong(Long::longValue)
                .toArray();
        Shape shape = Shape.ofChecked(dimensions)
                .orElseThrow(() -> entry.fault("shape", "at most " + Shape.ELEMENTS_MAX + " elements", "more"));
        int size = (int) entry.integer("size", 0, Integer.MAX_VALUE);
        entry.end();
        try {
            return CanonicalBytes.decode(type, shape, reader.raw(entry.path(), size));
        } catch (MalformedException malformed) {
            throw malformed.within(entry.path());
        }
    }
}
