package dev.credence.operator.execute;

import dev.credence.receipt.request.Content;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.TextParameters;

/// Messages or a prompt for a language model.
public record TextRequest(Content.Text content, TextParameters parameters) implements ModelRequest {
    @Override
    public EffectiveRequest effective() {
        return new EffectiveRequest(content, parameters);
    }
}
