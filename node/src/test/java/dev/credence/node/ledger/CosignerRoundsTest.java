package dev.credence.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.merkle.AppendOnlyTree;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.cosigner.Cosigner;
import dev.credence.node.cosigner.CosignerReply;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: a checkpoint is published exactly when enough cosigners have signed that very one, whatever the others do.
class CosignerRoundsTest {
    private static final String ORIGIN = "credence.dev/log/test";
    private static final SecretKey LOG = LocalNetwork.key("log");

    private final SimulatedWorld world = SimulatedWorld.of(1, new SimulatedDisk());
    private final AppendOnlyTree tree = new AppendOnlyTree();
    private final List<CosignerRounds.Published> published = new ArrayList<>();
    private final List<CosignerLink> links = new ArrayList<>();

    @BeforeEach
    void makeTheDirectory() {
        world.disk().createDirectories(Path.of("/data"));
    }

    private Cosigner cosigner(String name) throws IOException {
        NoteKey log = new NoteKey(ORIGIN, KeyKind.LOG, LOG.publicKey());
        return Cosigner.open(
                world, Path.of("/data/" + name), name, LocalNetwork.key(name), List.of(log));
    }

    private void honest(String name) throws IOException {
        Cosigner cosigner = cosigner(name);
        links.add(new CosignerLink(cosigner.key(), cosigner::addCheckpoint));
    }

    private void other(String name, CosignerLink.Sender sender) {
        NoteKey key = new NoteKey(name, KeyKind.COSIGNER, LocalNetwork.key(name).publicKey());
        links.add(new CosignerLink(key, sender));
    }

    private CosignerRounds rounds(int quorum) {
        return new CosignerRounds(world, tree::consistency, links, quorum, published::add);
    }

    private Checkpoint grow(CosignerRounds rounds) {
        tree.append(Bytes.ofUtf8("entry " + tree.size()));
        Checkpoint checkpoint = new Checkpoint(ORIGIN, tree.size(), tree.root());
        rounds.offer(new CosignerRounds.Published(checkpoint, checkpoint.sign(LOG)));
        return checkpoint;
    }

    @Test
    void withoutCosignersACheckpointIsPublishedAtOnce() {
        Checkpoint checkpoint = grow(rounds(0));
        assertThat(published).extracting(CosignerRounds.Published::checkpoint).containsExactly(checkpoint);
    }

    @Test
    void itIsPublishedWithTheQuorumAndAgainWithEverySignatureMore() throws IOException {
        honest("one");
        honest("two");
        honest("three");
        CosignerRounds rounds = rounds(2);
        Checkpoint checkpoint = grow(rounds);
        assertThat(published).isEmpty();
        world.tasks().run(10);
        assertThat(published).extracting(CosignerRounds.Published::checkpoint).containsOnly(checkpoint);
        assertThat(published.getFirst().note().signatures()).hasSize(3);
        assertThat(published.getLast().note().signatures()).hasSize(4);
        assertThat(rounds.troubles()).isEmpty();
    }

    @Test
    void oneThatIsDeadDoesNotHoldTheOthersUp() throws IOException {
        honest("one");
        honest("two");
        other("dead", body -> {
            throw new IOException("Connection refused");
        });
        CosignerRounds rounds = rounds(2);
        for (int i = 0; i < 5; i++) {
            Checkpoint checkpoint = grow(rounds);
            world.tasks().run(10);
            assertThat(published.getLast().checkpoint()).isEqualTo(checkpoint);
        }
        assertThat(rounds.troubles()).containsExactly("dead: Connection refused");
    }

    @Test
    void signaturesOfOthersAndOfOtherTextsDoNotCount() throws IOException {
        honest("one");
        Cosigner stranger = cosigner("stranger");
        other("two", stranger::addCheckpoint);
        other("three", body -> new CosignerReply(200, "text/plain", Bytes.ofUtf8("no signature\n")));
        other("four", body -> new CosignerReply(500, "text/plain", Bytes.ofUtf8("out of order\n")));
        CosignerRounds rounds = rounds(2);
        grow(rounds);
        world.tasks().run(1_000);
        assertThat(published).isEmpty();
        assertThat(rounds.troubles())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("two: it answered without a signature"))
                .anyMatch(line -> line.startsWith("three: its answer is malformed"))
                .anyMatch(line -> line.contains("four: it answered 500 out of order"));
    }

    @Test
    void oneThatKnowsTheLogFromBeforeIsAskedAgainFromThere() throws IOException {
        honest("one");
        CosignerRounds first = rounds(1);
        grow(first);
        grow(first);
        world.tasks().run(10);
        // A ledger that starts anew does not know what its cosigners have seen.
        published.clear();
        Checkpoint checkpoint = grow(rounds(1));
        world.tasks().run(10);
        assertThat(published).extracting(CosignerRounds.Published::checkpoint).containsExactly(checkpoint);
    }

    @Test
    void oneThatSawALongerLogIsATroubleThatIsSaid() throws IOException {
        honest("one");
        CosignerRounds rounds = rounds(1);
        grow(rounds);
        grow(rounds);
        world.tasks().run(10);
        published.clear();
        CosignerRounds younger = rounds(1);
        AppendOnlyTree lost = new AppendOnlyTree();
        lost.append(Bytes.ofUtf8("entry 0"));
        Checkpoint checkpoint = new Checkpoint(ORIGIN, 1, lost.root());
        younger.offer(new CosignerRounds.Published(checkpoint, checkpoint.sign(LOG)));
        world.tasks().run(2_000);
        assertThat(published).isEmpty();
        assertThat(younger.troubles())
                .containsExactly("one: it has cosigned size 2, but this log has only 1 entries");
    }

    @Test
    void aRoundStaysWithItsCheckpointUntilTheQuorumIsThere() throws IOException {
        honest("one");
        Cosigner slow = cosigner("two");
        List<Bytes> held = new ArrayList<>();
        // The first request is refused, so that it is sent again a moment later.
        other("two", body -> {
            held.add(body);
            if (held.size() == 1) {
                throw new IOException("busy");
            }
            return slow.addCheckpoint(body);
        });
        CosignerRounds rounds = rounds(2);
        Checkpoint first = grow(rounds);
        world.tasks().run(10);
        Checkpoint second = grow(rounds);
        world.tasks().run(500);
        assertThat(published).extracting(CosignerRounds.Published::checkpoint).containsExactly(first, second);
    }

    @Test
    void aCheckpointThatFindsNoQuorumGivesWayToANewerOne() throws IOException {
        honest("one");
        boolean[] up = {false};
        Cosigner two = cosigner("two");
        other("two", body -> {
            if (!up[0]) {
                throw new IOException("down");
            }
            return two.addCheckpoint(body);
        });
        CosignerRounds rounds = rounds(2);
        grow(rounds);
        world.tasks().run(5_000);
        Checkpoint newer = grow(rounds);
        world.tasks().run(1_000);
        assertThat(published).isEmpty();
        up[0] = true;
        world.tasks().run(1_000);
        assertThat(published).extracting(CosignerRounds.Published::checkpoint).containsExactly(newer);
    }
}
