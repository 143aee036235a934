package dev.credence.node.http;

import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonNull;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;

/// How a surface spells its errors.
public enum ErrorStyle {
    /// `{"error":{"message","type","param","code"}}`, as OpenAI's clients read it; our own surfaces use it too.
    OBJECT,
    /// `{"error":"…"}`, as the Open Inference Protocol has it.
    SENTENCE;

    Reply reply(ApiException refusal) {
        Fault fault = refusal.fault();
        Reply reply = Reply.json(fault.status(), body(refusal));
        return fault == Fault.OVERLOADED || fault == Fault.TOO_MANY_REQUESTS ? reply.with("Retry-After", "1") : reply;
    }

    private JsonObject body(ApiException refusal) {
        return switch (this) {
            case OBJECT -> JsonObject.builder().put("error", object(refusal)).build();
            case SENTENCE -> JsonObject.builder().put("error", refusal.getMessage()).build();
        };
    }

    /// `message`, `type`, `param` and `code`.
    static JsonObject object(ApiException refusal) {
        Json none = JsonNull.NULL;
        return JsonObject.builder()
                .put("message", refusal.getMessage())
                .put("type", type(refusal.fault()))
                .put("param", refusal.parameter().<Json>map(JsonString::new).orElse(none))
                .put("code", refusal.code())
                .build();
    }

    private static String type(Fault fault) {
        return switch (fault) {
            case MALFORMED, UNSUPPORTED_PARAMETER, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, METHOD_NOT_ALLOWED, CONFLICT, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, UNPROCESSABLE -> "invalid_request_error";
            case TOO_MANY_REQUESTS, OVERLOADED -> "overloaded_error";
            case STORAGE, UPSTREAM, UPSTREAM_TIMEOUT, INTERNAL -> "api_error";
        };
    }
}
