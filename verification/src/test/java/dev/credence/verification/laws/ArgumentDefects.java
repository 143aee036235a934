package dev.credence.verification.laws;

import static dev.credence.verification.Reason.ANSWER_NOT_GIVEN;
import static dev.credence.verification.Reason.ARGUMENT_INPUT_MISMATCH;
import static dev.credence.verification.Reason.ARGUMENT_MALFORMED;
import static dev.credence.verification.Reason.ARGUMENT_NOT_REGISTERED;
import static dev.credence.verification.Reason.ARGUMENT_OTHER_MODEL;
import static dev.credence.verification.Reason.ARGUMENT_OTHER_WEIGHTS;
import static dev.credence.verification.Reason.ARGUMENT_OUTPUT_MISMATCH;
import static dev.credence.verification.Reason.ARGUMENT_REFUSED;
import static dev.credence.verification.Reason.EVIDENCE_UNKNOWN;
import static dev.credence.verification.Reason.NO_EVIDENCE;
import static dev.credence.verification.Reason.POLICY_FORBIDDEN_ASSUMPTION;
import static dev.credence.verification.Reason.POLICY_REQUIRE;
import static dev.credence.verification.Reason.REQUEST_NOT_GIVEN;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.manifest.ArgumentRegistration;
import dev.credence.verification.Reason;
import dev.credence.verification.argument.ArgumentEvidence;
import dev.credence.verification.argument.RecomputedCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Receipts with an argument: one that verifies, and what can be wrong with it.
final class ArgumentDefects {
    private ArgumentDefects() {}

    static List<Defect> all() {
        return List.of(
                Defect.good("good-argument", forge -> {
                    new ArgumentForge().into(forge);
                    forge.policy = "require=argument;min-nines=5.7;groups>=1";
                }),
                Defect.good("good-argument-by-a-reader-who-has-the-weights", forge -> {
                    ArgumentForge argument = new ArgumentForge();
                    argument.recomputed = Optional.of(UnaryOperator.identity());
                    argument.into(forge);
                    forge.policy = "require=argument;min-nines=5.7;forbid-assumption=code-root-is-the-files";
                }),
                Defect.incomplete(
                        "argument-by-a-reader-who-has-other-weights-than-the-model-s",
                        List.of(POLICY_REQUIRE, POLICY_FORBIDDEN_ASSUMPTION),
                        forge -> {
                            ArgumentForge argument = new ArgumentForge();
                            argument.recomputed = Optional.of(honest -> new RecomputedCode(honest.code(), honest.code()));
                            argument.into(forge);
                            forge.policy = "require=argument;forbid-assumption=code-root-is-the-files";
                        }),
                argument("argument-about-other-weights", ARGUMENT_OTHER_WEIGHTS, forge ->
                        forge.recomputed = Optional.of(honest -> new RecomputedCode(honest.model(), honest.model()))),
                argument("argument-cut-short", ARGUMENT_MALFORMED, forge -> forge.blob = blob -> blob.slice(0, blob.length() - 1)),
                argument("argument-with-a-byte-behind", ARGUMENT_MALFORMED, forge -> forge.blob = blob -> Bytes.concat(blob, Bytes.of(new byte[1]))),
                argument("argument-of-a-program-that-the-manifest-does-not-name", ARGUMENT_MALFORMED, forge -> forge.evidence = honest ->
                        new ArgumentEvidence(honest.manifest(), changed(honest.program(), 20), honest.registration(), honest.output(), honest.proof())),
                argument("argument-of-a-model-without-registration", ARGUMENT_MALFORMED, forge -> forge.manifest = honest ->
                        honest.withArgument(Optional.empty())),
                argument("argument-about-another-model", ARGUMENT_OTHER_MODEL, forge -> forge.named = honest -> new Digest(changed(honest.bytes(), 0))),
                argument("argument-of-another-model-which-is-not-read", ARGUMENT_OTHER_MODEL, forge -> forge.evidence = honest -> new ArgumentEvidence(
                        Bytes.ofUtf8("no manifest"), Bytes.ofUtf8("no program"), honest.registration(), honest.output(), honest.proof())),
                argument("argument-for-another-profile", ARGUMENT_OTHER_MODEL, forge -> forge.profile = "float-v1"),
                argument("argument-with-another-registration", ARGUMENT_NOT_REGISTERED, forge -> forge.registrationShown = honest -> changed(honest, 900)),
                argument("argument-of-a-model-registered-under-another-suite", ARGUMENT_NOT_REGISTERED, forge -> forge.manifest = honest ->
                        honest.withArgument(honest.argument().map(argument -> new ArgumentRegistration("ud-40", argument.code(), argument.registration())))),
                Defect.incomplete("argument-under-a-suite-that-is-not-allowed", List.of(NO_EVIDENCE, EVIDENCE_UNKNOWN), forge -> {
                    ArgumentForge argument = new ArgumentForge();
                    argument.suite = "ud-40";
                    argument.into(forge);
                }),
                argument("argument-whose-registration-does-not-hold", ARGUMENT_NOT_REGISTERED, forge -> forge.registration = honest -> changed(honest, 2_400)),
                argument("argument-about-two-rows", ARGUMENT_INPUT_MISMATCH, forge -> forge.shape = "[2,2]"),
                argument("argument-whose-output-is-another-answer", ARGUMENT_OUTPUT_MISMATCH, forge -> forge.rendered = honest -> new byte[] {honest[1], (byte) (honest[0] + 1)}),
                argument("argument-whose-output-is-out-of-range", ARGUMENT_OUTPUT_MISMATCH, forge -> forge.evidence = honest -> new ArgumentEvidence(
                        honest.manifest(), honest.program(), honest.registration(), changed(honest.output(), 2), honest.proof())),
                argument("argument-for-another-input", ARGUMENT_REFUSED, forge -> forge.data = "[3.25,-7,100,1.5]"),
                argument("argument-whose-proof-was-changed", ARGUMENT_REFUSED, forge -> forge.evidence = honest -> new ArgumentEvidence(
                        honest.manifest(), honest.program(), honest.registration(), honest.output(), changed(honest.proof(), 400))),
                Defect.incomplete("argument-without-the-request", List.of(REQUEST_NOT_GIVEN, NO_EVIDENCE), forge -> {
                    new ArgumentForge().into(forge);
                    forge.withRequest = false;
                }),
                Defect.incomplete("argument-without-the-answer", List.of(ANSWER_NOT_GIVEN, NO_EVIDENCE), forge -> {
                    new ArgumentForge().into(forge);
                    forge.withAnswer = false;
                }));
    }

    private static Defect argument(String name, Reason reason, Consumer<ArgumentForge> spoil) {
        return Defect.failed(name, reason, forge -> {
            ArgumentForge argument = new ArgumentForge();
            spoil.accept(argument);
            argument.into(forge);
        });
    }

    private static Bytes changed(Bytes honest, int at) {
        byte[] bytes = honest.toArray();
        bytes[at] ^= 1;
        return Bytes.wrap(bytes);
    }
}
