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
import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.Seed;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TensorRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// An inference request of the Open Inference Protocol as sent, JSON or JSON with binary tensors (docs/spec/receipt.md
/// 1.4).
///
/// What stands for the transport alone (`id`, `credence`, where binary data is wanted) is part of no digest. A parameter that is not
/// honoured is refused by name.
///
/// @param inputs in the body's order
/// @param named  what the caller said of the parameters
/// @param asked  what the caller said to the gateway
/// @param delivery how the caller wants the answer
public record TensorRequestBody(List<BodyTensor> inputs, Named named, Asked asked, Delivery delivery) implements RequestBody {
    public TensorRequestBody {
        inputs = List.copyOf(inputs);
    }

    /// The parameters that the caller named; the others were filled in by whoever executed.
    ///
    /// @param outputs sorted by name
    /// @param model   a model id, a release's name, or `name@version`
    /// @param height  of the ledger, as the caller knew it: the answer is logged there or within 10,000 blocks
    public record Named(
            Optional<List<String>> outputs, Optional<Bytes> nonce, OptionalLong seed, Optional<String> model, OptionalLong height) {}

    /// The records of the inputs.
    public List<TensorRecord> records() {
        return inputs.stream().map(BodyTensor::record).toList();
    }

    @Override
    public Content.Tensors content() {
        return new Content.Tensors(records());
    }

    @Override
    public Optional<String> model() {
        return named.model();
    }

    @Override
    public OptionalLong height() {
        return named.height();
    }

    public static TensorRequestBody decode(Bytes body) throws MalformedException {
        BodyParts parts = BodyParts.split(body);
        JsonFields fields = JsonFields.of("", parts.json());
        Optional<String> id = fields.optionalString("id", 256);
        List<BodyTensor> inputs = new TensorsReader(parts.binary()).read(fields, "inputs");
        SequencedMap<String, Optional<Boolean>> outputs = outputs(fields);
        Optional<JsonFields> parameters = fields.optionalObject("parameters");
        boolean binaryOthers = parameters.isPresent() && parameters.get().optionalBool("binary_data_output").orElse(false);
        Named named = parameters(parameters, outputs);
        Asked asked = asked(fields);
        fields.end();
        Map<String, Boolean> binary = new LinkedHashMap<>();
        outputs.forEach((name, wanted) -> wanted.ifPresent(value -> binary.put(name, value)));
        Delivery delivery = new Delivery(id, List.copyOf(outputs.keySet()), binary, binaryOthers);
        return new TensorRequestBody(inputs, named, asked, delivery);
    }

    // Names in the caller's order, with whether each comes as raw bytes where the caller said so.
    private static SequencedMap<String, Optional<Boolean>> outputs(JsonFields fields) throws MalformedException {
        Optional<List<JsonFields>> items = fields.optionalObjects("outputs", TensorParameters.OUTPUTS_MAX);
        SequencedMap<String, Optional<Boolean>> outputs = new LinkedHashMap<>();
        for (JsonFields item : items.orElse(List.of())) {
            String name = item.string("name", TensorRecord.NAME_CHARS_MAX);
            if (name.isEmpty() || outputs.containsKey(name)) {
                throw item.fault("name", "a name of its own", "'" + name + "'");
            }
            Optional<JsonFields> parameters = item.optionalObject("parameters");
            Optional<Boolean> binary = Optional.empty();
            if (parameters.isPresent()) {
                binary = parameters.get().optionalBool("binary_data");
                parameters.get().end();
            }
            outputs.put(name, binary);
            item.end();
        }
        return outputs;
    }

    private static Named parameters(Optional<JsonFields> member, SequencedMap<String, Optional<Boolean>> named)
            throws MalformedException {
        // An empty list asks for all, as an absent one does.
        Optional<List<String>> outputs =
                named.isEmpty() ? Optional.empty() : Optional.of(TensorParameters.sorted(List.copyOf(named.keySet())));
        if (member.isEmpty()) {
            return new Named(outputs, Optional.empty(), OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
        }
        JsonFields parameters = member.get();
        Optional<Bytes> nonce = parameters.optionalHex("nonce", TensorParameters.NONCE_LENGTH);
        OptionalLong seed = seed(parameters);
        Optional<String> model = parameters.optionalString("model", Release.NAME_CHARS_MAX + 1 + Release.VERSION_CHARS_MAX);
        OptionalLong height = parameters.optionalInteger("height", 0, JsonInteger.VALUE_MAX);
        parameters.end();
        return new Named(outputs, nonce, seed, model, height);
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
        Optional<String> policy = member.get().optionalString("policy", Asked.POLICY_CHARS_MAX);
        Optional<String> waitFor = member.get().optionalString("wait", Asked.WAIT_CHARS_MAX);
        member.get().end();
        return new Asked(policy, waitFor);
    }
}
