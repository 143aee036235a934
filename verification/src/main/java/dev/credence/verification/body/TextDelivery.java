package dev.credence.verification.body;

/// How the caller wants a text delivered; no part of request or answer.
///
/// @param stream       as it is made
/// @param includeUsage with a chunk for the usage
/// @param segments     with the operator's signature under every 32 tokens
public record TextDelivery(boolean stream, boolean includeUsage, boolean segments) {}
