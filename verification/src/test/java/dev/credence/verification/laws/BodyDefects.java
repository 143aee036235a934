package dev.credence.verification.laws;

import static dev.credence.verification.Reason.ANSWER_MALFORMED;
import static dev.credence.verification.Reason.ANSWER_MISMATCH;
import static dev.credence.verification.Reason.ANSWER_NOT_GIVEN;
import static dev.credence.verification.Reason.PARAMETER_MISMATCH;
import static dev.credence.verification.Reason.REQUEST_MALFORMED;
import static dev.credence.verification.Reason.REQUEST_MISMATCH;
import static dev.credence.verification.Reason.REQUEST_NOT_GIVEN;
import static dev.credence.verification.Reason.USAGE_MISMATCH;

import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.Reason;
import java.util.List;
import java.util.stream.Stream;

/// Steps 14 to 19: what the reader brings, against what the statement says.
final class BodyDefects {
    private BodyDefects() {}

    static List<Defect> all() {
        return Stream.of(requests(), parameters(), answers()).flatMap(List::stream).toList();
    }

    private static List<Defect> requests() {
        return List.of(
                Defect.incomplete("no-request-given", List.of(REQUEST_NOT_GIVEN), forge -> forge.withRequest = false),
                request("request-that-is-no-json", REQUEST_MALFORMED, "^\\{", ""),
                request("request-with-a-parameter-that-is-not-honoured", REQUEST_MALFORMED, "\"seed\":7", "\"seed\":7,\"temperature\":1"),
                request("request-with-too-few-data", REQUEST_MALFORMED, "\\[0,0.5", "[0.5"),
                request("request-with-a-number-beyond-its-datatype", REQUEST_MALFORMED, "-1.25", "1e39"),
                request("request-with-another-datum", REQUEST_MISMATCH, "-1.25", "-1.5"),
                request("request-with-minus-zero", REQUEST_MISMATCH, "\\[0,", "[-0,"),
                request("request-with-another-shape", REQUEST_MISMATCH, "\\[1,4]", "[4,1]"),
                request("request-with-another-input-name", REQUEST_MISMATCH, "image", "Image"),
                request("request-with-another-datatype", REQUEST_MISMATCH, "FP32", "FP64"),
                Defect.failed("request-of-other-usage", USAGE_MISMATCH, forge -> forge.statement = honest -> usage(honest, Charge.ofElements(5, 4, 250))));
    }

    private static List<Defect> parameters() {
        return List.of(
                request("another-nonce", PARAMETER_MISMATCH, "\"nonce\":\"[0-9a-f]{8}", "\"nonce\":\"01234567"),
                request("another-seed", PARAMETER_MISMATCH, "\"seed\":7", "\"seed\":8"),
                request("another-seed-as-text", PARAMETER_MISMATCH, "\"seed\":7", "\"seed\":\"18446744073709551615\""),
                request("another-height", PARAMETER_MISMATCH, "\"seed\":7", "\"seed\":7,\"height\":2"),
                request("fewer-outputs", PARAMETER_MISMATCH, "^\\{", "{\"outputs\":[{\"name\":\"label\"}],"),
                request("another-release", PARAMETER_MISMATCH, "digits@1.0", "digits@1.1"),
                request("another-release-name", PARAMETER_MISMATCH, "digits@1.0", "digit"),
                request("another-model-id", PARAMETER_MISMATCH, "digits@1.0", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
                Defect.failed("parameters-of-another-model", PARAMETER_MISMATCH, forge -> forge.parameters = honest -> TensorParameters.of(
                        forge.digest("another model"), honest.release(), honest.nonce(), honest.outputs(), honest.seed())),
                Defect.failed("release-named-like-the-model-id-that-was-asked-for", PARAMETER_MISMATCH, forge -> {
                    String asked = forge.digest("the model that was asked for").hex();
                    forge.parameters = honest -> TensorParameters.of(
                            honest.model(), new Release(asked, "1.0"), honest.nonce(), honest.outputs(), honest.seed());
                    forge.requestShown = text -> text.replace("digits@1.0", asked);
                    forge.answerShown = text -> text.replace("\"model_name\":\"digits\"", "\"model_name\":\"" + asked + "@1.0\"");
                }),
                Defect.failed("executed-with-another-seed", PARAMETER_MISMATCH, forge -> forge.parameters = honest ->
                        TensorParameters.of(honest.model(), honest.release(), honest.nonce(), honest.outputs(), 8)),
                Defect.failed("request-digest-of-other-parameters", REQUEST_MISMATCH, forge -> {
                    forge.statement = honest -> new Statement(
                            honest.subject(), honest.issue(), honest.execution(), honest.commitment(),
                            TensorParameters.of(honest.parameters().model(), honest.parameters().release(), honest.parameters().nonce(), ((TensorParameters) honest.parameters()).outputs(), 8),
                            honest.charge());
                    forge.requestShown = text -> text.replace("\"seed\":7,", "");
                }));
    }

    private static List<Defect> answers() {
        return List.of(
                Defect.incomplete("no-answer-given", List.of(ANSWER_NOT_GIVEN), forge -> forge.withAnswer = false),
                answer("answer-that-is-no-json", ANSWER_MALFORMED, "^\\{", ""),
                answer("answer-with-parameters-that-nobody-signed", ANSWER_MALFORMED, "^\\{", "{\"parameters\":{\"note\":\"approved\"},"),
                answer("answer-with-an-unknown-member", ANSWER_MALFORMED, "^\\{", "{\"note\":\"approved\","),
                answer("answer-with-another-datum", ANSWER_MISMATCH, "0.75", "0.5"),
                answer("answer-with-another-label", ANSWER_MISMATCH, "\\[8]", "[9]"),
                answer("answer-that-names-another-receipt", ANSWER_MISMATCH, "\"receipt\":\"[0-9a-f]{8}", "\"receipt\":\"01234567"),
                answer("answer-that-names-another-model", ANSWER_MISMATCH, "\"model_name\":\"digits\"", "\"model_name\":\"oracle\""),
                Defect.failed("answer-that-names-a-model-id-by-way-of-the-release", ANSWER_MISMATCH, forge -> {
                    String named = forge.digest("another model").hex();
                    forge.parameters = honest -> TensorParameters.of(
                            honest.model(), new Release(named, "1.0"), honest.nonce(), honest.outputs(), honest.seed());
                    forge.requestShown = text -> text.replace("digits@1.0", named + "@1.0");
                    forge.answerShown = text -> text.replace("\"model_name\":\"digits\"", "\"model_name\":\"" + named + "\"");
                }),
                answer("answer-that-names-another-version", ANSWER_MISMATCH, "\"model_version\":\"1.0\"", "\"model_version\":\"2.0\""),
                Defect.failed("answer-with-other-outputs-than-asked-for", ANSWER_MISMATCH, forge -> {
                    forge.parameters = honest -> TensorParameters.of(honest.model(), honest.release(), honest.nonce(), List.of("label"), 7);
                    forge.statement = honest -> usage(honest, Charge.ofElements(4, 4, 250));
                }),
                Defect.failed("answer-of-other-usage", USAGE_MISMATCH, forge -> forge.statement = honest -> usage(honest, Charge.ofElements(4, 3, 250))));
    }

    private static Defect request(String name, Reason reason, String pattern, String replacement) {
        return Defect.failed(name, reason, forge -> forge.requestShown = text -> changed(name, text, pattern, replacement));
    }

    private static Defect answer(String name, Reason reason, String pattern, String replacement) {
        return Defect.failed(name, reason, forge -> forge.answerShown = text -> changed(name, text, pattern, replacement));
    }

    private static String changed(String name, String text, String pattern, String replacement) {
        String changed = text.replaceFirst(pattern, replacement);
        if (changed.equals(text)) {
            throw new IllegalStateException(name + " changes nothing");
        }
        return changed;
    }

    private static Statement usage(Statement honest, Charge charge) {
        return new Statement(honest.subject(), honest.issue(), honest.execution(), honest.commitment(), honest.parameters(), charge);
    }
}
