package dev.credence.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.node.cosigner.CosignerReply;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A cosigner that never signs, and names another size whenever it is asked.
class CosignerRoundsAttackTest {
    @Test
    void namingOneSizeAfterAnotherDoesNotKeepTheLedgerBusy() {
        SimulatedWorld world = SimulatedWorld.of(1, new SimulatedDisk());
        int[] asked = {0};
        NoteKey liar = new NoteKey("liar.example", KeyKind.COSIGNER, LocalNetwork.key("cosigner-0").publicKey());
        CosignerLink link = new CosignerLink(liar, _ -> {
            if (++asked[0] > 1_000) {
                throw new IllegalStateException("asked " + asked[0] + " times within a second");
            }
            return new CosignerReply(409, "text/x.tlog.size", Bytes.ofUtf8(1 + asked[0] % 2 + "\n"));
        });
        CosignerRounds rounds = new CosignerRounds(world, (from, to) -> List.of(), List.of(link), 1, _ -> {});
        Checkpoint checkpoint = new Checkpoint(LocalNetwork.identity().genesis().origin(), 3, Sha256.of(Bytes.EMPTY));
        rounds.offer(new CosignerRounds.Published(checkpoint, checkpoint.sign(LocalNetwork.key("log"))));

        world.tasks().run(1_000);

        assertThat(asked[0]).isBetween(2, 10);
        assertThat(rounds.troubles()).singleElement().asString().contains("one size after another");
    }
}
