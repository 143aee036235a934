package dev.credence.node.cosigner;

import dev.credence.foundation.bytes.Bytes;

/// What a cosigner answers to add-checkpoint, as HTTP will carry it.
///
/// @param status 200 cosigned · 400 malformed · 403 not the log's signature · 404 unknown log · 409 other size (the body
///               says which) or other root · 422 not consistent · 503 the cosigner cannot write
public record CosignerReply(int status, String contentType, Bytes body) {
    static final String TEXT = "text/plain; charset=utf-8";
    static final String SIZE = "text/x.tlog.size";

    static CosignerReply text(int status, String sentence) {
        return new CosignerReply(status, TEXT, Bytes.ofUtf8(sentence + "\n"));
    }

    static CosignerReply size(long size) {
        return new CosignerReply(409, SIZE, Bytes.ofUtf8(size + "\n"));
    }
}
