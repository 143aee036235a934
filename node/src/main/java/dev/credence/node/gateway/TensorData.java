package dev.credence.node.gateway;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.tensor.Tensor;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import java.util.ArrayList;
import java.util.List;

/// Elements of an output as the protocol's JSON `data`, flat: what `verification` reads back to the same digest (docs/spec/receipt.md 1.1).
final class TensorData {
    private TensorData() {}

    /// @throws ApiException if the elements have no form in JSON
    static JsonArray of(String name, Tensor tensor) throws ApiException {
        if (tensor.type().isHalf()) {
            throw new ApiException(
                    Fault.MALFORMED,
                    "the output '" + name + "' is " + tensor.type().protocolName()
                            + ", which has no form in JSON; ask for it with the parameter binary_data");
        }
        List<Json> data = new ArrayList<>(tensor.elements());
        for (int i = 0; i < tensor.elements(); i++) {
            data.add(element(name, tensor, i));
        }
        return new JsonArray(data);
    }

    private static Json element(String name, Tensor tensor, int at) throws ApiException {
        return switch (tensor.type()) {
            case FLOAT -> number(tensor.floats()[at]);
            case DOUBLE -> number(tensor.doubles()[at]);
            case INT64 -> wide(Long.toString(tensor.longs()[at]), tensor.longs()[at]);
            case UINT64 -> wide(Long.toUnsignedString(tensor.longs()[at]), tensor.longs()[at]);
            case INT32 -> new JsonInteger(tensor.ints()[at]);
            case UINT32 -> new JsonInteger(Integer.toUnsignedLong(tensor.ints()[at]));
            case INT16 -> new JsonInteger(tensor.shorts()[at]);
            case UINT16 -> new JsonInteger(Short.toUnsignedInt(tensor.shorts()[at]));
            case INT8 -> new JsonInteger(tensor.bytes()[at]);
            case UINT8 -> new JsonInteger(Byte.toUnsignedInt(tensor.bytes()[at]));
            case BOOL -> new JsonBoolean(tensor.bytes()[at] != 0);
            case STRING -> text(name, tensor.strings()[at]);
            case FLOAT16, BFLOAT16 -> throw new IllegalStateException("refused above");
        };
    }

    private static Json number(float value) {
        return Float.isFinite(value) ? JsonNumber.of(value) : new JsonString(Float.toString(value));
    }

    private static Json number(double value) {
        return Double.isFinite(value) ? JsonNumber.of(value) : new JsonString(Double.toString(value));
    }

    // Beyond 2^53 the text of the number carries it exactly.
    private static Json wide(String text, long value) {
        return value >= -JsonInteger.VALUE_MAX && value <= JsonInteger.VALUE_MAX ? new JsonInteger(value) : new JsonNumber(text);
    }

    private static Json text(String name, String value) throws ApiException {
        try {
            return new JsonString(value);
        } catch (IllegalArgumentException unfit) {
            throw new ApiException(
                    Fault.MALFORMED,
                    "the output '" + name + "' holds text that has no form in JSON; ask for it with the parameter binary_data", unfit);
        }
    }
}
