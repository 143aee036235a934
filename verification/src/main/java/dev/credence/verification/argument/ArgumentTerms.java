package dev.credence.verification.argument;

import dev.credence.proof.soundness.SoundnessBudget;
import dev.credence.proof.soundness.Suite;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.confidence.ConfidenceTerm;
import java.util.List;

/// What an argument adds to the confidence: the bits of its weakest round, and the floor of the software that checks it.
public final class ArgumentTerms {
    /// The label of the cryptographic term.
    public static final String LABEL = "argument";

    // Of a reader who has not seen the weights.
    private static final List<String> UNSEEN =
            List.of(AssumptionTable.HASH_QUERIES, AssumptionTable.FIAT_SHAMIR, AssumptionTable.CODE_ROOT_IS_THE_FILES);

    private ArgumentTerms() {}

    /// Of a proof that was verified.
    ///
    /// @param weakest    the weaker of the argument's and the registration's budget: both are rounds of one protocol
    /// @param recomputed whether the reader found the code root in the model's own files
    public static List<ConfidenceTerm> of(SoundnessBudget weakest, boolean recomputed, AssumptionTable assumptions) {
        List<String> rests = recomputed
                ? List.of(AssumptionTable.HASH_QUERIES, AssumptionTable.FIAT_SHAMIR)
                : UNSEEN;
        return terms(weakest.milliDecades(), rests, source(weakest.suite(), weakest.milliBits() / 1000), assumptions);
    }

    /// The least that a proof of `suite` gives: a verifier refuses what does not reach the suite's bits.
    public static List<ConfidenceTerm> least(Suite suite, AssumptionTable assumptions) {
        return terms(SoundnessBudget.milliDecades(suite.bits()), UNSEEN, source(suite, suite.bits()), assumptions);
    }

    private static String source(Suite suite, int bits) {
        return "suite " + suite.id() + ", " + bits + " bits";
    }

    private static List<ConfidenceTerm> terms(int milliDecades, List<String> rests, String source, AssumptionTable assumptions) {
        ConfidenceTerm proof = new ConfidenceTerm(LABEL, milliDecades, rests, source);
        ConfidenceTerm software = new ConfidenceTerm(
                AssumptionTable.PROOF_SOFTWARE,
                assumptions.floor(AssumptionTable.PROOF_SOFTWARE),
                List.of(AssumptionTable.PROOF_SOFTWARE),
                assumptions.source());
        return List.of(proof, software);
    }
}
