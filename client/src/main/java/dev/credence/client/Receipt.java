package dev.credence.client;

import dev.credence.foundation.bytes.Bytes;

/// A receipt file as the gateway has it.
///
/// @param complete whether all the evidence of the plan is in it
public record Receipt(Bytes file, boolean complete) {}
