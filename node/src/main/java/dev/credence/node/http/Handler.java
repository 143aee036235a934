package dev.credence.node.http;

/// What answers a request.
@FunctionalInterface
public interface Handler {
    Response handle(Request request) throws ApiException;
}
