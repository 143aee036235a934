package dev.credence.node.operator;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.answering.TextDelta;
import dev.credence.receipt.statement.Segment;
import java.util.ArrayList;
import java.util.List;

/// Signs an answer of one choice as far as it has left (docs/spec/text.md 9.4).
final class SegmentSigner {
    private final SecretKey key;
    private final Bytes receipt;
    private final Digest request;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> ids = new ArrayList<>();
    private int index;
    private int signedIds;
    private int signedChars;

    SegmentSigner(SecretKey key, Bytes receipt, Digest request) {
        this.key = key;
        this.receipt = receipt;
        this.request = request;
    }

    void add(TextDelta delta) {
        text.append(JsonString.fit(delta.text()).value());
        ids.addAll(delta.ids());
    }

    /// Whether the next segment is to be signed.
    boolean isDue() {
        return ids.size() - signedIds >= Segment.TOKENS;
    }

    /// Whether anything has left that is not signed.
    boolean hasRest() {
        return ids.size() > signedIds || text.length() > signedChars;
    }

    Segment sign() {
        Segment.SoFar soFar = new Segment.SoFar(receipt, text.toString(), ids);
        Segment segment = Segment.sign(key, index, ids.size() - signedIds, request, soFar);
        index++;
        signedIds = ids.size();
        signedChars = text.length();
        return segment;
    }
}
