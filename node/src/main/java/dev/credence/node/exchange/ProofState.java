package dev.credence.node.exchange;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import java.util.Locale;
import java.util.Set;

/// How far an operator is with a proof.
///
/// @param waiting proofs that come before it
/// @param reason  why it failed; empty otherwise
/// @param millis  how long proving took where it is ready, in milliseconds; 0 otherwise
public record ProofState(Stage stage, int waiting, String reason, long millis) {
    private static final long MILLIS_MAX = 1L << 40;
    private static final int REASON_CHARS_MAX = 4_096;
    private static final int WAITING_MAX = 1 << 20;

    public enum Stage {
        QUEUED,
        PROVING,
        READY,
        FAILED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Set<String> LABELS = Set.of("queued", "proving", "ready", "failed");

    public static ProofState of(Stage stage) {
        return new ProofState(stage, 0, "", 0);
    }

    public static ProofState ready(long millis) {
        return new ProofState(Stage.READY, 0, "", millis);
    }

    public static ProofState queued(int waiting) {
        return new ProofState(Stage.QUEUED, waiting, "", 0);
    }

    public static ProofState failed(String reason) {
        return new ProofState(Stage.FAILED, 0, reason.substring(0, Math.min(reason.length(), REASON_CHARS_MAX)), 0);
    }

    public JsonObject json() {
        return JsonObject.builder().put("state", stage.label()).put("waiting", waiting).put("reason", reason).put("millis", millis).build();
    }

    static ProofState read(JsonFields fields) throws MalformedException {
        Stage stage = Stage.valueOf(fields.oneOf("state", LABELS).toUpperCase(Locale.ROOT));
        ProofState state = new ProofState(
                stage, (int) fields.integer("waiting", 0, WAITING_MAX), fields.string("reason", REASON_CHARS_MAX), fields.integer("millis", 0, MILLIS_MAX));
        fields.end();
        return state;
    }
}
