package dev.credence.proof.transcript;

/// The first byte of a record that is hashed into the state: what was said.
enum RecordKind {
    /// The next words of a challenge whose first words were used up.
    MORE(0),
    /// Public data that both sides know.
    PUBLIC(1),
    /// Base elements of the proof, 8 bytes each.
    BASE(2),
    /// Extension elements of the proof, 16 bytes each.
    EXTENSION(3),
    /// Digests of the proof, 32 bytes each.
    DIGESTS(4),
    /// A field challenge is drawn.
    CHALLENGE(5),
    /// Query indices are drawn: u32 count, u8 bits.
    INDICES(6),
    /// A proof of work is asked for: u8 bits.
    GRIND(7),
    /// Its nonce, 8 bytes.
    NONCE(8);

    private final byte code;

    RecordKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }
}
