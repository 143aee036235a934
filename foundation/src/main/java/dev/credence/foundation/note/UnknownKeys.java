package dev.credence.foundation.note;

/// What becomes of signature lines by keys that a policy does not name.
public enum UnknownKeys {
    /// They are passed over, as C2SP asks of readers of other people's checkpoints.
    IGNORED,
    /// They make the note unacceptable: nothing may stand in a receipt that nobody has checked.
    REFUSED
}
