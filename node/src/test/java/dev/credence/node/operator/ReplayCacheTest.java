package dev.credence.node.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.receipt.evidence.ReplayOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Somebody asks a drawn operator for one replay again and again: it must not compute again and again.
class ReplayCacheTest {
    private static final Digest SOME = Sha256.of(Bytes.ofUtf8("some"));
    private static final Bytes SIGNATURE = Bytes.wrap(new byte[64]);
    private static final ReplayOutcome EXECUTED = new ReplayOutcome.Executed(SOME, SOME, SOME, SOME, SIGNATURE);
    private static final ReplayOutcome OVERLOADED =
            new ReplayOutcome.Failed(SOME, ReplayOutcome.Failure.OVERLOADED, SIGNATURE);

    private final AtomicInteger executions = new AtomicInteger();
    private final ReplayCache cache = new ReplayCache(100);

    @Test
    void whoAsksAtTheSameTimeOrLaterGetsTheOneOutcome() throws Exception {
        CountDownLatch all = new CountDownLatch(32);
        List<Thread> askers = new ArrayList<>();
        AtomicInteger answered = new AtomicInteger();
        for (int i = 0; i < 32; i++) {
            askers.add(Thread.ofVirtual().start(() -> {
                try {
                    all.countDown();
                    answered.addAndGet(cache.outcome(key(0), () -> executed(all)).equals(EXECUTED) ? 1 : 0);
                } catch (ApiException refused) {
                    throw new IllegalStateException(refused);
                }
            }));
        }
        for (Thread asker : askers) {
            asker.join();
        }

        assertThat(answered).hasValue(32);
        assertThat(cache.outcome(key(0), () -> executed(all))).isEqualTo(EXECUTED);
        assertThat(executions).hasValue(1);
    }

    @Test
    void onlySomeWaitForAnExecutionThatTakesLong() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread first = Thread.ofVirtual().start(() -> {
            try {
                cache.outcome(key(0), () -> {
                    begun.countDown();
                    return executed(end);
                });
            } catch (ApiException refused) {
                throw new IllegalStateException(refused);
            }
        });
        begun.await();
        CountDownLatch refused = new CountDownLatch(18);
        List<Thread> askers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            askers.add(Thread.ofVirtual().start(() -> {
                try {
                    cache.outcome(key(0), () -> executed(end));
                } catch (ApiException overloaded) {
                    refused.countDown();
                }
            }));
        }
        assertThat(refused.await(20, TimeUnit.SECONDS)).as("18 of 50 are refused while 32 wait").isTrue();
        end.countDown();
        first.join();
        for (Thread asker : askers) {
            asker.join();
        }
        assertThat(executions).hasValue(1);
    }

    @Test
    void anotherPlaceIsAnotherExecution() throws Exception {
        CountDownLatch none = new CountDownLatch(0);
        cache.outcome(key(0), () -> executed(none));
        cache.outcome(key(1), () -> executed(none));

        assertThat(executions).hasValue(2);
    }

    @Test
    void whatWasNotExecutedIsTriedAgain() throws Exception {
        assertThat(cache.outcome(key(0), () -> new ReplayCache.Said(OVERLOADED, false))).isEqualTo(OVERLOADED);
        assertThatThrownBy(() -> cache.outcome(key(0), () -> {
                    throw new ApiException(Fault.OVERLOADED, "busy");
                }))
                .isInstanceOf(ApiException.class);
        assertThat(cache.outcome(key(0), () -> executed(new CountDownLatch(0)))).isEqualTo(EXECUTED);
        assertThat(executions).hasValue(1);
    }

    @Test
    void theOldestOutcomesGoFirst() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            cache.outcome(key(i), () -> executed(new CountDownLatch(0)));
        }
        cache.outcome(key(999), () -> executed(new CountDownLatch(0)));

        assertThat(cache.size()).isEqualTo(100);
        assertThat(executions).hasValue(1_000);
    }

    private ReplayCache.Said executed(CountDownLatch everybody) {
        try {
            everybody.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        executions.incrementAndGet();
        return new ReplayCache.Said(EXECUTED, true);
    }

    private static ReplayCache.Key key(int place) {
        return new ReplayCache.Key(SOME, SOME, SOME, place);
    }
}
