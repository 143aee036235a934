package dev.credence.receipt.request;

import dev.credence.foundation.codec.Jcs;
import dev.credence.foundation.codec.JsonObject;
import java.util.List;

/// What was asked, without anything that says how it is to be answered: C of the effective request.
public sealed interface Content {
    /// The value that is hashed.
    JsonObject json();

    /// Tensors (docs/spec/receipt.md 1.2).
    ///
    /// @param inputs sorted by name here, whatever order they came in
    record Tensors(List<TensorRecord> inputs) implements Content {
        public Tensors {
            inputs = TensorRecord.sorted(inputs);
        }

        @Override
        public JsonObject json() {
            return JsonObject.builder().put("inputs", TensorRecord.json(inputs)).build();
        }
    }

    /// Messages or a prompt, as the caller's JSON has them (docs/spec/text.md 1.1).
    ///
    /// **Obligation**: whoever makes one from outside bytes has read it by the rules of docs/spec/text.md 1, as
    /// `verification.body` does.
    ///
    /// @param json in JCS order here, whatever order it came in
    record Text(JsonObject json) implements Content {
        public Text {
            json = (JsonObject) Jcs.canonical(json);
        }

        /// Whether a text is to be continued, rather than messages to be answered.
        public boolean isCompletion() {
            return json.has("prompt");
        }
    }
}
