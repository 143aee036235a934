package dev.credence.node.input;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.tensor.CanonicalBytes;
import dev.credence.inference.tensor.ElementType;
import dev.credence.inference.tensor.Shape;
import dev.credence.inference.tensor.Tensor;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// NumPy's array file (format versions 1 and 2, numpy.lib.format) → tensor: little-endian numbers in C order only.
final class NpyReader {
    private static final Bytes MAGIC = Bytes.wrap(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'});
    private static final int HEADER_BYTES_MAX = 4_096;
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([<|=]?)([a-z][0-9]{1,2})', 'fortran_order': (True|False), 'shape': \\(([0-9, ]*)\\), ?\\}\\s*");
    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("f4", ElementType.FLOAT), Map.entry("f8", ElementType.DOUBLE), Map.entry("f2", ElementType.FLOAT16),
            Map.entry("i1", ElementType.INT8), Map.entry("i2", ElementType.INT16), Map.entry("i4", ElementType.INT32),
            Map.entry("i8", ElementType.INT64), Map.entry("u1", ElementType.UINT8), Map.entry("u2", ElementType.UINT16),
            Map.entry("u4", ElementType.UINT32), Map.entry("u8", ElementType.UINT64), Map.entry("b1", ElementType.BOOL));

    private NpyReader() {}

    static Tensor read(Bytes file) throws MalformedException {
        if (file.length() < 12 || !file.slice(0, 6).equals(MAGIC)) {
            throw new MalformedException("array", 0, "NumPy's magic bytes", "others");
        }
        int version = file.at(6);
        if (version != 1 && version != 2) {
            throw new MalformedException("array", 6, "format version 1 or 2", Integer.toString(version));
        }
        int start = version == 1 ? 10 : 12;
        long length = file.at(8) | file.at(9) << 8 | (version == 1 ? 0L : (long) file.at(10) << 16 | (long) file.at(11) << 24);
        if (length > HEADER_BYTES_MAX || start + length > file.length()) {
            throw new MalformedException("array", 8, "a header of at most " + HEADER_BYTES_MAX + " bytes", length + " bytes");
        }
        int data = start + (int) length;
        Matcher header = HEADER.matcher(file.slice(start, data).utf8());
        if (!header.matches()) {
            throw new MalformedException("array", start, "a plain little-endian array's header", file.slice(start, data).utf8());
        }
        ElementType type = TYPES.get(header.group(2));
        if (type == null || header.group(3).equals("True")) {
            throw new MalformedException("array", start, "numbers in C order", file.slice(start, data).utf8());
        }
        return CanonicalBytes.decode(type, shape(header.group(4), start), file.slice(data, file.length()));
    }

    private static Shape shape(String text, int offset) throws MalformedException {
        String[] parts = text.isBlank() ? new String[0] : text.replace(" ", "").split(",");
        long[] dimensions = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() || parts[i].length() > 10) {
                throw new MalformedException("array", offset, "dimensions", "(" + text + ")");
            }
            dimensions[i] = Long.parseLong(parts[i]);
        }
        return Shape.ofChecked(dimensions)
                .orElseThrow(() -> new MalformedException("array", offset, "a shape that fits in memory", "(" + text + ")"));
    }
}
