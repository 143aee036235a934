package dev.credence.verification.laws;

import static dev.credence.verification.Reason.NO_EVIDENCE;
import static dev.credence.verification.Reason.POLICY_FORBIDDEN_ASSUMPTION;
import static dev.credence.verification.Reason.POLICY_GROUPS;
import static dev.credence.verification.Reason.POLICY_MIN_NINES;
import static dev.credence.verification.Reason.POLICY_REQUIRE;
import static dev.credence.verification.Reason.POLICY_UNKNOWN_ASSUMPTION;

import dev.credence.receipt.envelope.TrustFile;
import dev.credence.verification.Reason;
import dev.credence.verification.VerificationReport.Verdict;
import java.util.List;

/// Step 25: genuine evidence that is not enough.
final class PolicyDefects {
    private PolicyDefects() {}

    static List<Defect> all() {
        return List.of(
                below("policy-that-requires-an-argument", "require=argument", POLICY_REQUIRE),
                below("policy-that-requires-three-replayers", "require=argument|replay>=3", POLICY_REQUIRE),
                below("policy-with-two-requirements", "require=replay;require=attestation", POLICY_REQUIRE),
                below("policy-above-the-nines", "min-nines=1.0", POLICY_MIN_NINES),
                below("policy-of-two-groups", "groups>=2", POLICY_GROUPS),
                Defect.incomplete("local-is-no-replay", List.of(POLICY_REQUIRE), forge -> {
                    forge.drawn = 0;
                    forge.withLocal = true;
                    forge.policy = "require=replay";
                }),
                Defect.incomplete("replay-and-local-are-one-group", List.of(POLICY_GROUPS), forge -> {
                    forge.withLocal = true;
                    forge.policy = "groups>=2;independent=replay+local";
                }),
                Defect.incomplete("policy-that-forbids-what-the-evidence-rests-on", List.of(NO_EVIDENCE, POLICY_FORBIDDEN_ASSUMPTION), forge ->
                        forge.policy = "forbid-assumption=corrupt-share"),
                Defect.incomplete("a-second-evidence-does-not-help-what-is-forbidden", List.of(POLICY_REQUIRE, POLICY_FORBIDDEN_ASSUMPTION), forge -> {
                    forge.withLocal = true;
                    forge.policy = "forbid-assumption=caller-does-not-grind;require=replay";
                }),
                Defect.failed("policy-that-forbids-a-local-network", POLICY_FORBIDDEN_ASSUMPTION, forge -> {
                    forge.trust = honest -> GoodReceipts.environment(honest, TrustFile.Environment.LOCAL, TrustFile.Engine.EMBEDDED);
                    forge.policy = "forbid-assumption=local-network";
                }),
                Defect.failed("policy-that-forbids-a-test-network", POLICY_FORBIDDEN_ASSUMPTION, forge -> forge.policy = "forbid-assumption=test-network"),
                Defect.failed("policy-that-forbids-a-single-sequencer", POLICY_FORBIDDEN_ASSUMPTION, forge -> forge.policy = "forbid-assumption=single-sequencer"),
                Defect.failed("policy-that-forbids-a-missing-log", POLICY_FORBIDDEN_ASSUMPTION, forge -> {
                    EnvelopeDefects.alone(forge);
                    forge.policy = "forbid-assumption=no-log";
                }),
                Defect.failed("policy-that-forbids-missing-cosigners", POLICY_FORBIDDEN_ASSUMPTION, forge -> {
                    forge.trust = honest -> CheckpointDefects.policy(honest, text -> text.replaceFirst("quorum .*", "quorum none"));
                    forge.policy = "forbid-assumption=no-cosigners";
                }),
                Defect.failed("policy-that-forbids-what-nobody-knows", POLICY_UNKNOWN_ASSUMPTION, forge -> forge.policy = "forbid-assumption=lokal-network"),
                new Defect("policy-that-is-failed-and-not-met", Verdict.FAILED, List.of(POLICY_FORBIDDEN_ASSUMPTION, POLICY_MIN_NINES), forge ->
                        forge.policy = "min-nines=5;forbid-assumption=sha-256"));
    }

    private static Defect below(String name, String policy, Reason reason) {
        return Defect.incomplete(name, List.of(reason), forge -> forge.policy = policy);
    }
}
