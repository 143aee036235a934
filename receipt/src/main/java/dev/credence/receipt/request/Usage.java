package dev.credence.receipt.request;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;

/// What was metered (docs/spec/receipt.md 2.1, docs/spec/text.md 5.2).
public sealed interface Usage {
    JsonObject json();

    /// Elements of tensors.
    ///
    /// @param input  of all inputs together
    /// @param output of all outputs together
    record Elements(long input, long output) implements Usage {
        public Elements {
            require(input, output);
        }

        @Override
        public JsonObject json() {
            return JsonObject.builder().put("inputElements", input).put("outputElements", output).build();
        }
    }

    /// Tokens of a language model.
    ///
    /// @param prompt     of the prompt, once
    /// @param completion sampled, of all choices together
    record Tokens(long prompt, long completion) implements Usage {
        public Tokens {
            require(prompt, completion);
        }

        @Override
        public JsonObject json() {
            return JsonObject.builder().put("promptTokens", prompt).put("completionTokens", completion).build();
        }
    }

    /// Reads what belongs beside such parameters.
    static Usage read(JsonFields fields, Parameters parameters) throws MalformedException {
        Usage usage =
                switch (parameters) {
                    case TensorParameters _ ->
                        new Elements(count(fields, "inputElements"), count(fields, "outputElements"));
                    case TextParameters _ -> new Tokens(count(fields, "promptTokens"), count(fields, "completionTokens"));
                };
        fields.end();
        return usage;
    }

    private static long count(JsonFields fields, String member) throws MalformedException {
        return fields.integer(member, 0, JsonInteger.VALUE_MAX);
    }

    private static void require(long in, long out) {
        if (Math.min(in, out) < 0 || Math.max(in, out) > JsonInteger.VALUE_MAX) {
            throw new IllegalArgumentException("a usage from 0 to 2^53−1 expected, found " + in + ", " + out);
        }
    }
}
