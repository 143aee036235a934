package dev.credence.receipt.statement;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Jcs;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.Dsse;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.foundation.signature.SecretKey;
import java.util.List;

/// An operator's signature over a streamed answer as far as it has left (docs/spec/text.md 9.4). It says who stands for the
/// text so far, and is no evidence.
///
/// @param index   from 0
/// @param tokens  the ids since the last segment
/// @param request the request's digest, which the final statement must name too
public record Segment(int index, List<Integer> tokens, Digest request, PublicKey key, Bytes signature) {
    /// Tokens from one segment to the next.
    public static final int TOKENS = 32;
    private static final String PAYLOAD_TYPE = "application/vnd.credence.segment.v1";
    private static final int SIGNATURE_LENGTH = 64;

    public Segment {
        tokens = List.copyOf(tokens);
    }

    /// What has left.
    ///
    /// @param receipt 16 bytes, allocated before execution
    /// @param text    all of it
    /// @param ids     all of them
    public record SoFar(Bytes receipt, String text, List<Integer> ids) {
        public SoFar {
            ids = List.copyOf(ids);
        }
    }

    /// Signs what has left; `tokens` are the last ones of it.
    public static Segment sign(SecretKey key, int index, int tokens, Digest request, SoFar soFar) {
        List<Integer> last = soFar.ids().subList(soFar.ids().size() - tokens, soFar.ids().size());
        return new Segment(index, last, request, key.publicKey(), key.sign(message(index, request, soFar)));
    }

    /// Whether the key's holder signed `soFar` at this index.
    public boolean isOf(SoFar soFar) {
        return Ed25519.verify(key, message(index, request, soFar), signature);
    }

    private static Bytes message(int index, Digest request, SoFar soFar) {
        JsonObject content = JsonObject.builder()
                .put("text", soFar.text())
                .put("token_ids", JsonArray.ofIntegers(soFar.ids().stream().mapToLong(Integer::longValue).toArray()))
                .build();
        Bytes payload = new ByteWriter()
                .u8(1)
                .raw(soFar.receipt())
                .raw(request.bytes())
                .u32(index)
                .u32(soFar.ids().size())
                .raw(Sha256.of(Jcs.canonicalize(content)).bytes())
                .toBytes();
        return Dsse.pae(PAYLOAD_TYPE, payload);
    }

    public JsonObject json() {
        return JsonObject.builder()
                .put("index", index)
                .put("tokens", JsonArray.ofIntegers(tokens.stream().mapToLong(Integer::longValue).toArray()))
                .put("request", request.hex())
                .put("key", key.raw().base64())
                .put("signature", signature.base64())
                .build();
    }

    public static Segment read(JsonFields fields) throws MalformedException {
        int index = (int) fields.integer("index", 0, Integer.MAX_VALUE);
        List<Integer> tokens = fields.integers("tokens", TOKENS, 0, Integer.MAX_VALUE).stream().map(Long::intValue).toList();
        Digest request = fields.digest("request");
        PublicKey key = new PublicKey(fields.base64Exactly("key", PublicKey.LENGTH));
        Bytes signature = fields.base64Exactly("signature", SIGNATURE_LENGTH);
        fields.end();
        return new Segment(index, tokens, request, key, signature);
    }
}
