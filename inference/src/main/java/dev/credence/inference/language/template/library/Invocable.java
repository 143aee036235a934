package dev.credence.inference.language.template.library;

import dev.credence.inference.language.template.guard.TemplateException;
import dev.credence.inference.language.template.value.Special;
import dev.credence.inference.language.template.value.Value;

/// A value that can be called.
public interface Invocable extends Special {
    Value call(Runtime runtime, Arguments arguments) throws TemplateException;
}
