package dev.credence.node.cosigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.merkle.AppendOnlyTree;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.note.NoteSignature;
import dev.credence.foundation.note.SignedNote;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.BlockLog;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import dev.credence.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Goal: every answer of C2SP tlog-witness, and never two histories of one log, whatever fails.
class CosignerTest {
    private static final Path DIRECTORY = Path.of("/data");
    private static final Path PATH = DIRECTORY.resolve("cosigned.log");
    private static final String ORIGIN = "credence.dev/log/test";
    private static final SecretKey LOG = key("log");
    private static final NoteKey LOG_KEY = new NoteKey(ORIGIN, KeyKind.LOG, LOG.publicKey());

    private final SimulatedDisk disk = new SimulatedDisk();

    private static SecretKey key(String name) {
        return SecretKey.ofSeed(Sha256.of(Bytes.ofUtf8(name)).bytes());
    }

    private static Cosigner open(SimulatedDisk disk) throws IOException {
        disk.createDirectories(DIRECTORY);
        return Cosigner.open(
                SimulatedWorld.of(1, disk), PATH, "cosigner.example", key("cosigner"), List.of(LOG_KEY));
    }

    /// A log whose entries begin to differ at `fork`.
    private static AppendOnlyTree tree(int size, int fork) {
        AppendOnlyTree tree = new AppendOnlyTree();
        for (int i = 0; i < size; i++) {
            tree.append(Bytes.ofUtf8(i < fork ? "entry " + i : "fork " + i));
        }
        return tree;
    }

    private static Checkpoint checkpoint(AppendOnlyTree tree) {
        return new Checkpoint(ORIGIN, tree.size(), tree.root());
    }

    private static AddCheckpoint request(long oldSize, AppendOnlyTree tree) {
        List<Digest> proof = oldSize <= tree.size() ? tree.consistency(oldSize, tree.size()) : List.of();
        return new AddCheckpoint(oldSize, proof, checkpoint(tree).sign(LOG));
    }

    private static CosignerReply ask(Cosigner cosigner, AddCheckpoint request) {
        return cosigner.addCheckpoint(request.encode());
    }

    private static void signed(Cosigner cosigner, CosignerReply reply, Checkpoint checkpoint) throws MalformedException {
        assertThat(reply.status()).isEqualTo(200);
        String text = reply.body().utf8();
        assertThat(text).endsWith("\n");
        NoteSignature line = NoteSignature.parseLine(text.substring(0, text.length() - 1));
        assertThat(cosigner.key().verify(checkpoint.text(), line)).isTrue();
    }

    @Test
    void signsAGrowingLogFromTheBeginning() throws Exception {
        try (Cosigner cosigner = open(disk)) {
            int[] sizes = {0, 1, 2, 7, 7, 8, 300};
            for (int i = 0; i < sizes.length; i++) {
                AppendOnlyTree tree = tree(sizes[i], 1000);
                signed(cosigner, ask(cosigner, request(i == 0 ? 0 : sizes[i - 1], tree)), checkpoint(tree));
            }
        }
    }

    @Test
    void anotherOldSizeIsAnsweredByTheOneItKnows() throws Exception {
        try (Cosigner cosigner = open(disk)) {
            ask(cosigner, request(0, tree(7, 1000)));
            for (int old : new int[] {0, 3, 8}) {
                CosignerReply reply = ask(cosigner, request(old, tree(9, 1000)));
                assertThat(reply).isEqualTo(new CosignerReply(409, "text/x.tlog.size", Bytes.ofUtf8("7\n")));
            }
        }
    }

    @Test
    void aForkIsNeverSigned() throws Exception {
        try (Cosigner cosigner = open(disk)) {
            AppendOnlyTree honest = tree(7, 1000);
            ask(cosigner, request(0, honest));
            // The same size with another root.
            assertThat(ask(cosigner, request(7, tree(7, 5))).status()).isEqualTo(409);
            // A larger tree that does not extend it, with its own proof and with that of the honest one.
            AppendOnlyTree fork = tree(12, 5);
            assertThat(ask(cosigner, request(7, fork)).status()).isEqualTo(422);
            AppendOnlyTree grown = tree(12, 1000);
            AddCheckpoint mixed = new AddCheckpoint(
                    7, grown.consistency(7, 12), checkpoint(fork).sign(LOG));
            assertThat(ask(cosigner, mixed).status()).isEqualTo(422);
            // It is still where it was.
            signed(cosigner, ask(cosigner, request(7, grown)), checkpoint(grown));
        }
    }

    @Test
    void aProofWhereNoneBelongsIsRefused() throws Exception {
        try (Cosigner cosigner = open(disk)) {
            AppendOnlyTree tree = tree(4, 1000);
            List<Digest> proof = tree.consistency(3, 4);
            SignedNote note = checkpoint(tree).sign(LOG);
            assertThat(ask(cosigner, new AddCheckpoint(0, proof, note)).status()).isEqualTo(422);
            ask(cosigner, request(0, tree));
            assertThat(ask(cosigner, new AddCheckpoint(4, proof, note)).status()).isEqualTo(422);
            assertThat(ask(cosigner, new AddCheckpoint(4, List.of(), note)).status()).isEqualTo(200);
        }
    }

    @Test
    void unknownLogsAndForeignSignaturesAreRefused() throws Exception {
        try (Cosigner cosigner = open(disk)) {
            AppendOnlyTree tree = tree(4, 1000);
            Checkpoint other = new Checkpoint("other.example/log", tree.size(), tree.root());
            assertThat(ask(cosigner, new AddCheckpoint(0, List.of(), other.sign(LOG))).status()).isEqualTo(404);
            SignedNote forged = checkpoint(tree).sign(key("mallory"));
            assertThat(ask(cosigner, new AddCheckpoint(0, List.of(), forged)).status()).isEqualTo(403);
            NoteSignature real = checkpoint(tree).sign(LOG).signatures().getFirst();
            SignedNote both = forged.with(real);
            assertThat(ask(cosigner, new AddCheckpoint(0, List.of(), both)).status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsNoRequestIsRefusedByName() throws Exception {
        try (Cosigner cosigner = open(disk)) {
            String good = "old 0\n\n" + checkpoint(tree(2, 10)).sign(LOG).format();
            assertThat(cosigner.addCheckpoint(Bytes.ofUtf8(good)).status()).isEqualTo(200);
            List<String> bad = List.of(
                    "",
                    "old 0\n",
                    good.replace("old 0", "old 00"),
                    good.replace("old 0", "old -1"),
                    good.replace("old 0", "old 9999999999999999999"),
                    good.replace("old 0", "new 0"),
                    good.replace("old 0\n", "old 0\nAAAA\n"),
                    good.replace("old 0\n", "old 0\nnot base64\n"),
                    good.replace("old 0\n", "old 0\n" + "A".repeat(43) + "=\n" + ("A".repeat(43) + "=\n").repeat(63)),
                    good.replace("old 0", "old 3"),
                    good.replace("\n2\n", "\n02\n"),
                    good + "trailing");
            for (String body : bad) {
                CosignerReply reply = cosigner.addCheckpoint(Bytes.ofUtf8(body));
                assertThat(reply.status()).as(body).isEqualTo(400);
                assertThat(reply.body().utf8()).contains("expected");
            }
            Bytes endless = Bytes.wrap(new byte[AddCheckpoint.BODY_BYTES_MAX + 1]);
            assertThat(cosigner.addCheckpoint(endless).status()).isEqualTo(400);
        }
    }

    @Test
    void theRequestIsReadAsItWasWritten() throws Exception {
        AddCheckpoint request = request(3, tree(9, 1000));
        assertThat(AddCheckpoint.decode(request.encode())).isEqualTo(request);
        assertThatThrownBy(() -> new AddCheckpoint(-1, List.of(), request.note()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDiskThatFailsEndsItsSigning() throws Exception {
        try (Cosigner cosigner = open(disk)) {
            ask(cosigner, request(0, tree(3, 1000)));
            disk.failSync(1);
            assertThat(ask(cosigner, request(3, tree(5, 1000))).status()).isEqualTo(503);
            assertThat(ask(cosigner, request(3, tree(5, 1000))).status()).isEqualTo(503);
        }
        try (Cosigner cosigner = open(disk.afterKill())) {
            assertThat(ask(cosigner, request(0, tree(5, 1000))).status()).isEqualTo(409);
        }
    }

    /// Whatever it signed before a kill or loss of power binds it afterwards.
    @Test
    void neverSignsTwoHistoriesThroughCrashes() {
        Seeded.check(60, (random, round) -> {
            SimulatedDisk current = new SimulatedDisk();
            TreeMap<Long, Digest> history = new TreeMap<>();
            for (int life = 0; life < 5; life++) {
                current.crashAt(1 + random.nextInt(12));
                try (Cosigner cosigner = open(current)) {
                    for (int step = 0; step < 10; step++) {
                        AppendOnlyTree tree = tree(1 + random.nextInt(12), 1 + random.nextInt(12));
                        CosignerReply conflict = ask(cosigner, request(0, tree));
                        long known = conflict.status() == 409 ? size(conflict) : 0;
                        CosignerReply reply = known > 0 && known <= tree.size() ? ask(cosigner, request(known, tree)) : conflict;
                        if (reply.status() == 200) {
                            consistent(history, tree);
                        }
                    }
                } catch (SimulatedDisk.Crash crash) {
                    current = random.nextBoolean() ? current.afterKill() : current.afterCrash(random);
                }
            }
        });
    }

    private static long size(CosignerReply reply) throws MalformedException {
        String text = reply.body().utf8().strip();
        return reply.contentType().startsWith("text/x.tlog.size") ? Long.parseLong(text) : 0;
    }

    // Every tree signed has every earlier one as its prefix.
    private static void consistent(TreeMap<Long, Digest> history, AppendOnlyTree tree) {
        history.forEach((size, root) -> {
            assertThat(size).isLessThanOrEqualTo(tree.size());
            assertThat(tree.root(size)).isEqualTo(root);
        });
        history.put(tree.size(), tree.root());
    }

    @Test
    void itsFileIsRewrittenShortWhenItGrewLong() throws Exception {
        List<Bytes> many = new ArrayList<>();
        for (int i = 1; i <= 100_001; i++) {
            Digest root = i == 100_001 ? tree(9, 1000).root() : Sha256.of(Bytes.EMPTY);
            many.add(new ByteWriter()
                    .sized(Bytes.ofUtf8(ORIGIN))
                    .u64(i == 100_001 ? 9 : 1)
                    .raw(root.bytes())
                    .toBytes());
        }
        disk.createDirectories(DIRECTORY);
        BlockLog.rewrite(
                SimulatedWorld.of(1, disk), PATH, key("cosigner").publicKey().id().bytes(), many);
        try (Cosigner cosigner = open(disk)) {
            AppendOnlyTree tree = tree(11, 1000);
            signed(cosigner, ask(cosigner, request(9, tree)), checkpoint(tree));
        }
        assertThat(AtomicFile.read(disk, PATH, 1000).length()).isLessThan(400);
    }
}
