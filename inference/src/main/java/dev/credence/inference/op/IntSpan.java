package dev.credence.inference.op;

/// A place in an array of integers where a matrix begins.
public record IntSpan(int[] array, int at) {}
