package dev.credence.verification.argument;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.inference.integer.IntegerProgram;
import dev.credence.proof.soundness.Suite;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;

/// What an argument proves: the program, with the weights behind the code root, maps X to Y. The rest says for whom.
///
/// @param suite   which parameters
/// @param model   which function
/// @param request for which request
/// @param input   X, the integers that the program's input rule makes of the request; nobody writes to it
/// @param output  Y; nobody writes to it
public record ArgumentStatement(Suite suite, Model model, Request request, int[] input, int[] output) {
    /// The function.
    ///
    /// @param manifest SHA-256 of the manifest's bytes: the model's id
    /// @param code     root of the code W
    public record Model(Digest manifest, IntegerProgram program, Digest code) {}

    /// The request and what the answer is.
    ///
    /// @param nonce   empty if the request names none
    /// @param request digest of the effective request
    /// @param answer  digest of the answer record
    public record Request(Bytes nonce, Digest request, Digest answer) {}

    /// Says everything that both sides absorb before the first message, in its order: label and data.
    ///
    /// **Soundness**: X and Y themselves are among it. Their digests would not do: who can choose an integer after the challenges can solve
    /// the linear equation that the challenges make of it.
    public void absorbInto(BiConsumer<String, Bytes> transcript) {
        transcript.accept(ArgumentLabels.PROTOCOL, Bytes.ofUtf8(ArgumentLabels.ARGUMENT_PROTOCOL));
        transcript.accept(ArgumentLabels.SUITE, Bytes.ofUtf8(suite.id()));
        transcript.accept(ArgumentLabels.MANIFEST, model.manifest().bytes());
        transcript.accept(ArgumentLabels.PROGRAM, model.program().encode());
        transcript.accept(ArgumentLabels.CODE, model.code().bytes());
        transcript.accept(ArgumentLabels.NONCE, request.nonce());
        transcript.accept(ArgumentLabels.REQUEST, request.request().bytes());
        transcript.accept(ArgumentLabels.ANSWER, request.answer().bytes());
        transcript.accept(ArgumentLabels.INPUT, encode(input));
        transcript.accept(ArgumentLabels.OUTPUT, encode(output));
    }

    /// Four bytes an integer, little-endian.
    public static Bytes encode(int[] integers) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, integers.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(integers);
        return Bytes.wrap(bytes.array());
    }
}
