package dev.credence.receipt.evidence;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.Ed25519;
import java.util.Set;

/// What one drawn operator said.
public sealed interface ReplayOutcome {
    /// Id of the operator that was drawn.
    Digest operator();

    /// It executed the request, and these are its own digests; whether they agree is for the reader to see.
    ///
    /// @param keyed its trace's root under the key of its place (docs/spec/receipt.md 3.6)
    record Executed(Digest operator, Digest answer, Digest trace, Digest keyed, Bytes signature) implements ReplayOutcome {
        public Executed {
            requireSignature(signature);
        }
    }

    /// It says under its signature why it did not.
    record Failed(Digest operator, Failure reason, Bytes signature) implements ReplayOutcome {
        public Failed {
            requireSignature(signature);
        }
    }

    /// It said nothing in time; nobody signs that.
    record Silent(Digest operator) implements ReplayOutcome {}

    /// Why an operator did not execute.
    enum Failure {
        MODEL_UNAVAILABLE("model-unavailable"),
        REQUEST_REFUSED("request-refused"),
        ENGINE_REFUSED("engine-refused"),
        OVERLOADED("overloaded"),
        INTERNAL("internal");

        private final String token;

        Failure(String token) {
            this.token = token;
        }

        /// Its spelling in files and signed bytes.
        public String token() {
            return token;
        }

        static Failure read(JsonFields fields, String member) throws MalformedException {
            String text = fields.string(member, 32);
            for (Failure failure : values()) {
                if (failure.token.equals(text)) {
                    return failure;
                }
            }
            throw fields.fault(member, "a reason of docs/spec/receipt.md 3.2", "'" + text + "'");
        }
    }

    /// The outcome as it stands in the blob.
    default JsonObject json() {
        JsonObject.Builder builder = JsonObject.builder().put("operator", operator().hex());
        return switch (this) {
            case Executed executed ->
                builder.put("outcome", "executed")
                        .put("answer", executed.answer().hex())
                        .put("trace", executed.trace().hex())
                        .put("keyed", executed.keyed().hex())
                        .put("signature", executed.signature().base64())
                        .build();
            case Failed failed ->
                builder.put("outcome", "failed")
                        .put("reason", failed.reason().token())
                        .put("signature", failed.signature().base64())
                        .build();
            case Silent _ -> builder.put("outcome", "silent").build();
        };
    }

    static ReplayOutcome read(JsonFields fields) throws MalformedException {
        Digest operator = fields.digest("operator");
        ReplayOutcome outcome =
                switch (fields.oneOf("outcome", Set.of("executed", "failed", "silent"))) {
                    case "executed" -> executed(operator, fields);
                    case "failed" -> new Failed(operator, Failure.read(fields, "reason"), signature(fields));
                    default -> new Silent(operator);
                };
        fields.end();
        return outcome;
    }

    private static Executed executed(Digest operator, JsonFields fields) throws MalformedException {
        Digest answer = fields.digest("answer");
        Digest trace = fields.digest("trace");
        Digest keyed = fields.digest("keyed");
        return new Executed(operator, answer, trace, keyed, signature(fields));
    }

    private static Bytes signature(JsonFields fields) throws MalformedException {
        return fields.base64Exactly("signature", Ed25519.SIGNATURE_LENGTH);
    }

    /// @throws IllegalArgumentException if these are not 64 bytes
    static void requireSignature(Bytes signature) {
        if (signature.length() != Ed25519.SIGNATURE_LENGTH) {
            throw new IllegalArgumentException("a signature has 64 bytes, found " + signature.length());
        }
    }
}
