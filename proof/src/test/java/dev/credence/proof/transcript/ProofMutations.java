package dev.credence.proof.transcript;

import static org.assertj.core.api.Assertions.fail;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.field.Goldilocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Every element that a verifier reads, changed in every way that is worth trying: each must be refused, by
/// `ProofException` and by nothing else.
///
/// The elements are those that the verifier itself reports while it reads the honest proof, so that a new one cannot be
/// forgotten here.
public final class ProofMutations {
    /// A verifier from its first read to `finish()`.
    @FunctionalInterface
    public interface Verifier {
        void verify(VerifierTranscript transcript) throws ProofException;
    }

    /// One element of an honest proof.
    public record Element(String label, ElementKind kind, int offset) {}

    private final Bytes honest;
    private final Verifier verifier;
    private final Function<Bytes, VerifierTranscript> reader;
    private final List<Element> elements = new ArrayList<>();
    private int tried;

    private ProofMutations(Bytes honest, Verifier verifier, Function<Bytes, VerifierTranscript> reader) {
        this.honest = honest;
        this.verifier = verifier;
        this.reader = reader;
    }

    /// Mutations of `honest`, read by hashing.
    public static ProofMutations of(Bytes honest, Verifier verifier) throws ProofException {
        return new ProofMutations(honest, verifier, VerifierTranscript::new).listen();
    }

    /// Mutations of `honest`, read on the tape of its own challenges: only the verifier's equations can refuse them.
    public static ProofMutations frozen(Bytes honest, Verifier verifier) throws ProofException {
        ChallengeTape tape = new ChallengeTape();
        verifier.verify(tape.recording(honest));
        return new ProofMutations(honest, verifier, tape::replaying).listen();
    }

    /// What the verifier read of the honest proof.
    public List<Element> elements() {
        return List.copyOf(elements);
    }

    /// How many mutants were refused so far.
    public int tried() {
        return tried;
    }

    /// Tries every change of every element that `chosen` keeps.
    ///
    /// @param other an honest proof of another statement and the same shape, whose elements are tried too
    public ProofMutations refuseEveryChange(Bytes other, Function<Element, Boolean> chosen) {
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            if (!chosen.apply(element)) {
                continue;
            }
            for (int bit = 0; bit < 8 * element.kind().lengthBytes(); bit++) {
                byte[] bytes = at(element);
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                refuse("bit " + bit + " flipped", element, bytes);
            }
            refuse("zero", element, new byte[element.kind().lengthBytes()]);
            refuse("all ones", element, ones(element.kind().lengthBytes()));
            if (end(element) <= other.length()) { // paths differ in length
                refuse("from another proof", element, other.slice(element.offset(), end(element)).toArray());
            }
            limbs(element);
            if (i + 1 < elements.size() && elements.get(i + 1).kind() == element.kind()) {
                swap(element, elements.get(i + 1));
            }
        }
        return this;
    }

    /// Tries every truncation at an element's boundary and in its middle, every doubled element, and bytes at the end.
    public ProofMutations refuseEveryOtherLength() {
        for (Element element : elements) {
            refuse("cut before", element, honest.slice(0, element.offset()));
            refuse("cut within", element, honest.slice(0, element.offset() + element.kind().lengthBytes() / 2));
            Bytes doubled = Bytes.concat(
                    honest.slice(0, end(element)), honest.slice(element.offset(), honest.length()));
            refuse("doubled", element, doubled);
            Bytes without = Bytes.concat(
                    honest.slice(0, element.offset()), honest.slice(end(element), honest.length()));
            refuse("left out", element, without);
        }
        Element last = elements.getLast();
        for (int more : new int[] {1, 8, 16, 32}) {
            refuse("longer by " + more, last, Bytes.concat(honest, Bytes.of(new byte[more])));
        }
        return this;
    }

    private ProofMutations listen() throws ProofException {
        verifier.verify(new VerifierTranscript(
                honest, (label, kind, offset) -> elements.add(new Element(label, kind, offset))));
        int at = 0;
        for (Element element : elements) {
            if (element.offset() != at) {
                fail("the reader skipped bytes %d to %d", at, element.offset());
            }
            at = end(element);
        }
        return this;
    }

    private void limbs(Element element) {
        if (element.kind() != ElementKind.BASE && element.kind() != ElementKind.EXTENSION) {
            return;
        }
        for (int limb = 0; limb < element.kind().lengthBytes(); limb += Long.BYTES) {
            byte[] bytes = at(element);
            long value = Elements.word(bytes, limb);
            put(element, limb, Goldilocks.add(value, 1), "plus one");
            put(element, limb, Goldilocks.sub(value, 1), "minus one");
            put(element, limb, Goldilocks.neg(value), "negated");
            put(element, limb, Goldilocks.MODULUS, "the modulus");
            put(element, limb, value + Goldilocks.MODULUS, "plus the modulus");
        }
    }

    private void put(Element element, int limb, long value, String what) {
        byte[] bytes = at(element);
        System.arraycopy(Elements.encodeWord(value), 0, bytes, limb, Long.BYTES);
        refuse(what + " in limb " + limb / Long.BYTES, element, bytes);
    }

    private void swap(Element one, Element next) {
        byte[] proof = honest.toArray();
        byte[] first = at(one);
        byte[] second = at(next);
        System.arraycopy(second, 0, proof, one.offset(), second.length);
        System.arraycopy(first, 0, proof, next.offset(), first.length);
        refuse("swapped with its neighbour", one, Bytes.of(proof));
    }

    private void refuse(String what, Element element, byte[] bytes) {
        byte[] proof = honest.toArray();
        System.arraycopy(bytes, 0, proof, element.offset(), bytes.length);
        refuse(what, element, Bytes.of(proof));
    }

    private void refuse(String what, Element element, Bytes mutant) {
        if (mutant.equals(honest)) {
            return;
        }
        try {
            verifier.verify(reader.apply(mutant));
        } catch (ProofException refused) {
            tried++;
            return;
        } catch (RuntimeException thrown) {
            throw new AssertionError(element + " " + what + " made the verifier throw", thrown);
        }
        fail("%s %s was accepted", element, what);
    }

    private byte[] at(Element element) {
        return honest.slice(element.offset(), end(element)).toArray();
    }

    private static int end(Element element) {
        return element.offset() + element.kind().lengthBytes();
    }

    private static byte[] ones(int length) {
        byte[] ones = new byte[length];
        Arrays.fill(ones, (byte) -1);
        return ones;
    }
}
