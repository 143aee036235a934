package dev.credence.inference.language.template.value;

/// A Python generator or iterator: its elements can be had once.
public final class Generator implements Value {
    private final String name;
    private final Source source;

    /// @param name the class in Python, such as `generator`
    public Generator(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    public Generator(Source source) {
        this("generator", source);
    }

    public String name() {
        return name;
    }

    public Source source() {
        return source;
    }
}
