package dev.credence.operator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.receipt.request.Slot;
import org.junit.jupiter.api.Test;

class PairQueueTest {
    private final PairQueue queue = new PairQueue();

    @Test
    void closesABatchWhenItsFirstPairHasWaited() {
        queue.add(pair(0), 100);
        queue.add(pair(1), 115);

        assertThat(queue.batch(119)).isEmpty();
        assertThat(queue.millisUntilDue(119)).isEqualTo(1);
        assertThat(queue.batch(120)).containsExactly(pair(0), pair(1));
    }

    @Test
    void closesABatchAtOneThousandPairs() {
        for (int i = 0; i < 1_500; i++) {
            queue.add(pair(i), 0);
        }

        assertThat(queue.batch(0)).hasSize(1_000).startsWith(pair(0)).endsWith(pair(999));
        queue.acknowledge();
        assertThat(queue.batch(0)).isEmpty();
        assertThat(queue.batch(20)).hasSize(500).startsWith(pair(1_000));
    }

    @Test
    void givesTheSameBatchUntilItIsAcknowledged() {
        queue.add(pair(0), 0);
        assertThat(queue.batch(20)).containsExactly(pair(0));
        queue.add(pair(1), 20);

        assertThat(queue.batch(500)).containsExactly(pair(0));
        assertThat(queue.size()).isEqualTo(2);
        queue.acknowledge();
        assertThat(queue.batch(500)).containsExactly(pair(1));
        queue.acknowledge();
        assertThat(queue.size()).isZero();
        assertThat(queue.millisUntilDue(500)).isEqualTo(-1);
    }

    @Test
    void isFullWhileTheLedgerTakesNothing() {
        Pair pair = pair(0);
        for (int i = 1; i < PairQueue.PAIRS_MAX; i++) {
            queue.add(pair, 0);
        }
        assertThat(queue.isFull()).isFalse();
        queue.add(pair, 0);
        assertThat(queue.isFull()).isTrue();
        assertThat(queue.batch(0)).hasSize(1_000);
        assertThat(queue.isFull()).as("a batch that is out is not acknowledged yet").isTrue();
        queue.acknowledge();
        assertThat(queue.isFull()).isFalse();
    }

    private static Pair pair(int i) {
        Bytes bytes = new ByteWriter().u32(i).toBytes();
        return new Pair(Slot.of(Sha256.of(bytes)), Sha256.of(bytes));
    }
}
