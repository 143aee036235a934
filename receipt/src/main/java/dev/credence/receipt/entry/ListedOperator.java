package dev.credence.receipt.entry;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.PublicKey;

/// One operator as the ledger lists it.
///
/// @param id                 SHA-256 of `key`, which the reader of a list must check before it uses the key
/// @param owner              who answers for it; operators of one owner are never drawn together
/// @param active             whether it may be drawn
/// @param stakeMicroCredits  what it has at stake
public record ListedOperator(Digest id, Digest owner, PublicKey key, boolean active, long stakeMicroCredits) {
    public ListedOperator {
        if (stakeMicroCredits < 0 || stakeMicroCredits > JsonInteger.VALUE_MAX) {
            throw new IllegalArgumentException("a stake from 0 to 2^53−1 expected, found " + stakeMicroCredits);
        }
    }

    /// Whether the id is the key's own.
    public boolean keyFitsId() {
        return key.id().equals(id);
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("id", id.hex())
                .put("owner", owner.hex())
                .put("key", key.raw().base64())
                .put("active", active)
                .put("stake", stakeMicroCredits)
                .build();
    }

    static ListedOperator read(JsonFields fields) throws MalformedException {
        Digest id = fields.digest("id");
        Digest owner = fields.digest("owner");
        PublicKey key = new PublicKey(fields.base64Exactly("key", PublicKey.LENGTH));
        boolean active = fields.bool("active");
        long stake = fields.integer("stake", 0, JsonInteger.VALUE_MAX);
        fields.end();
        return new ListedOperator(id, owner, key, active, stake);
    }
}
