package dev.credence.receipt.statement;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.hash.Digest;
import java.util.Optional;

/// The digests to which an operator binds itself.
///
/// @param trace       root of the trace of the execution
/// @param fingerprint digest of the activation sketch, where one was taken
public record Commitment(Digest request, Digest answer, Digest trace, Optional<Digest> fingerprint) {
    void write(JsonObject.Builder predicate) {
        predicate.put("request", request.hex()).put("answer", answer.hex()).put("trace", trace.hex());
        predicate.putIfPresent("fingerprint", fingerprint.map(digest -> new JsonString(digest.hex())));
    }

    static Commitment read(JsonFields predicate) throws MalformedException {
        Digest request = predicate.digest("request");
        Digest answer = predicate.digest("answer");
        Digest trace = predicate.digest("trace");
        return new Commitment(request, answer, trace, predicate.optionalDigest("fingerprint"));
    }
}
