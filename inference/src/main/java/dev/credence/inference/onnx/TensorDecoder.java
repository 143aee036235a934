package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.CanonicalBytes;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Reads `TensorProto`: dimensions, element type and exactly one of its ways to hold data.
final class TensorDecoder {
    private final DecodingBudget budget;
    private final ExternalData external;

    TensorDecoder(DecodingBudget budget, ExternalData external) {
        this.budget = budget;
        this.external = external;
    }

    /// The fields of one message before they are put together.
    private static final class Parts {
        final NumberList dimensions = new NumberList();
        final NumberList floats = new NumberList();
        final NumberList ints = new NumberList();
        final NumberList longs = new NumberList();
        final NumberList doubles = new NumberList();
        final NumberList unsigned = new NumberList();
        final List<Bytes> strings = new ArrayList<>();
        final ExternalReference reference = new ExternalReference();
        Bytes raw;
        long code;
        String name = "";

        int typed() {
            return floats.size() + ints.size() + longs.size() + doubles.size() + unsigned.size() + strings.size();
        }
    }

    OnnxTensor decode(WireReader reader, String path) throws MalformedException, RefusedException {
        int offset = reader.offset();
        budget.tensor(path, offset, reader.remaining());
        Parts parts = new Parts();
        while (reader.next(path)) {
            field(reader, parts, path);
        }
        String where = parts.name.isEmpty() ? path : path + "'" + parts.name + "'";
        ElementType type = ElementType.ofOnnxCode(parts.code)
                .orElseThrow(() -> new RefusedException(Refusal.UNSUPPORTED_TYPE,
                        where + " has " + OnnxTypeNames.describe(parts.code) + " elements, a type that we do not have"));
        Shape shape = Shape.ofChecked(parts.dimensions.toArray())
                .orElseThrow(() -> new MalformedException(where + ".dims", offset,
                        "at most " + Shape.RANK_MAX + " dimensions whose product is below 2^31", sizes(parts.dimensions)));
        try {
            return new OnnxTensor(parts.name, tensor(parts, type, shape, offset));
        } catch (MalformedException malformed) {
            throw malformed.within(where);
        }
    }

    private void field(WireReader reader, Parts parts, String path) throws MalformedException {
        switch (reader.field()) {
            case 1 -> {
                parts.dimensions.addVarints(reader, path + ".dims");
                if (parts.dimensions.size() > Shape.RANK_MAX) {
                    throw new MalformedException(path + ".dims", reader.offset(),
                            "at most " + Shape.RANK_MAX + " dimensions", "more");
                }
            }
            case 2 -> parts.code = reader.number(path + ".data_type");
            case 3 -> throw new MalformedException(path + ".segment", reader.offset(), "a whole tensor", "a segment of one");
            case 4 -> parts.floats.addFloats(reader, path + ".float_data");
            case 5 -> parts.ints.addVarints(reader, path + ".int32_data");
            case 6 -> parts.strings.add(reader.bytes(path + ".string_data", Integer.MAX_VALUE));
            case 7 -> parts.longs.addVarints(reader, path + ".int64_data");
            case 8 -> parts.name = reader.text(path + ".name", budget.nameBytesMax());
            case 9 -> parts.raw = reader.bytes(path + ".raw_data", Integer.MAX_VALUE);
            case 10 -> parts.doubles.addBits64(reader, path + ".double_data");
            case 11 -> parts.unsigned.addVarints(reader, path + ".uint64_data");
            case 13 -> parts.reference.entry(reader.message(path), path + ".external_data");
            case 14 -> parts.reference.location(reader.number(path + ".data_location"), path);
            default -> reader.skip(path);
        }
    }

    private Tensor tensor(Parts parts, ElementType type, Shape shape, int offset) throws MalformedException {
        if (parts.reference.isExternal()) {
            if (parts.raw != null || parts.typed() > 0) {
                throw new MalformedException("", offset, "data inside or outside of the file", "both");
            }
            return fromFile(parts.reference, type, shape, offset);
        }
        if (parts.raw != null && parts.typed() > 0) {
            throw new MalformedException("", offset, "one way of holding data", "raw_data and typed data");
        }
        if (parts.raw != null && type == ElementType.STRING) {
            throw new MalformedException("", offset, "strings in string_data", "raw_data");
        }
        return parts.raw != null
                ? CanonicalBytes.decode(type, shape, parts.raw)
                : TypedData.tensor(type, shape, dataOf(parts, type), parts.strings, parts.typed());
    }

    private static NumberList dataOf(Parts parts, ElementType type) {
        return switch (type) {
            case FLOAT -> parts.floats;
            case DOUBLE -> parts.doubles;
            case INT64 -> parts.longs;
            case UINT32, UINT64 -> parts.unsigned;
            case INT32, INT16, INT8, UINT16, UINT8, BOOL, FLOAT16, BFLOAT16 -> parts.ints;
            case STRING -> new NumberList();
        };
    }

    private Tensor fromFile(ExternalReference reference, ElementType type, Shape shape, int offset)
            throws MalformedException {
        if (type == ElementType.STRING) {
            throw new MalformedException("", offset, "strings inside the file", "external data");
        }
        long length = (long) shape.elements() * type.widthBytes();
        budget.tensor("external_data", offset, length);
        return CanonicalBytes.decode(type, shape, reference.read(external, length));
    }

    private static String sizes(NumberList dimensions) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < dimensions.size(); i++) {
            text.append(i == 0 ? "" : ",").append(dimensions.at(i));
        }
        return text.append(']').toString();
    }
}
