package dev.credence.receipt.evidence;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import java.util.Comparator;
import java.util.Optional;

/// A piece of evidence as a receipt file names it: its kind and suite, and a blob by digest (docs/spec/receipt.md 3.1).
///
/// @param kind      a token; one that this build does not know can never be supported
/// @param suite     a token: which rules the blob follows
/// @param digest    SHA-256 of the blob, as claimed
/// @param sizeBytes the blob's length, as claimed
/// @param body      the blob itself, or where it lies
public record EvidenceItem(String kind, String suite, Digest digest, long sizeBytes, Body body) {
    public static final String ARGUMENT = "argument";
    public static final String REPLAY = "replay";
    public static final String ATTESTATION = "attestation";
    public static final String FINGERPRINT = "fingerprint";
    /// The suite of a language model's fingerprint (docs/spec/text.md 7.2).
    public static final String SKETCH_V1 = "sketch-v1";
    /// The reader's own re-execution; never in a file.
    public static final String LOCAL = "local";

    public static final int TOKEN_CHARS_MAX = 32;
    public static final int LOCATOR_CHARS_MAX = 512;
    public static final int BLOB_BYTES_MAX = 48 << 20;

    /// The order of items in a file: by kind, then by digest.
    public static final Comparator<EvidenceItem> ORDER =
            Comparator.comparing(EvidenceItem::kind).thenComparing(EvidenceItem::digest);

    /// Where a blob is.
    public sealed interface Body {
        /// It stands in the file.
        record Embedded(Bytes blob) implements Body {}

        /// It lies elsewhere; what the locator says is not vouched for by anybody.
        record Elsewhere(String locator) implements Body {
            public Elsewhere {
                requireFit(isLocator(locator), "a locator of printable ASCII", locator);
            }
        }
    }

    public EvidenceItem {
        requireFit(isToken(kind), "a kind of lowercase letters, digits and hyphens", kind);
        requireFit(isToken(suite), "a suite of lowercase letters, digits and hyphens", suite);
        if (sizeBytes < 0 || sizeBytes > BLOB_BYTES_MAX) {
            throw new IllegalArgumentException("0 to " + BLOB_BYTES_MAX + " bytes expected, found " + sizeBytes);
        }
    }

    /// An honest item with its blob.
    public static EvidenceItem embedded(String kind, String suite, Bytes blob) {
        return new EvidenceItem(kind, suite, Sha256.of(blob), blob.length(), new Body.Embedded(blob));
    }

    /// The item of a replay.
    public static EvidenceItem of(Replay replay) {
        return embedded(REPLAY, Replay.SUITE, replay.encode());
    }

    /// The blob, if it stands in the file.
    public Optional<Bytes> blob() {
        return switch (body) {
            case Body.Embedded(Bytes blob) -> Optional.of(blob);
            case Body.Elsewhere _ -> Optional.empty();
        };
    }

    /// The locator, if the blob lies elsewhere.
    public Optional<String> locator() {
        return switch (body) {
            case Body.Embedded _ -> Optional.empty();
            case Body.Elsewhere(String locator) -> Optional.of(locator);
        };
    }

    public JsonObject json() {
        return JsonObject.builder()
                .put("kind", kind)
                .put("suite", suite)
                .put("digest", digest.hex())
                .put("size", sizeBytes)
                .putIfPresent("blob", blob().map(blob -> new JsonString(blob.base64())))
                .putIfPresent("locator", locator().map(JsonString::new))
                .build();
    }

    public static EvidenceItem read(JsonFields fields) throws MalformedException {
        String kind = token(fields, "kind");
        if (kind.equals(LOCAL)) {
            throw fields.fault("kind", "evidence of others, since nobody vouches for a reader's own re-execution", "'" + LOCAL + "'");
        }
        String suite = token(fields, "suite");
        Digest digest = fields.digest("digest");
        long size = fields.integer("size", 0, BLOB_BYTES_MAX);
        Optional<Bytes> blob = fields.optionalBase64("blob", BLOB_BYTES_MAX);
        Body body = blob.isPresent() ? new Body.Embedded(blob.get()) : new Body.Elsewhere(locator(fields));
        fields.end();
        return new EvidenceItem(kind, suite, digest, size, body);
    }

    private static String token(JsonFields fields, String member) throws MalformedException {
        String text = fields.string(member, TOKEN_CHARS_MAX);
        if (!isToken(text)) {
            throw fields.fault(member, "lowercase letters, digits and hyphens", "'" + text + "'");
        }
        return text;
    }

    private static String locator(JsonFields fields) throws MalformedException {
        String text = fields.string("locator", LOCATOR_CHARS_MAX);
        if (!isLocator(text)) {
            throw fields.fault("locator", "printable ASCII without spaces", "'" + text + "'");
        }
        return text;
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.length() <= TOKEN_CHARS_MAX
                && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    private static boolean isLocator(String text) {
        return !text.isEmpty() && text.length() <= LOCATOR_CHARS_MAX && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    private static void requireFit(boolean fit, String expected, String actual) {
        if (!fit) {
            throw new IllegalArgumentException("expected " + expected + ", found '" + actual + "'");
        }
    }
}
