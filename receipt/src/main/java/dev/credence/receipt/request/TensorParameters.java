package dev.credence.receipt.request;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import java.util.Comparator;
import java.util.List;

/// Everything besides its content that can change the answer to a tensor request, as executed (docs/spec/receipt.md 1.2).
///
/// @param model   the model's id: the digest of its manifest
/// @param nonce   16 bytes of the caller's, which make the request its own
/// @param outputs names of the outputs asked for, sorted by their UTF-8 bytes; never empty
/// @param seed    an unsigned 64-bit number
public record TensorParameters(Digest model, Release release, Bytes nonce, List<String> outputs, long seed)
        implements Parameters {
    public static final int OUTPUTS_MAX = 256;

    public TensorParameters {
        if (nonce.length() != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has 16 bytes, found " + nonce.length());
        }
        outputs = List.copyOf(outputs);
        String defect = defect(outputs);
        if (defect != null) {
            throw new IllegalArgumentException(defect);
        }
    }

    /// The parameters with `outputs` in any order.
    public static TensorParameters of(Digest model, Release release, Bytes nonce, List<String> outputs, long seed) {
        return new TensorParameters(model, release, nonce, sorted(outputs), seed);
    }

    /// `names` sorted by their UTF-8 bytes.
    public static List<String> sorted(List<String> names) {
        return names.stream().sorted(Comparator.comparing(Bytes::ofUtf8)).toList();
    }

    @Override
    public JsonObject json() {
        return JsonObject.builder()
                .put("model", model.hex())
                .put("nonce", nonce.hex())
                .put("outputs", JsonArray.ofStrings(outputs))
                .put("release", release.text())
                .put("seed", Long.toUnsignedString(seed))
                .build();
    }

    /// Reads the members in JCS order; the caller's `fields` are those of this object alone.
    public static TensorParameters read(JsonFields fields) throws MalformedException {
        Digest model = fields.digest("model");
        Bytes nonce = fields.hex("nonce", NONCE_LENGTH);
        List<String> outputs = fields.strings("outputs", OUTPUTS_MAX, TensorRecord.NAME_CHARS_MAX);
        String defect = defect(outputs);
        if (defect != null) {
            throw fields.fault("outputs", "names, sorted, each once", defect);
        }
        Release release = Release.read(fields, "release");
        long seed = Seed.parse(fields.string("seed", 20), fields.pathOf("seed"));
        fields.end();
        return new TensorParameters(model, release, nonce, outputs, seed);
    }

    private static String defect(List<String> names) {
        if (names.isEmpty() || names.size() > OUTPUTS_MAX) {
            return names.size() + " names";
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty() || names.get(i).length() > TensorRecord.NAME_CHARS_MAX) {
                return "a name of " + names.get(i).length() + " characters";
            }
            if (i > 0 && Bytes.ofUtf8(names.get(i - 1)).compareTo(Bytes.ofUtf8(names.get(i))) >= 0) {
                return "'" + names.get(i) + "' after '" + names.get(i - 1) + "'";
            }
        }
        return null;
    }
}
