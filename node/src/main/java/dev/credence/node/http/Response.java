package dev.credence.node.http;

/// What a handler gives back: a whole reply, or one that is written while it comes to be.
public sealed interface Response permits Reply, EventStream {}
