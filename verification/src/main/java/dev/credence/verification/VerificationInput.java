package dev.credence.verification;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.appraisal.Policy;
import dev.credence.verification.argument.RecomputedCode;
import dev.credence.verification.replay.LocalReexecution;
import java.util.Optional;

/// Everything that a verdict depends on; there is nothing else.
///
/// @param exhibit  what is judged
/// @param standard by what it is judged
public record VerificationInput(Exhibit exhibit, Standard standard) {

    /// What is judged, as it came.
    ///
    /// @param receipt the receipt file
    /// @param request the API body as sent, if it is given
    /// @param answer  the API body as received, if it is given
    /// @param local   what the reader's own re-execution gave, if there was one
    /// @param code    the code root that the reader found in the model's own files, if it has them
    public record Exhibit(
            Bytes receipt,
            Optional<Bytes> request,
            Optional<Bytes> answer,
            Optional<LocalReexecution> local,
            Optional<RecomputedCode> code) {
        /// Of a reader without the model.
        public Exhibit(Bytes receipt, Optional<Bytes> request, Optional<Bytes> answer, Optional<LocalReexecution> local) {
            this(receipt, request, answer, local, Optional.empty());
        }

        public static Exhibit of(Bytes receipt, Bytes request, Bytes answer) {
            return new Exhibit(receipt, Optional.of(request), Optional.of(answer), Optional.empty());
        }

        /// The same with the reader's own re-execution.
        public Exhibit with(LocalReexecution reexecution) {
            return new Exhibit(receipt, request, answer, Optional.of(reexecution), code);
        }

        /// The same with the code root of the model's own files.
        public Exhibit with(RecomputedCode recomputed) {
            return new Exhibit(receipt, request, answer, local, Optional.of(recomputed));
        }
    }

    /// By what it is judged.
    ///
    /// @param timeMillis the reader's clock, or the time that it asks about, in milliseconds since 1970 UTC
    public record Standard(TrustFile trust, AssumptionTable assumptions, Policy policy, long timeMillis) {
        public static Standard of(TrustFile trust, long timeMillis) {
            return new Standard(trust, AssumptionTable.builtIn(), Policy.DEFAULT, timeMillis);
        }

        public Standard with(Policy other) {
            return new Standard(trust, assumptions, other, timeMillis);
        }

        public Standard with(AssumptionTable other) {
            return new Standard(trust, other, policy, timeMillis);
        }
    }
}
