package dev.credence.inference.language.template.guard;

/// What one rendering has used of its `TemplateLimits`. Every loop over a template's data spends here.
public final class Budget {
    private final TemplateLimits limits;
    private long steps;
    private int depth;

    public Budget(TemplateLimits limits) {
        this.limits = limits;
    }

    public void step() throws TemplateException {
        spend(1);
    }

    public void spend(long more) throws TemplateException {
        steps += more;
        if (steps > limits.stepsMax() || more < 0) {
            throw TemplateException.limit("the template takes more than " + limits.stepsMax() + " steps");
        }
    }

    /// Pays for a text of so many characters before it is made.
    public void text(long chars) throws TemplateException {
        checkLength(chars);
        spend(1 + chars / TemplateLimits.CHARS_A_STEP);
    }

    /// Refuses a text that is longer than any may be.
    public void checkLength(long chars) throws TemplateException {
        if (chars > limits.textCharsMax()) {
            throw TemplateException.limit("a text of more than " + limits.textCharsMax() + " characters");
        }
    }

    /// Goes one level deeper; `leave` must follow.
    public void enter() throws TemplateException {
        if (++depth > limits.depthMax()) {
            throw TemplateException.limit("the template nests deeper than " + limits.depthMax() + " levels");
        }
    }

    public void leave() {
        depth--;
    }

    public long steps() {
        return steps;
    }
}
