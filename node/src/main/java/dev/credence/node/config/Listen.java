package dev.credence.node.config;

/// @param bind an address of this machine
/// @param port 0 for any free one
public record Listen(String bind, int port) {}
