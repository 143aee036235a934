package dev.credence.inference.tensor;

import java.util.Optional;

/// The type of a tensor's elements, with its code in ONNX (`TensorProto.DataType`) and its name in the Open Inference
/// Protocol.
///
/// Quarter-precision and four-bit types, and complex numbers, are not among them: a model that uses one is refused.
public enum ElementType {
    FLOAT(1, "FP32", 4),
    UINT8(2, "UINT8", 1),
    INT8(3, "INT8", 1),
    UINT16(4, "UINT16", 2),
    INT16(5, "INT16", 2),
    INT32(6, "INT32", 4),
    INT64(7, "INT64", 8),
    /// Byte strings of varying length, held as text in UTF-8.
    STRING(8, "BYTES", 0),
    BOOL(9, "BOOL", 1),
    FLOAT16(10, "FP16", 2),
    DOUBLE(11, "FP64", 8),
    UINT32(12, "UINT32", 4),
    UINT64(13, "UINT64", 8),
    BFLOAT16(16, "BF16", 2);

    private final int onnxCode;
    private final String protocolName;
    private final int widthBytes;

    ElementType(int onnxCode, String protocolName, int widthBytes) {
        this.onnxCode = onnxCode;
        this.protocolName = protocolName;
        this.widthBytes = widthBytes;
    }

    /// The number that ONNX files use.
    public int onnxCode() {
        return onnxCode;
    }

    /// The name that the Open Inference Protocol uses, such as `FP32`.
    public String protocolName() {
        return protocolName;
    }

    /// The width of one element; 0 for strings, whose width varies.
    public int widthBytes() {
        return widthBytes;
    }

    /// Whether elements are floating-point numbers of any width.
    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE || isHalf();
    }

    /// Whether elements are 16-bit floating-point numbers.
    public boolean isHalf() {
        return this == FLOAT16 || this == BFLOAT16;
    }

    public boolean isUnsigned() {
        return this == UINT8 || this == UINT16 || this == UINT32 || this == UINT64;
    }

    /// Whether elements are integers; truth values are not.
    public boolean isInteger() {
        return isUnsigned() || this == INT8 || this == INT16 || this == INT32 || this == INT64;
    }

    /// The type with this code in ONNX, if it is one of ours.
    public static Optional<ElementType> ofOnnxCode(long code) {
        for (ElementType type : values()) {
            if (type.onnxCode == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /// The type with this name in the Open Inference Protocol, if there is one.
    public static Optional<ElementType> ofProtocolName(String name) {
        for (ElementType type : values()) {
            if (type.protocolName.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
