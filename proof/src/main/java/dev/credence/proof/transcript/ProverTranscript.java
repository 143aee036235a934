package dev.credence.proof.transcript;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// The prover's side of a transcript: what it sends is absorbed and becomes the proof.
///
/// Labels are 1 to 255 ASCII characters and part of the protocol. Not for use by two threads.
public final class ProverTranscript {
    private final HashChain chain;
    private final ByteArrayOutputStream proof = new ByteArrayOutputStream(1 << 16);

    public ProverTranscript() {
        this(new HashChain());
    }

    ProverTranscript(HashChain chain) {
        this.chain = chain;
    }

    /// Absorbs public data, which the verifier has of its own.
    public void absorb(String label, Bytes data) {
        chain.absorb(RecordKind.PUBLIC, label, data.toArray());
    }

    /// Sends elements of F as one message.
    public void send(String label, Extension... values) {
        append(RecordKind.EXTENSION, label, Elements.encode(values));
    }

    public void send(String label, ExtensionVector values) {
        append(RecordKind.EXTENSION, label, Elements.encode(values));
    }

    /// Sends base elements, which must be canonical, as one message.
    public void sendBase(String label, long... values) {
        append(RecordKind.BASE, label, Elements.encodeBase(values));
    }

    public void sendDigest(String label, Digest digest) {
        sendDigests(label, List.of(digest));
    }

    /// Sends digests as one message.
    public void sendDigests(String label, List<Digest> digests) {
        byte[] bytes = new byte[Math.multiplyExact(Digest.LENGTH, digests.size())];
        for (int i = 0; i < digests.size(); i++) {
            digests.get(i).bytes().copyTo(bytes, Digest.LENGTH * i);
        }
        append(RecordKind.DIGESTS, label, bytes);
    }

    /// A uniform element of F that depends on everything absorbed and sent so far.
    public Extension challenge(String label) {
        return chain.challenge(label);
    }

    /// `count` uniform numbers below 2^bits; repeats are allowed.
    ///
    /// @param bits from 0 to 31
    public int[] indices(String label, int count, int bits) {
        return chain.indices(label, count, bits);
    }

    /// As below, on the caller's thread alone.
    public void grind(String label, int bits) {
        grind(label, bits, Workers.ALONE);
    }

    /// Searches the smallest nonce that makes SHA-256(state ‖ nonce) begin with `bits` zero bits, and sends it: 2^bits
    /// hashes on average, shared by the threads.
    ///
    /// @param bits from 0 to 40
    public void grind(String label, int bits, Workers workers) {
        chain.absorbGrind(label, bits);
        append(RecordKind.NONCE, label, Elements.encodeWord(chain.work(bits, workers)));
    }

    /// Everything sent so far.
    public Bytes proof() {
        return Bytes.wrap(proof.toByteArray());
    }

    private void append(RecordKind kind, String label, byte[] bytes) {
        chain.absorb(kind, label, bytes);
        proof.writeBytes(bytes);
    }
}
