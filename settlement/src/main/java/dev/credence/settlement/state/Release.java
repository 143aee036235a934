package dev.credence.settlement.state;

import dev.credence.foundation.hash.Digest;

/// What `name@version` is, for ever.
///
/// @param publisher id of the account that announced it
/// @param model     the model's id
/// @param height    of the block that took the announcement
public record Release(String name, String version, Digest publisher, Digest model, long height) {}
