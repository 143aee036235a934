package dev.credence.inference.language.llama2c;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.gguf.Dequantisation;
import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.gguf.GgufWriter;
import dev.credence.inference.gguf.Quantisation;
import dev.credence.inference.graph.Refusal;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.language.tokenizer.TokenKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A llama2.c model and its vocabulary as a GGUF file of the architecture `llama`.
///
/// The rotation of llama2.c pairs elements (2i, 2i+1), as that architecture does, so that no weight moves. Norms stay F32; a matrix
/// whose rows are not whole blocks of the wanted type is F16.
public final class Llama2cConversion {
    /// What llama2.c computes with and no file of it says (`run.c`, `rmsnorm` and `forward`).
    private static final float EPSILON = 1e-5f;
    private static final float BASE = 10_000f;
    private static final String TOKENIZER = "tokenizer.ggml.";

    private Llama2cConversion() {}

    /// What the two files do not say.
    ///
    /// @param name       of the model, for people
    /// @param type       of the matrices: F32, F16, BF16 or Q8_0
    /// @param licence    an SPDX id
    /// @param template   renders chats
    /// @param controls   tokens that are marks of the chat, not text
    /// @param end        the token that ends an answer; absent, the vocabulary's own
    /// @param addsSpace  whether a space is put before a text
    public record Described(
            String name, GgufType type, Optional<String> licence, Optional<String> template, List<String> controls, Optional<String> end, boolean addsSpace) {
        public Described {
            controls = List.copyOf(controls);
            if (!Quantisation.writes(type)) {
                throw new IllegalArgumentException("files are not written in " + type);
            }
        }
    }

    /// The file, ready to be written; the model's memory stays open until then.
    ///
    /// @throws MalformedException if a control or end token is not in the vocabulary
    /// @throws RefusedException   if a weight is too large for the type
    public static GgufWriter convert(Llama2cModel model, Llama2cVocabulary vocabulary, Described described)
            throws MalformedException, RefusedException {
        GgufWriter writer = GgufWriter.create();
        general(writer, described);
        shape(writer, model.header());
        tokens(writer, vocabulary, described);
        for (Llama2cModel.Tensor tensor : model.tensors()) {
            GgufType type = type(tensor, described.type());
            requireRange(tensor, type);
            writer.tensor(tensor.name(), type, tensor.dimensions(), tensor.numbers());
        }
        return writer;
    }

    private static GgufType type(Llama2cModel.Tensor tensor, GgufType wanted) {
        if (tensor.isRow()) {
            return GgufType.F32;
        }
        return tensor.dimensions().getFirst() % wanted.blockElements() == 0 ? wanted : GgufType.F16;
    }

    private static void requireRange(Llama2cModel.Tensor tensor, GgufType type) throws RefusedException {
        float largest = Quantisation.largest(type);
        float[] one = new float[1];
        for (long at = 0; at < tensor.numbers().byteSize(); at += Float.BYTES) {
            Dequantisation.decode(GgufType.F32, tensor.numbers(), at, one, 1);
            if (Math.abs(one[0]) > largest) {
                throw new RefusedException(Refusal.INVALID_VALUE, "tensor " + tensor.name() + " holds " + one[0] + ", too large for " + type);
            }
        }
    }

    private static void general(GgufWriter writer, Described described) {
        writer.text("general.architecture", "llama").text("general.name", described.name());
        described.licence().ifPresent(licence -> writer.text("general.license", licence));
        // The numbers that stand for "mostly" this type, and of the form of its blocks.
        int fileType = switch (described.type()) {
            case F16 -> 1;
            case Q8_0 -> 7;
            case BF16 -> 32;
            case F32, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K, Q6_K -> 0;
        };
        writer.whole("general.file_type", fileType).whole("general.quantization_version", 2);
    }

    private static void shape(GgufWriter writer, Llama2cModel.Header header) {
        writer.whole("llama.context_length", header.context())
                .whole("llama.embedding_length", header.width())
                .whole("llama.block_count", header.layers())
                .whole("llama.feed_forward_length", header.hidden())
                .whole("llama.attention.head_count", header.heads())
                .whole("llama.attention.head_count_kv", header.kvHeads())
                .real("llama.attention.layer_norm_rms_epsilon", EPSILON)
                .whole("llama.rope.dimension_count", header.head())
                .real("llama.rope.freq_base", BASE)
                .whole("llama.vocab_size", header.vocabulary());
    }

    private static void tokens(GgufWriter writer, Llama2cVocabulary vocabulary, Described described) throws MalformedException {
        TokenKind[] kinds = new TokenKind[vocabulary.texts().size()];
        Arrays.fill(kinds, TokenKind.NORMAL);
        Arrays.fill(kinds, Llama2cVocabulary.BYTES, Llama2cVocabulary.BYTES + 256, TokenKind.BYTE);
        kinds[Llama2cVocabulary.UNKNOWN] = TokenKind.UNKNOWN;
        kinds[Llama2cVocabulary.BEGIN] = TokenKind.CONTROL;
        kinds[Llama2cVocabulary.END] = TokenKind.CONTROL;
        for (String control : described.controls()) {
            kinds[id(vocabulary, control)] = TokenKind.CONTROL;
        }
        int end = described.end().isPresent() ? id(vocabulary, described.end().get()) : Llama2cVocabulary.END;
        writer.text(TOKENIZER + "model", "llama")
                .text(TOKENIZER + "pre", "default")
                .texts(TOKENIZER + "tokens", vocabulary.texts())
                .reals(TOKENIZER + "scores", vocabulary.scores())
                .integers(TOKENIZER + "token_type", Arrays.stream(kinds).mapToInt(TokenKind::code).toArray())
                .whole(TOKENIZER + "bos_token_id", Llama2cVocabulary.BEGIN)
                .whole(TOKENIZER + "eos_token_id", end)
                .whole(TOKENIZER + "unknown_token_id", Llama2cVocabulary.UNKNOWN)
                .truth(TOKENIZER + "add_bos_token", true)
                .truth(TOKENIZER + "add_eos_token", false)
                .truth(TOKENIZER + "add_space_prefix", described.addsSpace());
        described.template().ifPresent(template -> writer.text("tokenizer.chat_template", template));
    }

    private static int id(Llama2cVocabulary vocabulary, String token) throws MalformedException {
        int id = vocabulary.texts().indexOf(token);
        if (id < 0) {
            throw new MalformedException("tokens", -1, "the token " + token, "no such token");
        }
        return id;
    }
}
