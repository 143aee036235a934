package dev.credence.inference.tensor;

/// The Java arrays behind element types.
public final class Storage {
    private Storage() {}

    /// The class of the array that holds elements of `type`.
    public static Class<?> arrayClass(ElementType type) {
        return switch (type) {
            case FLOAT -> float[].class;
            case DOUBLE -> double[].class;
            case INT64, UINT64 -> long[].class;
            case INT32, UINT32 -> int[].class;
            case INT16, UINT16, FLOAT16, BFLOAT16 -> short[].class;
            case INT8, UINT8, BOOL -> byte[].class;
            case STRING -> String[].class;
        };
    }

    /// A new array of zeros (empty strings) for `elements` elements of `type`.
    public static Object allocate(ElementType type, int elements) {
        return switch (type) {
            case FLOAT -> new float[elements];
            case DOUBLE -> new double[elements];
            case INT64, UINT64 -> new long[elements];
            case INT32, UINT32 -> new int[elements];
            case INT16, UINT16, FLOAT16, BFLOAT16 -> new short[elements];
            case INT8, UINT8, BOOL -> new byte[elements];
            case STRING -> {
                String[] strings = new String[elements];
                java.util.Arrays.fill(strings, "");
                yield strings;
            }
        };
    }
}
