package dev.credence.inference.onnx;

/// The names of ONNX's element types, for sentences about those that we do not have.
final class OnnxTypeNames {
    private static final String[] NAMES = {
        "undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double",
        "uint32", "uint64", "complex64", "complex128", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2",
        "float8e5m2fnuz", "uint4", "int4", "float4e2m1", "float8e8m0", "uint2", "int2"
    };

    private OnnxTypeNames() {}

    static String describe(long code) {
        return code >= 0 && code < NAMES.length ? NAMES[(int) code] : "unknown (" + code + ")";
    }
}
