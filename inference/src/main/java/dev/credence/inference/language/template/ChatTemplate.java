package dev.credence.inference.language.template;

import dev.credence.foundation.codec.Json;
import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.guard.TemplateLimits;
import dev.credence.inference.language.template.library.Runtime;
import dev.credence.inference.language.template.render.Renderer;
import dev.credence.inference.language.template.value.Text;
import dev.credence.inference.language.template.value.Value;
import dev.credence.inference.language.template.value.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A model's chat template: what makes one prompt of a conversation.
///
/// The language is Jinja2 3.1 as Hugging Face transformers sets it up: an immutable sandbox, `trim_blocks`,
/// `lstrip_blocks`, loop controls, `tojson` as `json.dumps`, `raise_exception`, `strftime_now`, `generation`. A rendering is
/// a pure function of template and input. docs/spec/template.md tells what is supported.
///
/// May be used by several threads at once.
public final class ChatTemplate {
    private final Renderer renderer;
    private final TemplateLimits limits;

    private ChatTemplate(Renderer renderer, TemplateLimits limits) {
        this.renderer = renderer;
        this.limits = limits;
    }

    /// @throws TemplateException if the text is no template, or uses what this engine refuses
    public static ChatTemplate parse(String source) throws TemplateException {
        return parse(source, TemplateLimits.DEFAULT);
    }

    public static ChatTemplate parse(String source, TemplateLimits limits) throws TemplateException {
        if (source.length() > limits.sourceCharsMax()) {
            throw TemplateException.limit("a template of " + source.length() + " characters, at most " + limits.sourceCharsMax()
                    + " are allowed");
        }
        return new ChatTemplate(Renderer.of(source), limits);
    }

    /// The prompt for `input`.
    ///
    /// @throws TemplateException if the template refuses the conversation, fails, or needs more than its limits
    public String render(PromptInput input) throws TemplateException {
        Map<String, Value> variables = new HashMap<>();
        input.extra().forEach((name, value) -> variables.put(name, Values.from(value)));
        variables.put("messages", Values.from(input.messages()));
        variables.put("tools", orNone(input.tools()));
        variables.put("documents", orNone(input.documents()));
        variables.put("add_generation_prompt", Value.Bool.of(input.addGenerationPrompt()));
        input.bosToken().ifPresent(token -> variables.put("bos_token", Text.of(token)));
        input.eosToken().ifPresent(token -> variables.put("eos_token", Text.of(token)));
        return renderer.render(new Runtime(Map.copyOf(variables), input.now(), new Budget(limits)));
    }

    // What is not given is none, and defined: Hugging Face passes it so, and templates ask for it so.
    private static Value orNone(Optional<? extends Json> value) {
        return value.map(Values::from).orElse(Value.None.NONE);
    }
}
