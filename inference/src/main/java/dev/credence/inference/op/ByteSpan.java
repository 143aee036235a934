package dev.credence.inference.op;

/// A place in an array of bytes where a matrix begins.
public record ByteSpan(byte[] array, int at) {}
