package dev.credence.receipt.envelope;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.evidence.EvidenceItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The receipt as one self-contained file (docs/spec/receipt.md 5). It grows; each state is a valid file.
///
/// @param evidence sorted by kind and digest, no two equal
public record ReceiptFile(Envelope envelope, List<EvidenceItem> evidence, Optional<Logged> logged) {
    public static final String MEDIA_TYPE = "application/vnd.credence.receipt.v0+json";
    public static final int BYTES_MAX = 64 << 20;
    /// A handful of kinds, some more than once.
    public static final int EVIDENCE_MAX = 64;
    /// All of them are checked, each for milliseconds, and of several about one statement the best counts alone.
    public static final int ARGUMENTS_MAX = 4;

    // Paths of 64 hashes five times, and the items: blobs are single strings.
    private static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 6, 4096);

    public ReceiptFile {
        evidence = List.copyOf(evidence);
        int disorder = disorder(evidence);
        if (arguments(evidence) > ARGUMENTS_MAX) {
            throw new IllegalArgumentException("at most " + ARGUMENTS_MAX + " arguments expected, found " + arguments(evidence));
        }
        if (evidence.size() > EVIDENCE_MAX || disorder >= 0) {
            throw new IllegalArgumentException("at most " + EVIDENCE_MAX + " items sorted by kind and digest expected, found "
                    + evidence.size() + ", out of order at " + disorder);
        }
    }

    /// How far a receipt has grown.
    public enum State {
        SIGNED,
        LOGGED,
        EVIDENCED
    }

    /// A receipt as the operator hands it out.
    public static ReceiptFile of(Envelope envelope) {
        return new ReceiptFile(envelope, List.of(), Optional.empty());
    }

    /// This receipt with its place in the log.
    public ReceiptFile with(Logged newer) {
        return new ReceiptFile(envelope, evidence, Optional.of(newer));
    }

    /// This receipt with one more piece; a piece that is there already changes nothing.
    public ReceiptFile with(EvidenceItem item) {
        List<EvidenceItem> items = new ArrayList<>(evidence);
        if (items.stream().noneMatch(other -> EvidenceItem.ORDER.compare(other, item) == 0)) {
            items.add(item);
            items.sort(EvidenceItem.ORDER);
        }
        return new ReceiptFile(envelope, items, logged);
    }

    public State state() {
        if (logged.isEmpty()) {
            return State.SIGNED;
        }
        return evidence.isEmpty() ? State.LOGGED : State.EVIDENCED;
    }

    /// The file in its one spelling.
    public Bytes encode() {
        List<JsonObject> items = new ArrayList<>(evidence.size());
        for (EvidenceItem item : evidence) {
            items.add(item.json());
        }
        return JsonWriter.write(JsonObject.builder()
                .put("mediaType", MEDIA_TYPE)
                .put("envelope", envelope.json())
                .put("evidence", JsonArray.of(items))
                .putIfPresent("inclusion", logged.map(parts -> parts.inclusion().json()))
                .putIfPresent("collateral", logged.map(ReceiptFile::collateral))
                .build());
    }

    /// Reads a file in its one spelling.
    public static ReceiptFile decode(Bytes file) throws MalformedException {
        JsonFields fields = JsonFields.inOrder("", StrictJson.parseCanonical(file, LIMITS));
        fields.literal("mediaType", MEDIA_TYPE);
        Envelope envelope = Envelope.read(fields.object("envelope"));
        List<EvidenceItem> evidence = new ArrayList<>();
        for (JsonFields item : fields.objects("evidence", EVIDENCE_MAX)) {
            evidence.add(EvidenceItem.read(item));
        }
        int disorder = disorder(evidence);
        if (disorder >= 0) {
            throw new MalformedException("evidence[" + disorder + "]", -1, "items sorted by kind and digest, each once", "one out of order");
        }
        if (arguments(evidence) > ARGUMENTS_MAX) {
            throw new MalformedException(
                    "evidence", -1, "at most " + ARGUMENTS_MAX + " items of the kind " + EvidenceItem.ARGUMENT, Long.toString(arguments(evidence)));
        }
        Optional<Logged> logged = readLogged(fields);
        fields.end();
        return new ReceiptFile(envelope, evidence, logged);
    }

    private static Optional<Logged> readLogged(JsonFields fields) throws MalformedException {
        Optional<JsonFields> inclusion = fields.optionalObject("inclusion");
        if (inclusion.isEmpty()) {
            return Optional.empty();
        }
        Inclusion read = Inclusion.read(inclusion.get());
        JsonFields collateral = fields.object("collateral");
        String operators = collateral.string("operators", OperatorsList.BYTES_MAX);
        collateral.end();
        return Optional.of(new Logged(read, operators));
    }

    private static JsonObject collateral(Logged parts) {
        return JsonObject.builder().put("operators", parts.operatorsList()).build();
    }

    private static long arguments(List<EvidenceItem> evidence) {
        return evidence.stream().filter(item -> item.kind().equals(EvidenceItem.ARGUMENT)).count();
    }

    private static int disorder(List<EvidenceItem> evidence) {
        for (int i = 1; i < evidence.size(); i++) {
            if (EvidenceItem.ORDER.compare(evidence.get(i - 1), evidence.get(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
