package dev.credence.node.chat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonNumber;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was said so far. An answer becomes part of it only when the caller says so, so that a text which did not verify is
/// not answered on.
public final class Conversation {
    private final String model;
    private final List<Json> said = new ArrayList<>();
    private final Sampling sampling;

    /// How the model is to answer; where empty, the model's host decides as the specification says.
    ///
    /// @param temperature 0 for the likeliest answer
    public record Sampling(Optional<Double> temperature, Optional<Integer> maxTokens) {}

    /// What binds a request to its receipt.
    ///
    /// @param nonce  16 bytes that nobody else uses
    /// @param seed   decimal text of an unsigned 64-bit number
    /// @param clock  local time for the model's template
    /// @param height of the ledger
    public record Bound(Bytes nonce, String seed, String clock, long height) {}

    /// @param model  name, `name@version` or model id
    /// @param system what the model is told first, if anything
    public Conversation(String model, Optional<String> system, Sampling sampling) {
        this.model = model;
        this.sampling = sampling;
        system.ifPresent(text -> said.add(message("system", text)));
    }

    /// The next request, in which the user says `text`.
    Bytes request(String text, Bound bound) {
        List<Json> messages = new ArrayList<>(said);
        messages.add(message("user", text));
        JsonObject.Builder body = JsonObject.builder()
                .put("model", model)
                .put("messages", JsonArray.of(messages))
                .put("stream", true)
                .put("stream_options", JsonObject.builder().put("include_usage", true).build())
                .put("seed", bound.seed());
        sampling.temperature().ifPresent(value -> body.put("temperature", JsonNumber.of(value)));
        sampling.maxTokens().ifPresent(value -> body.put("max_tokens", (long) value));
        return JsonWriter.write(body.put(
                        "credence",
                        JsonObject.builder()
                                .put("nonce", bound.nonce().hex())
                                .put("clock", bound.clock())
                                .put("height", bound.height())
                                .build())
                .build());
    }

    /// Both sides' words become part of the conversation.
    public void accept(String asked, String answered) {
        said.add(message("user", asked));
        said.add(message("assistant", answered));
    }

    private static JsonObject message(String role, String text) {
        return JsonObject.builder().put("role", role).put("content", text).build();
    }
}
