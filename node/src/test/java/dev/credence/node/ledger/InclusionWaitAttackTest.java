package dev.credence.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.http.Request;
import dev.credence.node.http.Routes;
import dev.credence.node.world.SimulatedDisk;
import dev.credence.node.world.SimulatedWorld;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Strangers wait for leaves that will never come, each with one of the listener's few requests in hand.
class InclusionWaitAttackTest {
    private static final int STRANGERS = 300;

    @Test
    void waitingForNothingTakesOnlyAPartOfTheLedgersRequests() throws Exception {
        SimulatedWorld world = SimulatedWorld.of(1, new SimulatedDisk());
        try (LocalNetwork network = new LocalNetwork(world, Path.of("/data"), LedgerSettings.DEFAULT)) {
            Routes.Route route = LedgerRoutes.of(network.ledger).all().stream()
                    .filter(each -> each.pattern().startsWith("/v1/ledger/inclusion"))
                    .findFirst()
                    .orElseThrow();
            AtomicInteger refused = new AtomicInteger();
            AtomicInteger notThere = new AtomicInteger();
            Thread[] strangers = new Thread[STRANGERS];
            for (int i = 0; i < STRANGERS; i++) {
                strangers[i] = Thread.ofVirtual().start(() -> count(route, refused, notThere));
            }
            for (Thread stranger : strangers) {
                stranger.join();
            }
            assertThat(refused).hasPositiveValue();
            assertThat(refused.get() + notThere.get()).isEqualTo(STRANGERS);
            // Whoever does not wait is answered as ever.
            assertThat(fault(route, "0")).isEqualTo(Fault.NOT_FOUND);
        }
    }

    private static void count(Routes.Route route, AtomicInteger refused, AtomicInteger notThere) {
        switch (fault(route, "1500")) {
            case Fault found when found == Fault.OVERLOADED -> refused.incrementAndGet();
            case Fault found when found == Fault.NOT_FOUND -> notThere.incrementAndGet();
            case Fault other -> throw new IllegalStateException(other.code());
        }
    }

    private static Fault fault(Routes.Route route, String wait) {
        String some = Sha256.of(Bytes.ofUtf8("nobody's")).hex();
        Request request = new Request(
                "GET", "", Map.of("operator", some, "leaf", some), Map.of("wait", wait), _ -> Optional.empty(), Bytes.EMPTY);
        try {
            route.handler().handle(request);
            throw new IllegalStateException("a leaf that nobody logged was found");
        } catch (ApiException refusal) {
            return refusal.fault();
        }
    }
}
