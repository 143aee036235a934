package dev.credence.verification.argument;

import dev.credence.foundation.bytes.ByteReader;
import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.inference.manifest.Manifest;

/// The blob of a piece of evidence of kind `argument` (docs/spec/proof.md 9.1): five byte strings, each behind its length.
///
/// @param manifest     of the model, canonical JSON
/// @param program      the integer program, canonical bytes
/// @param registration the proof that the committed weights are in range
/// @param output       Y, four bytes an integer, little-endian
/// @param proof        the argument
public record ArgumentEvidence(Bytes manifest, Bytes program, Bytes registration, Bytes output, Bytes proof) {
    /// Of a program that can be proved; its constants of standardisation are nearly all of it.
    public static final int PROGRAM_BYTES_MAX = 8 << 20;

    /// As many integers as a witness has cells.
    public static final int OUTPUT_BYTES_MAX = 4 << 20;

    /// Ten times the largest proof of the suite.
    public static final int PROOF_BYTES_MAX = 8 << 20;

    public Bytes encode() {
        return new ByteWriter()
                .sized(manifest)
                .sized(program)
                .sized(registration)
                .sized(output)
                .sized(proof)
                .toBytes();
    }

    /// Reads a blob.
    ///
    /// @throws MalformedException if a part is too long, missing, or anything follows
    public static ArgumentEvidence decode(Bytes blob) throws MalformedException {
        ByteReader reader = new ByteReader(blob);
        ArgumentEvidence evidence = new ArgumentEvidence(
                reader.sized("manifest", Manifest.BYTES_MAX),
                reader.sized("program", PROGRAM_BYTES_MAX),
                reader.sized("registration", PROOF_BYTES_MAX),
                reader.sized("output", OUTPUT_BYTES_MAX),
                reader.sized("proof", PROOF_BYTES_MAX));
        reader.end();
        return evidence;
    }
}
