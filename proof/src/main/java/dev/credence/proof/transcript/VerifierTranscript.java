package dev.credence.proof.transcript;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import dev.credence.proof.field.Goldilocks;
import java.util.ArrayList;
import java.util.List;

/// The verifier's side of a transcript, and the only reader of a proof: each read takes exactly what the verifier's
/// schedule says, checks that limbs are canonical, and absorbs.
///
/// **Obligation**: `finish()` last, so that nothing may trail. Not for use by two threads.
public final class VerifierTranscript {
    private static final ElementListener NOBODY = (label, kind, offset) -> {};

    private final HashChain chain;
    private final byte[] proof;
    private final ElementListener listener;
    private int at;

    public VerifierTranscript(Bytes proof) {
        this(proof, NOBODY);
    }

    /// @param listener is told of every element read, before it is checked
    public VerifierTranscript(Bytes proof, ElementListener listener) {
        this(proof, listener, new HashChain());
    }

    VerifierTranscript(Bytes proof, ElementListener listener, HashChain chain) {
        this.proof = proof.toArray();
        this.listener = listener;
        this.chain = chain;
    }

    /// Absorbs public data, which the verifier has of its own.
    public void absorb(String label, Bytes data) {
        chain.absorb(RecordKind.PUBLIC, label, data.toArray());
    }

    /// One element of F.
    public Extension receive(String label) throws ProofException {
        return receive(label, 1).get(0);
    }

    /// One message of `count` elements of F.
    public ExtensionVector receive(String label, int count) throws ProofException {
        int from = take(RecordKind.EXTENSION, ElementKind.EXTENSION, label, count);
        ExtensionVector values = new ExtensionVector(count);
        for (int i = 0; i < count; i++) {
            values.c0()[i] = limb(label, from + 16 * i);
            values.c1()[i] = limb(label, from + 16 * i + 8);
        }
        return values;
    }

    /// One message of `count` base elements.
    public long[] receiveBase(String label, int count) throws ProofException {
        int from = take(RecordKind.BASE, ElementKind.BASE, label, count);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = limb(label, from + 8 * i);
        }
        return values;
    }

    /// One digest.
    public Digest receiveDigest(String label) throws ProofException {
        return receiveDigests(label, 1).getFirst();
    }

    /// One message of `count` digests.
    public List<Digest> receiveDigests(String label, int count) throws ProofException {
        int from = take(RecordKind.DIGESTS, ElementKind.DIGEST, label, count);
        List<Digest> digests = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int offset = from + Digest.LENGTH * i;
            digests.add(new Digest(Bytes.of(proof, offset, offset + Digest.LENGTH)));
        }
        return digests;
    }

    /// A uniform element of F that depends on everything absorbed and received so far.
    ///
    /// **Soundness**: a word is taken if it is below p, so the element is exactly uniform where SHA-256 is a random oracle.
    public Extension challenge(String label) {
        return chain.challenge(label);
    }

    /// `count` uniform numbers below 2^bits; repeats are allowed.
    ///
    /// @param bits from 0 to 31
    public int[] indices(String label, int count, int bits) {
        return chain.indices(label, count, bits);
    }

    /// Reads a nonce and demands that SHA-256(state ‖ nonce) begins with `bits` zero bits.
    ///
    /// **Soundness**: whoever tries another history pays 2^bits hashes for each before the next challenge shows.
    ///
    /// @param bits from 0 to 40
    public void grind(String label, int bits) throws ProofException {
        chain.absorbGrind(label, bits);
        int from = need(ElementKind.NONCE, label, 1);
        if (!chain.grinds(Elements.word(proof, from), bits)) {
            throw new ProofException(ProofFault.GRINDING, label);
        }
        chain.absorb(RecordKind.NONCE, label, proof, from, Long.BYTES);
    }

    /// Demands that every byte of the proof was read.
    public void finish() throws ProofException {
        if (at != proof.length) {
            throw new ProofException(ProofFault.TRAILING, "byte " + at);
        }
    }

    private int take(RecordKind record, ElementKind kind, String label, int count) throws ProofException {
        int from = need(kind, label, count);
        chain.absorb(record, label, proof, from, at - from);
        return from;
    }

    private int need(ElementKind kind, String label, int count) throws ProofException {
        if (count < 0) {
            throw new IllegalArgumentException("a count of elements expected, found " + count);
        }
        if ((long) kind.lengthBytes() * count > proof.length - at) {
            throw new ProofException(ProofFault.TRUNCATED, label);
        }
        int from = at;
        for (int i = 0; i < count; i++) {
            listener.element(label, kind, at);
            at += kind.lengthBytes();
        }
        return from;
    }

    private long limb(String label, int offset) throws ProofException {
        long limb = Elements.word(proof, offset);
        if (!Goldilocks.isCanonical(limb)) {
            throw new ProofException(ProofFault.NOT_CANONICAL, label);
        }
        return limb;
    }
}
