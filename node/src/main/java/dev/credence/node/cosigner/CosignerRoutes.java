package dev.credence.node.cosigner;

import dev.credence.foundation.codec.JsonObject;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Routes;
import java.util.Map;

/// A cosigner over HTTP (C2SP tlog-witness).
public final class CosignerRoutes {
    private CosignerRoutes() {}

    public static Routes of(Cosigner cosigner) {
        return new Routes()
                .post("/add-checkpoint", AddCheckpoint.BODY_BYTES_MAX, "cosigns a checkpoint that extends what was cosigned before", request -> {
                    CosignerReply reply = cosigner.addCheckpoint(request.body());
                    return new Reply(reply.status(), reply.contentType(), Map.of(), reply.body());
                })
                .get("/v1/cosigner", "the cosigner's name and key", _ -> Reply.json(JsonObject.builder()
                        .put("key", cosigner.key().text())
                        .build()))
                .get("/health", "whether the process answers", _ -> Reply.json(JsonObject.builder().put("status", "ok").build()));
    }
}
