package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.request.TensorAnswerRecord;
import dev.credence.receipt.statement.Issue;
import java.util.List;
import java.util.Optional;

/// An inference response of the Open Inference Protocol as received, JSON or JSON with binary tensors (docs/spec/receipt.md
/// 1.4).
///
/// @param outputs in the body's order
/// @param model   what the body calls the model
/// @param version what the body calls the model's version
/// @param receipt the receipt that the body names, 16 bytes
public record TensorAnswerBody(List<BodyTensor> outputs, String model, Optional<String> version, Optional<Bytes> receipt) implements AnswerBody {
    public TensorAnswerBody {
        outputs = List.copyOf(outputs);
    }

    @Override
    public TensorAnswerRecord record() {
        return new TensorAnswerRecord(outputs.stream().map(BodyTensor::record).toList());
    }

    public static TensorAnswerBody decode(Bytes body) throws MalformedException {
        BodyParts parts = BodyParts.split(body);
        JsonFields fields = JsonFields.of("", parts.json());
        String model = fields.string("model_name", 256);
        Optional<String> version = fields.optionalString("model_version", 256);
        fields.optionalString("id", 256);
        Optional<JsonFields> parameters = fields.optionalObject("parameters");
        if (parameters.isPresent()) {
            // Nothing that stands here is signed, so nothing may.
            parameters.get().end();
        }
        List<BodyTensor> outputs = new TensorsReader(parts.binary()).read(fields, "outputs");
        Optional<Bytes> receipt = receipt(fields);
        fields.end();
        return new TensorAnswerBody(outputs, model, version, receipt);
    }

    // The gateway's object may hold more, which no digest covers and nobody verifies.
    private static Optional<Bytes> receipt(JsonFields fields) throws MalformedException {
        Optional<Json> member = fields.optionalAny("credence");
        if (member.isEmpty()) {
            return Optional.empty();
        }
        JsonFields credence = JsonFields.of("credence", member.get());
        if (!(member.get() instanceof JsonObject object) || !object.has("receipt")) {
            return Optional.empty();
        }
        return Optional.of(credence.hex("receipt", Issue.RECEIPT_ID_LENGTH));
    }
}
