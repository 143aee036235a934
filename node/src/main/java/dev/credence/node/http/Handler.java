package dev.credence.node.http;

/// What answers a request.
@FunctionalInterface
public interface Handler {
    Reply handle(Request request) throws ApiException;
}
