package dev.credence.receipt.statement;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;

/// Who issued a statement, where and when.
///
/// @param network  the network's name
/// @param operator id of the key that signs
/// @param receipt  16 bytes, allocated before execution
/// @param moment   heights and time
public record Issue(String network, Digest operator, Bytes receipt, Moment moment) {
    public static final int RECEIPT_ID_LENGTH = 16;

    public Issue {
        Text.require(Text.isNetwork(network), "a network's name", network);
        if (receipt.length() != RECEIPT_ID_LENGTH) {
            throw new IllegalArgumentException("a receipt's id has 16 bytes, found " + receipt.length());
        }
    }

    /// The ledger's height that the request names.
    public long asked() {
        return moment.asked();
    }

    /// The ledger's height at the time of issue.
    public long height() {
        return moment.height();
    }

    /// Milliseconds since 1970 UTC, by the operator's clock.
    public long issuedMillis() {
        return moment.issuedMillis();
    }

    /// The members that stand first in the predicate.
    record Identity(String network, Digest operator, Bytes receipt) {}

    void write(JsonObject.Builder predicate) {
        predicate.put("network", network).put("operator", operator.hex()).put("receipt", receipt.hex());
    }

    static Identity readIdentity(JsonFields predicate) throws MalformedException {
        String network = predicate.string("network", Text.NETWORK_CHARS_MAX);
        if (!Text.isNetwork(network)) {
            throw predicate.fault("network", "a network's name", "'" + network + "'");
        }
        return new Identity(network, predicate.digest("operator"), predicate.hex("receipt", RECEIPT_ID_LENGTH));
    }
}
