package dev.credence.inference.language.template.guard;

/// Bounds on one rendering, so that no template can hold a machine: a template is code from a stranger.
///
/// A step is one expression or statement evaluated, one element produced, or `CHARS_A_STEP` characters written.
///
/// @param sourceCharsMax characters of the template
/// @param stepsMax       steps of one rendering
/// @param depthMax       expressions and statements inside one another while they are evaluated, calls included
/// @param textCharsMax   characters of any one text, the prompt included
public record TemplateLimits(int sourceCharsMax, long stepsMax, int depthMax, int textCharsMax) {
    /// Characters that cost as much as one evaluated expression.
    public static final int CHARS_A_STEP = 16;

    /// The longest of seventy published templates has 17,000 characters; a conversation of 10,000 messages takes about
    /// half a million steps; a macro's call takes five to eight levels, and three hundred fit on a stack of 512 KiB.
    public static final TemplateLimits DEFAULT = new TemplateLimits(1 << 16, 8_000_000, 300, 1 << 24);

    public TemplateLimits {
        if (sourceCharsMax < 1 || stepsMax < 1 || depthMax < 1 || textCharsMax < 1) {
            throw new IllegalArgumentException("positive limits expected, found " + sourceCharsMax + ", " + stepsMax + ", "
                    + depthMax + ", " + textCharsMax);
        }
    }
}
