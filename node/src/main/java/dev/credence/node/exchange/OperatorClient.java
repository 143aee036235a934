package dev.credence.node.exchange;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.hash.Digest;
import dev.credence.node.world.Network;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayOutcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// An operator, as a gateway talks to it.
public final class OperatorClient {
    private static final Duration INFO_LIMIT = Duration.ofSeconds(2);
    private static final int REPLAY_BYTES_MAX = 64 << 10;

    private final HttpPeer peer;

    public OperatorClient(Network network, URI base) {
        this.peer = new HttpPeer(network, base);
    }

    public URI address() {
        return peer.base();
    }

    public OperatorInfo info() throws IOException, RemoteException, MalformedException {
        return OperatorInfo.read(HttpPeer.json(peer.get("/v1/operator", INFO_LIMIT)));
    }

    /// **Obligation**: the caller checks signature and digests of what comes back.
    public ExecuteReply execute(ExecuteCall call, Duration timeLimit) throws IOException, RemoteException, MalformedException {
        return ExecuteReply.decode(peer.post("/v1/operator/execute", call.encode(), TensorFrame.CONTENT_TYPE, timeLimit));
    }

    /// Asks for an answer in text; the reply's head has come when this returns.
    ///
    /// @param silence the longest time in which nothing comes
    public GenerateStream generate(GenerateCall call, Duration silence) throws IOException, RemoteException {
        Network.Stream stream = peer.open("/v1/operator/generate", call.encode(), TensorFrame.CONTENT_TYPE, silence);
        return new GenerateStream(stream);
    }

    /// **Obligation**: the caller checks the outcome's operator and signature.
    public ReplayOutcome replay(ReplayCall call, Duration timeLimit) throws IOException, RemoteException, MalformedException {
        Bytes body = peer.post("/v1/operator/replay", call.encode(), TensorFrame.CONTENT_TYPE, timeLimit);
        JsonFields fields = JsonFields.of("", HttpPeer.json(body));
        ReplayOutcome outcome = ReplayOutcome.read(fields.object("outcome"));
        fields.end();
        return outcome;
    }

    /// The replay with the executor's part.
    public Replay evidence(EvidenceCall call, Duration timeLimit) throws IOException, RemoteException, MalformedException {
        Bytes body = peer.post("/v1/operator/evidence", call.encode(), TensorFrame.CONTENT_TYPE, timeLimit);
        JsonFields fields = JsonFields.of("", HttpPeer.json(body));
        Replay replay = Replay.decode(fields.base64("replay", REPLAY_BYTES_MAX));
        fields.end();
        return replay;
    }

    /// Asks for a proof, or how far it is if it was asked for before.
    public ProofState prove(ProveCall call, Duration timeLimit) throws IOException, RemoteException, MalformedException {
        return ProofState.read(JsonFields.of(
                "", HttpPeer.json(peer.post("/v1/operator/prove", call.encode(), TensorFrame.CONTENT_TYPE, timeLimit))));
    }

    /// How far a proof is that was asked for.
    public ProofState proofState(Digest leaf, Duration timeLimit) throws IOException, RemoteException, MalformedException {
        return ProofState.read(JsonFields.of("", HttpPeer.json(peer.get("/v1/operator/proofs/" + leaf.hex(), timeLimit))));
    }

    /// The blob of a proof that is ready. **Obligation**: the caller verifies it.
    public Bytes proof(Digest leaf, Duration timeLimit) throws IOException, RemoteException {
        return peer.get("/v1/operator/proofs/" + leaf.hex() + "/blob", timeLimit);
    }
}
