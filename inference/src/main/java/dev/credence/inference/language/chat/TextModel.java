package dev.credence.inference.language.chat;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.inference.gguf.GgufFile;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.language.grammar.TokenTrie;
import dev.credence.inference.language.template.ChatTemplate;
import dev.credence.inference.language.template.PromptInput;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.time.Moment;
import dev.credence.inference.language.tokenizer.Tokenizer;
import dev.credence.inference.language.tokenizer.Tokenizers;
import dev.credence.inference.language.transformer.LanguageKernels;
import dev.credence.inference.language.transformer.LanguageModel;
import dev.credence.inference.language.transformer.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A model file ready to answer: its transformer, its tokens and its chat template. Loaded once and shared; may be used by several
/// threads at once.
///
/// **Obligation**: the file's mapping stays open.
public final class TextModel {
    /// Ids of a prompt that a caller may give (docs/spec/text.md 1.1).
    public static final int PROMPT_IDS_MAX = 131_072;

    private static final byte[] NOTHING = {};
    private static final String TEMPLATE_KEY = "tokenizer.chat_template";

    private final Transformer transformer;
    private final Tokenizer tokenizer;
    private final Optional<String> template;
    private final Optional<String> bos;
    private final Optional<String> eos;
    // Made at the first use: a template that cannot be read takes nothing from completions, and few answers are constrained.
    private Optional<ChatTemplate> parsed = Optional.empty();
    private Optional<TokenTrie> trie = Optional.empty();

    private TextModel(Transformer transformer, Tokenizer tokenizer, GgufFile file) throws MalformedException {
        this.transformer = transformer;
        this.tokenizer = tokenizer;
        this.template = file.metadata().text(TEMPLATE_KEY);
        this.bos = token(file, "bos");
        this.eos = token(file, "eos");
    }

    /// @throws MalformedException if keys and tensors contradict each other
    /// @throws RefusedException   if this build does not have the architecture, the tokenizer or a part of them
    public static TextModel of(GgufFile file, LanguageKernels kernels) throws MalformedException, RefusedException {
        return of(file, kernels, Transformer.BATCH_MAX);
    }

    /// @param batchMax how many positions are computed together; no result depends on it
    public static TextModel of(GgufFile file, LanguageKernels kernels, int batchMax) throws MalformedException, RefusedException {
        LanguageModel model = LanguageModel.of(file);
        Tokenizer tokenizer = Tokenizers.of(file.metadata());
        int size = tokenizer.vocabulary().size();
        if (size > model.shape().vocabulary()) {
            throw new MalformedException("tokenizer.ggml.tokens", -1, "at most " + model.shape().vocabulary() + " tokens, as the embedding has rows", size + "");
        }
        return new TextModel(new Transformer(model, kernels, batchMax), tokenizer, file);
    }

    private Optional<String> token(GgufFile file, String which) throws MalformedException {
        OptionalLong id = file.metadata().count("tokenizer.ggml." + which + "_token_id", tokenizer.vocabulary().size() - 1L);
        return id.isEmpty() ? Optional.empty() : Optional.of(tokenizer.vocabulary().text((int) id.getAsLong()));
    }

    public Transformer transformer() {
        return transformer;
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /// Positions that a prompt and its answer may have together.
    public int contextMax() {
        return transformer.model().shape().contextMax();
    }

    /// Whether the model takes chats.
    public boolean takesChats() {
        return template.isPresent();
    }

    /// Whether its template says what to do with tools.
    public boolean takesTools() {
        return template.isPresent() && template.get().contains("tools");
    }

    /// Whether token `id` ends an answer.
    public boolean isEnd(int id) {
        return id < tokenizer.vocabulary().size() && tokenizer.vocabulary().isEnd(id);
    }

    /// The bytes that token `id` stands for; none for one that the tokenizer does not know.
    public byte[] bytes(int id) {
        return id < tokenizer.vocabulary().size() ? tokenizer.bytes(id) : NOTHING;
    }

    /// The vocabulary for constrained answers: tokens that end an answer stand for no bytes.
    public synchronized TokenTrie trie() {
        if (trie.isEmpty()) {
            List<Optional<byte[]>> tokens = new ArrayList<>();
            for (int id = 0; id < tokenizer.vocabulary().size(); id++) {
                tokens.add(isEnd(id) ? Optional.empty() : Optional.of(tokenizer.bytes(id)));
            }
            trie = Optional.of(new TokenTrie(tokens));
        }
        return trie.get();
    }

    /// The prompt of `input`.
    ///
    /// @throws TextRefusedException if the content is malformed, asks what this model cannot do, or is too long
    public Prompt prompt(TextInput input) throws TextRefusedException {
        Prompt prompt = input.isCompletion() ? completion(input) : chat(input);
        String field = input.isCompletion() ? "prompt" : "messages";
        if (prompt.ids().length == 0) {
            throw TextRefusedException.invalid(field, "the prompt has no token");
        }
        if (prompt.ids().length >= contextMax()) {
            throw TextRefusedException.tooLong(field, prompt.ids().length, contextMax());
        }
        return prompt;
    }

    private Prompt completion(TextInput input) throws TextRefusedException {
        Json prompt = input.content().members().get("prompt");
        int[] ids = switch (prompt) {
            case JsonString(String text) -> tokenizer.encodePrompt(text, false);
            case JsonArray array -> ids(array);
            case Json other -> throw TextRefusedException.invalid("prompt", "expected a string or an array of token ids, found " + other.kind());
        };
        return new Prompt(ids, OutputConstraint.NONE, Optional.empty());
    }

    private int[] ids(JsonArray array) throws TextRefusedException {
        if (array.size() > PROMPT_IDS_MAX) {
            throw TextRefusedException.invalid("prompt", "expected at most " + PROMPT_IDS_MAX + " ids, found " + array.size());
        }
        int vocabulary = transformer.model().shape().vocabulary();
        int[] ids = new int[array.size()];
        for (int i = 0; i < ids.length; i++) {
            if (!(array.get(i) instanceof JsonInteger(long id)) || id < 0 || id >= vocabulary) {
                throw TextRefusedException.invalid("prompt[" + i + "]", "expected a token id from 0 to " + (vocabulary - 1));
            }
            ids[i] = (int) id;
        }
        return ids;
    }

    private Prompt chat(TextInput input) throws TextRefusedException {
        JsonObject content = input.content();
        if (template.isEmpty()) {
            throw TextRefusedException.invalid("messages", "this model has no chat template; ask it for completions");
        }
        ToolSet tools = ToolSet.of(content);
        if (content.has("tools") && !takesTools()) {
            throw TextRefusedException.invalid("tools", "this model's chat template takes no tools");
        }
        ToolChoice choice = ToolChoice.of(input.toolChoice(), tools);
        CallSpelling spelling = CallSpelling.of(template.get());
        OutputConstraint constraint = OutputConstraint.of(content, tools, choice, spelling);
        Optional<CallRules> calls = tools.tools().isEmpty() || choice.isNone()
                ? Optional.empty()
                : Optional.of(new CallRules(spelling, tools.names(), input.parallelCalls()));
        return new Prompt(tokenizer.encodePrompt(render(input, choice), true), constraint, calls);
    }

    private String render(TextInput input, ToolChoice choice) throws TextRefusedException {
        JsonObject content = input.content();
        PromptInput prompt = new PromptInput(
                Conversation.messages(content), choice.isNone() ? Optional.empty() : content.get("tools"), Optional.empty(), true, bos, eos,
                clock(input.clock()), Conversation.variables(content));
        try {
            return chatTemplate().render(prompt);
        } catch (TemplateException refused) {
            throw TextRefusedException.invalid("messages", "the model's chat template refuses them: " + refused.getMessage());
        }
    }

    private static Optional<Moment> clock(String text) throws TextRefusedException {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Moment.parse(text));
        } catch (MalformedException malformed) {
            throw TextRefusedException.invalid("clock", "expected a local time such as 2026-11-23T11:05:00, found '" + text + "'");
        }
    }

    private synchronized ChatTemplate chatTemplate() throws TemplateException {
        if (parsed.isEmpty()) {
            parsed = Optional.of(ChatTemplate.parse(template.orElseThrow()));
        }
        return parsed.get();
    }
}
