package dev.credence.verification.body;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonBoolean;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonNumeric;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.Seed;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TensorRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// An inference request of the Open Inference Protocol as sent, JSON or JSON with binary tensors (docs/spec/receipt.md
/// 1.4).
///
/// What stands for the transport alone (`id`, `credence`, where binary data is wanted) is checked for its form and
/// forgotten. A parameter that is not honoured is refused by name.
///
/// @param inputs in the body's order
/// @param named  what the caller said of the parameters
/// @param asked  what the caller said to the gateway
public record RequestBody(List<BodyTensor> inputs, Named named, Asked asked) {
    public RequestBody {
        inputs = List.copyOf(inputs);
    }

    /// The parameters that the caller named; the others were filled in by whoever executed.
    ///
    /// @param outputs sorted by name
    /// @param model   a model id, a release's name, or `name@version`
    public record Named(Optional<List<String>> outputs, Optional<Bytes> nonce, OptionalLong seed, Optional<String> model) {}

    /// What the caller asked of the gateway; part of no digest.
    public record Asked(Optional<String> policy, Optional<String> waitFor) {}

    /// The records of the inputs.
    public List<TensorRecord> records() {
        return inputs.stream().map(BodyTensor::record).toList();
    }

    public static RequestBody decode(Bytes body) throws MalformedException {
        BodyParts parts = BodyParts.split(body);
        JsonFields fields = JsonFields.of("", parts.json());
        fields.optionalString("id", 256);
        List<BodyTensor> inputs = new TensorsReader(parts.binary()).read(fields, "inputs");
        Optional<List<String>> outputs = outputs(fields);
        Named named = parameters(fields, outputs);
        Asked asked = asked(fields);
        fields.end();
        return new RequestBody(inputs, named, asked);
    }

    private static Optional<List<String>> outputs(JsonFields fields) throws MalformedException {
        Optional<List<JsonFields>> items = fields.optionalObjects("outputs", TensorParameters.OUTPUTS_MAX);
        // An empty list asks for all, as an absent one does.
        if (items.isEmpty() || items.get().isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonFields item : items.get()) {
            String name = item.string("name", TensorRecord.NAME_CHARS_MAX);
            if (name.isEmpty() || !seen.add(name)) {
                throw item.fault("name", "a name of its own", "'" + name + "'");
            }
            names.add(name);
            Optional<JsonFields> parameters = item.optionalObject("parameters");
            if (parameters.isPresent()) {
                parameters.get().optionalBool("binary_data");
                parameters.get().end();
            }
            item.end();
        }
        return Optional.of(TensorParameters.sorted(names));
    }

    private static Named parameters(JsonFields fields, Optional<List<String>> outputs) throws MalformedException {
        Optional<JsonFields> member = fields.optionalObject("parameters");
        if (member.isEmpty()) {
            return new Named(outputs, Optional.empty(), OptionalLong.empty(), Optional.empty());
        }
        JsonFields parameters = member.get();
        parameters.optionalBool("binary_data_output");
        Optional<Bytes> nonce = parameters.optionalHex("nonce", TensorParameters.NONCE_LENGTH);
        OptionalLong seed = seed(parameters);
        Optional<String> model = parameters.optionalString("model", Release.NAME_CHARS_MAX + 1 + Release.VERSION_CHARS_MAX);
        parameters.end();
        return new Named(outputs, nonce, seed, model);
    }

    // Beyond 2^53 only a text is exact in JSON, so both are read.
    private static OptionalLong seed(JsonFields parameters) throws MalformedException {
        Optional<Json> seed = parameters.optionalAny("seed");
        if (seed.isEmpty()) {
            return OptionalLong.empty();
        }
        return switch (seed.get()) {
            case JsonInteger number when number.value() >= 0 -> OptionalLong.of(number.value());
            case JsonString text -> OptionalLong.of(Seed.parse(text.value(), parameters.pathOf("seed")));
            case JsonObject _, JsonArray _, JsonNumeric _, JsonBoolean _, JsonNull _ ->
                throw parameters.fault("seed", "an unsigned integer, or its decimal text", seed.get().kind());
        };
    }

    private static Asked asked(JsonFields fields) throws MalformedException {
        Optional<JsonFields> member = fields.optionalObject("credence");
        if (member.isEmpty()) {
            return new Asked(Optional.empty(), Optional.empty());
        }
        Optional<String> policy = member.get().optionalString("policy", 1024);
        Optional<String> waitFor = member.get().optionalString("wait", 16);
        member.get().end();
        return new Asked(policy, waitFor);
    }
}
