package dev.credence.node.http;

import dev.credence.foundation.codec.JsonObject;

/// How a surface spells its errors.
public enum ErrorStyle {
    /// `{"error":{"message","type","param","code"}}`, as OpenAI's clients read it; our own surfaces use it too.
    OBJECT,
    /// `{"error":"…"}`, as the Open Inference Protocol has it.
    SENTENCE;

    Reply reply(ApiException refusal) {
        Fault fault = refusal.fault();
        JsonObject body =
                switch (this) {
                    case OBJECT -> JsonObject.builder()
                            .put(
                                    "error",
                                    JsonObject.builder()
                                            .put("message", refusal.getMessage())
                                            .put("type", fault.status() < 500 ? "invalid_request_error" : "server_error")
                                            .put("code", fault.code())
                                            .build())
                            .build();
                    case SENTENCE -> JsonObject.builder().put("error", refusal.getMessage()).build();
                };
        Reply reply = Reply.json(fault.status(), body);
        return fault == Fault.OVERLOADED || fault == Fault.TOO_MANY_REQUESTS ? reply.with("Retry-After", "1") : reply;
    }
}
