package dev.credence.inference.onnx;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.HashSet;
import java.util.Set;

/// Where a constant's bytes lie outside of the model file (`external_data`), read with distrust.
///
/// Unknown and repeated keys are refused: an implementation that turned keys into attributes let a file overwrite its
/// own objects (CVE-2026-34445). A location is a relative path of plain segments.
final class ExternalReference {
    private static final int TEXT_BYTES_MAX = 1_024;

    private final Set<String> keys = new HashSet<>();
    private String location = "";
    private long offset;
    private long length = -1;
    private boolean external;

    boolean isExternal() {
        return external || !keys.isEmpty();
    }

    void location(long value, String path) throws MalformedException {
        if (value != 0 && value != 1) {
            throw new MalformedException(path + ".data_location", -1, "0 (inside) or 1 (outside)", Long.toString(value));
        }
        external = value == 1;
    }

    void entry(WireReader reader, String path) throws MalformedException {
        String key = "";
        String value = "";
        while (reader.next(path)) {
            switch (reader.field()) {
                case 1 -> key = reader.text(path, TEXT_BYTES_MAX);
                case 2 -> value = reader.text(path, TEXT_BYTES_MAX);
                default -> reader.skip(path);
            }
        }
        if (!keys.add(key)) {
            throw new MalformedException(path, -1, "each key once", "a second '" + key + "'");
        }
        switch (key) {
            case "location" -> location = checkedLocation(value, path);
            case "offset" -> offset = count(value, path + ".offset");
            case "length" -> length = count(value, path + ".length");
            case "checksum" -> {
                // SHA-1 by ONNX's definition: no protection, and our digests cover the bytes themselves.
            }
            default -> throw new MalformedException(path, -1, "the key location, offset, length or checksum", "'" + key + "'");
        }
    }

    Bytes read(ExternalData files, long expected) throws MalformedException {
        if (location.isEmpty()) {
            throw new MalformedException("external_data", -1, "a location", "none");
        }
        if (length != -1 && length != expected) {
            throw new MalformedException("external_data.length", -1, expected + " bytes for type and shape", length + " bytes");
        }
        if (offset > Long.MAX_VALUE - expected) {
            throw new MalformedException("external_data.offset", -1, "a range inside of a file", "offset " + offset);
        }
        Bytes bytes = files.read(location, offset, expected);
        if (bytes.length() != expected) {
            throw new MalformedException("external_data", -1, expected + " bytes", bytes.length() + " bytes");
        }
        return bytes;
    }

    private static String checkedLocation(String text, String path) throws MalformedException {
        boolean plain = !text.isEmpty() && text.indexOf('\\') < 0 && text.indexOf(':') < 0
                && text.chars().noneMatch(c -> c < 0x20 || c == 0x7f);
        for (String segment : text.split("/", -1)) {
            plain &= !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
        }
        if (!plain) {
            throw new MalformedException(path + ".location", -1,
                    "a relative path of plain segments (no '..', no leading '/', no '\\' or ':')", "'" + text + "'");
        }
        return text;
    }

    private static long count(String text, String path) throws MalformedException {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new MalformedException(path, -1, "a decimal number below 10^18", "'" + text + "'");
        }
        return Long.parseLong(text);
    }
}
