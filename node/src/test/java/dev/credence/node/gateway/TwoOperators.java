package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.exchange.LedgerClient;
import dev.credence.node.exchange.OperatorInfo;
import dev.credence.node.world.ChangedWorld;
import dev.credence.node.world.Network;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsList;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Two operators and their ledger, behind a network that is a function.
final class TwoOperators {
    static final String NETWORK = "local-0000000000000000";
    static final SecretKey FIRST = key(1);
    static final SecretKey SECOND = key(2);
    static final Digest MODEL = Sha256.of(Bytes.ofUtf8("model"));

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int POLL_MILLIS = 5;

    private TwoOperators() {}

    /// What an operator replies to a request for work.
    @FunctionalInterface
    interface Work {
        Network.Reply answer(Network.Call call, SecretKey operator) throws IOException;
    }

    /// A directory that knows both; whatever they are asked under `path` goes to `work`.
    static OperatorDirectory directory(String path, Work work) throws InterruptedException {
        World world = ChangedWorld.with(new SystemWorld(), call -> answer(call, path, work));
        OperatorDirectory directory = new OperatorDirectory(world, new LedgerClient(world.network(), URI.create("http://ledger")));
        directory.add(URI.create("http://first"));
        directory.add(URI.create("http://second"));
        directory.start();
        for (int waited = 0; waited < PATIENCE_MILLIS && directory.serving(MODEL).size() < 2; waited += POLL_MILLIS) {
            Thread.sleep(POLL_MILLIS);
        }
        return directory;
    }

    private static Network.Reply answer(Network.Call call, String path, Work work) throws IOException {
        SecretKey operator = call.uri().getHost().equals("first") ? FIRST : SECOND;
        Digest id = operator.publicKey().id();
        return switch (call.uri().getPath()) {
            case "/v1/ledger/operators" -> ok(listed().encode());
            case "/v1/operator" -> ok(JsonWriter.write(new OperatorInfo(id, id, "test", List.of(MODEL), false, 0).json()));
            case String asked when asked.equals(path) -> work.answer(call, operator);
            default -> new Network.Reply(404, Map.of(), Bytes.EMPTY);
        };
    }

    private static OperatorsList listed() {
        return new OperatorsList(1, List.of(FIRST, SECOND).stream()
                .map(key -> new ListedOperator(key.publicKey().id(), key.publicKey().id(), key.publicKey(), true, 1))
                .sorted(Comparator.comparing(ListedOperator::id))
                .toList());
    }

    static Network.Reply ok(Bytes body) {
        return new Network.Reply(200, Map.of(), body);
    }

    private static SecretKey key(int i) {
        byte[] seed = new byte[32];
        seed[0] = (byte) i;
        return SecretKey.ofSeed(Bytes.wrap(seed));
    }
}
