package dev.credence.foundation.note;

import dev.credence.foundation.bytes.MalformedException;

/// What a note key signs (C2SP signed-note, signature types); part of the key's id, so that no key serves for both.
public enum KeyKind {
    /// Type 0x01: Ed25519 over the note's text; the log's own signature.
    LOG(0x01),
    /// Type 0x04: Ed25519 over a time and the checkpoint; a cosigner's signature.
    COSIGNER(0x04);

    private final int type;

    KeyKind(int type) {
        this.type = type;
    }

    /// The signature type identifier byte.
    public int type() {
        return type;
    }

    static KeyKind of(int type) throws MalformedException {
        for (KeyKind kind : values()) {
            if (kind.type == type) {
                return kind;
            }
        }
        throw new MalformedException("type", -1, "signature type 1 or 4", "type " + type);
    }
}
