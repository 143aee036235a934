package dev.credence.receipt.request;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;

/// Everything besides its content that can change the answer of a language model, as executed (docs/spec/text.md 2.1).
///
/// @param model   the model's id: the digest of its manifest
/// @param drawn   what makes the request its own
/// @param sampling how a token is chosen
/// @param form    what the answer may look like and where it ends
public record TextParameters(Digest model, Release release, Drawn drawn, SamplingRules sampling, AnswerForm form)
        implements Parameters {
    public static final int CHOICES_MAX = 8;

    /// What the gateway fills in where the caller says nothing.
    ///
    /// @param nonce 16 bytes
    /// @param seed  an unsigned 64-bit number
    /// @param clock local time, such as `2026-11-23T11:05:00`, that the model's template shows; empty for a completion
    public record Drawn(Bytes nonce, long seed, String clock) {
        public Drawn {
            if (nonce.length() != NONCE_LENGTH) {
                throw new IllegalArgumentException("a nonce has 16 bytes, found " + nonce.length());
            }
            if (!clock.isEmpty() && !ClockText.isOne(clock)) {
                throw new IllegalArgumentException("a local time expected, found '" + clock + "'");
            }
        }
    }

    @Override
    public Bytes nonce() {
        return drawn.nonce();
    }

    @Override
    public long seed() {
        return drawn.seed();
    }

    public String clock() {
        return drawn.clock();
    }

    @Override
    public JsonObject json() {
        Penalties penalties = sampling.penalties();
        return JsonObject.builder()
                .put("clock", drawn.clock())
                .put("frequency_penalty", penalties.frequency().text())
                .put("logit_bias", sampling.bias().json())
                .put("logprobs", form.logprobs())
                .put("max_tokens", form.tokensMax())
                .put("min_p", sampling.minP().text())
                .put("model", model.hex())
                .put("n", form.choices())
                .put("nonce", drawn.nonce().hex())
                .put("parallel_tool_calls", form.tools().parallel())
                .put("presence_penalty", penalties.presence().text())
                .put("release", release.text())
                .put("repetition_penalty", penalties.repetition().text())
                .put("seed", Long.toUnsignedString(drawn.seed()))
                .put("stop", JsonArray.ofStrings(form.stop()))
                .put("temperature", sampling.temperature().text())
                .put("tool_choice", form.tools().choice().text())
                .put("top_k", sampling.topK())
                .put("top_p", sampling.topP().text())
                .build();
    }

    /// Reads the members in JCS order; the caller's `fields` are those of this object alone.
    public static TextParameters read(JsonFields fields) throws MalformedException {
        return new TextParametersReader(fields).read();
    }
}
