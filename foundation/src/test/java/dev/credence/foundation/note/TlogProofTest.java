package dev.credence.foundation.note;

import static dev.credence.foundation.note.NoteFixture.NOTE;
import static dev.credence.foundation.note.NoteFixture.TREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.foundation.note.TlogProof.Extra;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TlogProofTest {
    private final List<Digest> path = TREE.inclusion(7, 10);

    @Test
    void isReadAsItWasWritten() throws MalformedException {
        TlogProof proof = TlogProof.of(7, path, NOTE);
        assertThat(TlogProof.parse(proof.format(), Extra.REFUSED)).isEqualTo(proof);
    }

    @Test
    void extraIsReadWhereItIsAllowedAndChangesNoVerdict() throws MalformedException {
        TlogProof proof = new TlogProof(Optional.of(Bytes.ofUtf8("context")), 7, path, NOTE);
        TlogProof read = TlogProof.parse(proof.format(), Extra.ALLOWED);
        assertThat(read).isEqualTo(proof);
        TlogPolicy policy = TlogPolicy.parse(ProofDefects.BOTH);
        assertThat(read.verify(NoteFixture.entry(7), policy, UnknownKeys.REFUSED).isAccepted()).isTrue();
        assertThatThrownBy(() -> TlogProof.parse(proof.format(), Extra.REFUSED))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("extra");
    }

    @Test
    void emptyExtraIsStillALine() throws MalformedException {
        TlogProof proof = new TlogProof(Optional.of(Bytes.EMPTY), 7, path, NOTE);
        assertThat(TlogProof.parse(proof.format(), Extra.ALLOWED)).isEqualTo(proof);
    }

    @Test
    void refusesMoreThan64Hashes() {
        String head = TlogProof.of(7, Collections.nCopies(64, MerkleTree.emptyRoot()), NOTE).format();
        String more = head.replaceFirst("index 7\n", "index 7\n" + MerkleTree.emptyRoot().bytes().base64() + "\n");
        assertThatThrownBy(() -> TlogProof.parse(more, Extra.REFUSED))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("64 hashes");
    }

    @Test
    void requestForACosignatureIsReadAsItWasWritten() throws MalformedException {
        AddCheckpoint request = new AddCheckpoint(4, TREE.consistency(4, 10), NOTE);
        assertThat(AddCheckpoint.parse(request.format())).isEqualTo(request);
        AddCheckpoint first = new AddCheckpoint(0, List.of(), NOTE);
        assertThat(AddCheckpoint.parse(first.format())).isEqualTo(first);
    }

    @Test
    void requestForACosignatureHasOneSpelling() {
        String good = new AddCheckpoint(4, TREE.consistency(4, 10), NOTE).format();
        for (String bad : List.of(
                good.replaceFirst("old 4", "old 04"),
                good.replaceFirst("old 4", "old -4"),
                good.replaceFirst("old 4", "old  4"),
                good.replaceFirst("old 4\n", ""),
                good.replaceFirst("\n\n", "\n"),
                good.replaceFirst("=\n", "\n"),
                good + "\n",
                good.replaceFirst("old 4\n", "old 4\n" + (MerkleTree.emptyRoot().bytes().base64() + "\n").repeat(62)))) {
            assertThatThrownBy(() -> AddCheckpoint.parse(bad)).as(bad).isInstanceOf(MalformedException.class);
        }
    }
}
