package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;

/// Another role refused; the message is its sentence.
public final class RemoteException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SENTENCE_CHARS_MAX = 600;

    private final int status;
    private final String code;
    private final String parameter;

    private RemoteException(int status, String code, String parameter, String sentence) {
        super(sentence);
        this.parameter = parameter;
        this.status = status;
        this.code = code;
    }

    /// What an error reply says, as far as it can be read.
    static RemoteException of(int status, Bytes body) {
        try {
            if (IJson.parse(body, JsonLimits.ofBytes(64 << 10)) instanceof JsonObject reply
                    && reply.get("error").orElse(null) instanceof JsonObject error
                    && error.get("message").orElse(null) instanceof JsonString(String sentence)) {
                String code = error.get("code").orElse(null) instanceof JsonString(String found) ? found : "";
                String parameter = error.get("param").orElse(null) instanceof JsonString(String found) ? found : "";
                return new RemoteException(status, code, parameter, sentence.substring(0, Math.min(sentence.length(), SENTENCE_CHARS_MAX)));
            }
        } catch (MalformedException unreadable) {
            // The status alone then has to do.
        }
        return new RemoteException(status, "", "", "it answered with status " + status + " and no sentence");
    }

    public int status() {
        return status;
    }

    /// The stable code of the refusal, or empty.
    public String code() {
        return code;
    }

    /// The field of the request that was refused, or empty.
    public String parameter() {
        return parameter;
    }

    /// Whether asking somebody else, or again later, may help.
    public boolean isTemporary() {
        return status == 429 || status >= 500;
    }
}
