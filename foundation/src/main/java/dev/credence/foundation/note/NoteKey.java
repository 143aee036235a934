package dev.credence.foundation.note;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.Ed25519;
import dev.credence.foundation.signature.PublicKey;

/// A verifier key of signed notes: a name, what it signs, and an Ed25519 key (C2SP signed-note, verifier keys).
///
/// ```
/// id   = SHA-256(name ‖ 0x0A ‖ type ‖ key)[0:4]
/// text = name "+" hex(id) "+" base64(type ‖ key)
/// ```
///
/// @param name the signer's name; for a log, its origin
/// @param kind what the key signs
/// @param key  the Ed25519 key
public record NoteKey(String name, KeyKind kind, PublicKey key) {
    private static final int ID_BYTES = 4;

    public NoteKey {
        if (!NoteText.isName(name)) {
            throw new IllegalArgumentException("a key's name has 1 to 255 characters without spaces and '+', found '" + name + "'");
        }
    }

    /// The four bytes that stand before each signature of this key: a hint, no identity.
    public Bytes id() {
        return Sha256.of(Bytes.ofUtf8(name + "\n"), typed()).bytes().slice(0, ID_BYTES);
    }

    /// The key's text, for policies and configuration.
    public String text() {
        return name + "+" + id().hex() + "+" + typed().base64();
    }

    /// Reads a key's text in its one spelling.
    public static NoteKey parse(String text) throws MalformedException {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new MalformedException("", -1, "name+id+key", "'" + text + "'");
        }
        String name = NoteText.name("name", parts[0]);
        Bytes typed = NoteText.base64("key", parts[2]);
        if (typed.length() != 1 + PublicKey.LENGTH) {
            throw new MalformedException("key", -1, "33 bytes", typed.length() + " bytes");
        }
        NoteKey key = new NoteKey(name, KeyKind.of(typed.at(0)), new PublicKey(typed.slice(1, typed.length())));
        if (!key.id().hex().equals(parts[1])) {
            throw new MalformedException("id", -1, key.id().hex(), "'" + parts[1] + "'");
        }
        return key;
    }

    /// Whether `signature` bears this key's name and id; says nothing about its being genuine.
    public boolean named(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId().equals(id());
    }

    /// Whether `signature` is this key's over the note text `text`.
    public boolean verify(String text, NoteSignature signature) {
        if (!named(signature)) {
            return false;
        }
        return switch (kind) {
            case LOG -> Ed25519.verify(key, Bytes.ofUtf8(text), signature.bytes());
            case COSIGNER -> Cosignature.verify(key, text, signature);
        };
    }

    private Bytes typed() {
        return Bytes.concat(Bytes.wrap(new byte[] {(byte) kind.type()}), key.raw());
    }
}
