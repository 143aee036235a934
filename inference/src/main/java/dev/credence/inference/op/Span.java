package dev.credence.inference.op;

/// A place in an array of floats where a matrix begins.
public record Span(float[] array, int at) {}
