package dev.credence.foundation.codec;

/// Bounds on a JSON text from outside, checked before memory is spent on what exceeds them.
///
/// @param bytesMax  the whole text
/// @param depthMax  arrays and objects inside one another; `[]` has depth 1
/// @param valuesMax all values together, keys not counted; a value costs up to about 100 bytes of memory
public record JsonLimits(int bytesMax, int depthMax, int valuesMax) {
    /// The deepest nesting that any caller may allow: the readers recurse.
    public static final int DEPTH_CEILING = 256;

    public JsonLimits {
        if (bytesMax < 1 || depthMax < 1 || depthMax > DEPTH_CEILING || valuesMax < 1) {
            throw new IllegalArgumentException("positive limits with a depth of at most " + DEPTH_CEILING
                    + " expected, found " + bytesMax + ", " + depthMax + ", " + valuesMax);
        }
    }

    /// A text of at most `bytesMax` bytes, at most 32 deep, with at most one value in eight bytes and 64 more.
    public static JsonLimits ofBytes(int bytesMax) {
        return new JsonLimits(bytesMax, 32, bytesMax / 8 + 64);
    }
}
