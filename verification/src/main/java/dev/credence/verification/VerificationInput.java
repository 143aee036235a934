package dev.credence.verification;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.appraisal.Policy;
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
    public record Exhibit(Bytes receipt, Optional<Bytes> request, Optional<Bytes> answer, Optional<LocalReexecution> local) {
        public static Exhibit of(Bytes receipt, Bytes request, Bytes answer) {
            return new Exhibit(receipt, Optional.of(request), Optional.of(answer), Optional.empty());
        }

        /// The same with the reader's own re-execution.
        public Exhibit with(LocalReexecution reexecution) {
            return new Exhibit(receipt, request, answer, Optional.of(reexecution));
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
