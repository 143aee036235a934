package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.library.Runtime;
import dev.credence.inference.language.template.syntax.Body;
import dev.credence.inference.language.template.syntax.Parser;

/// A template that is parsed and whose names are resolved; may be used by several threads at once.
public final class Renderer {
    private final Body template;
    private final Scopes scopes;

    private Renderer(Body template, Scopes scopes) {
        this.template = template;
        this.scopes = scopes;
    }

    public static Renderer of(String source) throws TemplateException {
        Body template = Parser.parse(source);
        NameCheck.check(template, false);
        return new Renderer(template, Scopes.find(template));
    }

    public String render(Runtime runtime) throws TemplateException {
        return new Executor(scopes, runtime).render(template);
    }
}
