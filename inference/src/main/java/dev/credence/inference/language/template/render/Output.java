package dev.credence.inference.language.template.render;

import dev.credence.inference.language.template.guard.Budget;
import dev.credence.inference.language.template.guard.TemplateException;

/// Text that a template prints, paid for as it grows.
final class Output {
    private final Budget budget;
    private final StringBuilder text = new StringBuilder();

    Output(Budget budget) {
        this.budget = budget;
    }

    void append(String part) throws TemplateException {
        budget.text(part.length());
        budget.checkLength(text.length() + (long) part.length());
        text.append(part);
    }

    String text() {
        return text.toString();
    }
}
