package dev.credence.node.exchange;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.envelope.Inclusion;
import dev.credence.receipt.envelope.Logged;

/// `{"inclusion":{…},"operators": text}`: what the log adds to a receipt, on its way.
public final class LoggedJson {
    private LoggedJson() {}

    public static JsonObject encode(Logged logged) {
        return JsonObject.builder()
                .put("inclusion", logged.inclusion().json())
                .put("operators", logged.operatorsList())
                .build();
    }

    public static Logged read(JsonFields fields) throws MalformedException {
        Inclusion inclusion = Inclusion.read(fields.object("inclusion"));
        String operators = fields.string("operators", OperatorsList.BYTES_MAX);
        fields.end();
        return new Logged(inclusion, operators);
    }
}
