package dev.credence.operator.execute;

import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.Parameters;

/// A request as it travels from gateway to operator and from there to nobody.
public sealed interface ModelRequest permits TensorRequest, TextRequest {
    /// As executed, defaults filled in.
    Parameters parameters();

    /// The request as digests keep it.
    EffectiveRequest effective();
}
