package dev.credence.foundation.note;

import static dev.credence.foundation.note.NoteFixture.NOTE;
import static dev.credence.foundation.note.NoteFixture.TREE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every byte of a good proof, and so of its note, checkpoint and cosignatures: changed, left out or doubled, the proof is
/// no longer accepted, and nothing but `MalformedException` is thrown.
class TamperTest {
    private final TlogPolicy policy = TlogPolicy.parse(ProofDefects.BOTH);
    private final Bytes entry = NoteFixture.entry(3);
    private final byte[] good = Bytes.ofUtf8(TlogProof.of(3, TREE.inclusion(3, 10), NOTE).format()).toArray();

    TamperTest() throws MalformedException {}

    @Test
    void acceptsTheProofItself() {
        assertThat(accepts(good, UnknownKeys.REFUSED)).isTrue();
        assertThat(accepts(good, UnknownKeys.IGNORED)).isTrue();
    }

    @Test
    void refusesEveryChangedByte() {
        Set<Integer> accepted = new TreeSet<>();
        for (int at = 0; at < good.length; at++) {
            // The lowest bit, and the one that turns capitals into small letters and newlines into stars.
            for (int mask : new int[] {0x01, 0x20}) {
                byte[] changed = good.clone();
                changed[at] ^= (byte) mask;
                if (accepts(changed, UnknownKeys.REFUSED)) {
                    accepted.add(at);
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void refusesEveryChangedByteWhereUnknownKeysAreIgnored() {
        Set<Integer> accepted = new TreeSet<>();
        for (int at = 0; at < good.length; at++) {
            byte[] changed = good.clone();
            changed[at] ^= 0x01;
            if (accepts(changed, UnknownKeys.IGNORED)) {
                accepted.add(at);
            }
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void refusesEveryByteLeftOutOrDoubled() {
        Set<Integer> accepted = new TreeSet<>();
        for (int at = 0; at < good.length; at++) {
            Bytes before = Bytes.of(good, 0, at);
            Bytes shorter = Bytes.concat(before, Bytes.of(good, at + 1, good.length));
            Bytes longer = Bytes.concat(before, Bytes.of(good, at, at + 1), Bytes.of(good, at, good.length));
            if (accepts(shorter.toArray(), UnknownKeys.REFUSED) || accepts(longer.toArray(), UnknownKeys.REFUSED)) {
                accepted.add(at);
            }
        }
        assertThat(accepted).isEmpty();
    }

    @Test
    void refusesEveryPrefix() {
        for (int length = 0; length < good.length; length++) {
            assertThat(accepts(Bytes.of(good, 0, length).toArray(), UnknownKeys.REFUSED)).isFalse();
        }
    }

    private boolean accepts(byte[] bytes, UnknownKeys unknownKeys) {
        try {
            TlogProof proof = TlogProof.parse(Bytes.of(bytes).utf8(), TlogProof.Extra.REFUSED);
            return proof.verify(entry, policy, unknownKeys).isAccepted();
        } catch (MalformedException _) {
            return false;
        }
    }
}
