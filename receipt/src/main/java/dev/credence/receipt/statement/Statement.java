package dev.credence.receipt.statement;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.request.Parameters;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.Usage;

/// What an operator signs: this model computed this answer from this request (in-toto Statement v1; docs/spec/receipt.md
/// 2.1).
///
/// It commits to request, answer and trace and lists no evidence, which anybody may add later.
///
/// @param subject what the envelope is about; an honest statement's subject is its answer's digest
public record Statement(
        Digest subject, Issue issue, Execution execution, Commitment commitment, Parameters parameters, Charge charge) {
    public static final String TYPE = "https://in-toto.io/Statement/v1";
    public static final String PREDICATE_TYPE = "https://credence.dev/inference/v1";
    /// 256 output names of 256 characters fit several times, and so do 1,024 biases.
    public static final int BYTES_MAX = 1 << 20;

    private static final JsonLimits LIMITS = new JsonLimits(BYTES_MAX, 8, 2048);

    public Statement {
        boolean fits =
                switch (parameters) {
                    case TensorParameters _ -> charge.usage() instanceof Usage.Elements;
                    case TextParameters _ -> charge.usage() instanceof Usage.Tokens;
                };
        if (!fits) {
            throw new IllegalArgumentException("parameters and usage of one kind expected");
        }
    }

    /// An honest statement: its subject is the answer.
    public static Statement of(Issue issue, Execution execution, Commitment commitment, Parameters parameters, Charge charge) {
        return new Statement(commitment.answer(), issue, execution, commitment, parameters, charge);
    }

    /// The statement's bytes in its one spelling.
    public Bytes encode() {
        JsonObject predicate = predicate();
        return JsonWriter.write(JsonObject.builder()
                .put("_type", TYPE)
                .put("subject", JsonArray.of(JsonObject.builder()
                        .put("name", "answer")
                        .put("digest", JsonObject.builder().put("sha256", subject.hex()).build())
                        .build()))
                .put("predicateType", PREDICATE_TYPE)
                .put("predicate", predicate)
                .build());
    }

    private JsonObject predicate() {
        JsonObject.Builder builder = JsonObject.builder();
        issue.write(builder);
        execution.write(builder);
        commitment.write(builder);
        builder.put("parameters", parameters.json());
        charge.write(builder);
        issue.moment().write(builder);
        return builder.build();
    }

    /// Reads a statement in its one spelling.
    public static Statement decode(Bytes payload) throws MalformedException {
        JsonFields fields = JsonFields.inOrder("", StrictJson.parseCanonical(payload, LIMITS));
        fields.literal("_type", TYPE);
        Digest subject = subject(fields);
        fields.literal("predicateType", PREDICATE_TYPE);
        JsonFields predicate = fields.object("predicate");
        fields.end();
        Issue.Identity identity = Issue.readIdentity(predicate);
        Execution execution = Execution.read(predicate);
        Commitment commitment = Commitment.read(predicate);
        Parameters parameters = Parameters.read(predicate.object("parameters"));
        Charge charge = Charge.read(predicate, parameters);
        Issue issue = new Issue(identity.network(), identity.operator(), identity.receipt(), Moment.read(predicate));
        predicate.end();
        return new Statement(subject, issue, execution, commitment, parameters, charge);
    }

    private static Digest subject(JsonFields fields) throws MalformedException {
        var subjects = fields.objects("subject", 1);
        if (subjects.isEmpty()) {
            throw fields.fault("subject", "one subject", "none");
        }
        JsonFields subject = subjects.getFirst();
        subject.literal("name", "answer");
        JsonFields digest = subject.object("digest");
        subject.end();
        Digest sha256 = digest.digest("sha256");
        digest.end();
        return sha256;
    }
}
