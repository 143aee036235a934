package dev.credence.inference.language.sampler;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.TaggedHash;

/// Where the chance of an answer comes from: a digest of all that the answer depends on, and numbers drawn from it by
/// choice and position.
///
/// ```text
/// key   = tagged("credence/sampling-key/v0",
///         model id ‖ u32 count ‖ u32 prompt ids ‖ u64 bits of the seven numbers ‖ u32 count ‖ (u32 id ‖ u64 bits of the bias)… ‖
///         u32 length ‖ constraint ‖ u64 seed)
/// u64   = the first 8 bytes, big-endian, of tagged("credence/sampling-draw/v0", key ‖ u32 choice ‖ u32 position)
/// ```
/// Numbers are binary64; the seven are those of `SamplingParameters` in its order, top_k as a whole number.
public final class SamplingKey {
    private static final TaggedHash KEY = TaggedHash.of("credence/sampling-key/v0");
    private static final TaggedHash DRAW = TaggedHash.of("credence/sampling-draw/v0");

    private SamplingKey() {}

    /// @param model      the model's id
    /// @param prompt     the ids of the prompt as the model reads them
    /// @param constraint what the output must match, in the bytes of the request; empty for none
    public static Digest of(Digest model, int[] prompt, SamplingParameters parameters, Bytes constraint) {
        ByteWriter writer = new ByteWriter().raw(model.bytes()).u32(prompt.length);
        for (int id : prompt) {
            writer.u32(id);
        }
        double[] numbers = {
            parameters.temperature(), parameters.topK(), parameters.topP(), parameters.minP(),
            parameters.repetitionPenalty(), parameters.presencePenalty(), parameters.frequencyPenalty()
        };
        for (double number : numbers) {
            // −0 and +0 are the same request.
            bits(writer, number + 0.0);
        }
        writer.u32(parameters.logitBias().size());
        parameters.logitBias().forEach((id, bias) -> bits(writer.u32(id), bias + 0.0));
        writer.sized(constraint);
        writer.raw(eight(parameters.seed()));
        return KEY.digest(writer.toBytes());
    }

    private static void bits(ByteWriter writer, double number) {
        writer.raw(eight(Double.doubleToLongBits(number)));
    }

    private static Bytes eight(long value) {
        return Bytes.wrap(java.nio.ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    /// The 64 random bits for the token at `position` of choice `choice`.
    public static long draw(Digest key, int choice, int position) {
        Bytes digest = DRAW.digest(key.bytes(), new ByteWriter().u32(choice).u32(position).toBytes()).bytes();
        return digest.toBuffer().getLong(0);
    }
}
