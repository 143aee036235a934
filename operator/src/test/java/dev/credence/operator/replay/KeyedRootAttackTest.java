package dev.credence.operator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.operator.Digits;
import dev.credence.operator.execute.TensorAnswer;
import dev.credence.operator.execute.RequestExecution;
import dev.credence.operator.execute.TensorModel;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.testkit.Seeded;
import dev.credence.verification.replay.Draw;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A drawn operator that does not execute tries to have its keyed root computed by somebody who does.
///
/// Leaves in a batch are the batch's operator's word. So the copier's friend logs the statement's leaf as his own in the
/// same block: beacon and leaf are the same, and another executor leaves other operators to be drawn. The honest operator
/// at the copier's place of that other draw executes the request, and signs.
class KeyedRootAttackTest {
    private static final Digest REQUEST = Sha256.of(Bytes.ofUtf8("request"));
    private final SecretKey executor = key(1);
    private final SecretKey copier = key(2);
    private final SecretKey friend = key(3);
    private final SecretKey honest = key(4);
    private final Draw.Lot lot = new Draw.Lot(Sha256.of(Bytes.ofUtf8("beacon")), Sha256.of(Bytes.ofUtf8("leaf")));
    private final LoggedDraw draw = new LoggedDraw(lot, REQUEST, listed(executor), List.of(listed(copier)));
    private final LoggedDraw foreign = new LoggedDraw(lot, REQUEST, listed(friend), List.of(listed(honest)));
    private final TraceWindow traces = new TraceWindow(8, 1 << 20);
    private TensorAnswer answer;

    @BeforeEach
    void execute() throws Exception {
        TensorModel model = Digits.served();
        answer = RequestExecution.run(model, Digits.request(model.id(), Seeded.random()));
        traces.keep(draw.leaf(), answer.trace());
    }

    @Test
    void whatAnHonestOperatorSignsInAForeignDrawIsOfNoUseToACopier() {
        Digest overheard = new Replayer(honest).executed(foreign, answer).keyed();

        assertThat(revealedFor(overheard)).isNotEqualTo(overheard);
        // The executor's own word in the foreign draw would be as good.
        Digest executorsOwn = new Replayer(executor)
                .executed(new LoggedDraw(lot, REQUEST, listed(friend), List.of(listed(executor))), answer)
                .keyed();
        assertThat(revealedFor(executorsOwn)).isNotEqualTo(executorsOwn);
        Digest computed = new Replayer(copier).executed(draw, answer).keyed();
        assertThat(revealedFor(computed)).isEqualTo(computed);
    }

    // What the executor signs for the copier's place, where the copier signed `keyed`.
    private Digest revealedFor(Digest keyed) {
        Digest said = answer.record().digest();
        Digest root = answer.trace().root();
        Bytes signature = copier.sign(ReplayMessages.executed(draw.message(0), said, root, keyed));
        ReplayOutcome outcome = new ReplayOutcome.Executed(copier.publicKey().id(), said, root, keyed, signature);
        var reveal = new Revealer(executor, traces).reveal(draw, List.of(outcome));
        return ((Revealer.Reveal.Signed) reveal).reveal().keyed().getFirst();
    }

    private static ListedOperator listed(SecretKey key) {
        return new ListedOperator(key.publicKey().id(), key.publicKey().id(), key.publicKey(), true, 1);
    }

    private static SecretKey key(int i) {
        byte[] seed = new byte[32];
        seed[0] = (byte) i;
        return SecretKey.ofSeed(Bytes.wrap(seed));
    }
}
