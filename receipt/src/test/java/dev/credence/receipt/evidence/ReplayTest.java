package dev.credence.receipt.evidence;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.laws.CodecLaws;
import dev.credence.receipt.laws.Samples;
import java.util.List;
import java.util.Optional;

/// The blob of a replay and its bytes determine one another.
class ReplayTest implements CodecLaws<Replay> {
    @Override
    public List<Replay> samples() {
        return List.of(
                new Replay(Samples.replay().leaf(), Samples.replay().beacon(), Samples.replay().outcomes().subList(0, 2), Optional.empty()),
                new Replay(
                        Samples.replay().leaf(),
                        Samples.replay().beacon(),
                        Samples.replay().outcomes().subList(2, 3),
                        Optional.of(new Replay.ExecutorReveal(List.of(Samples.digest("k")), Samples.signature("e")))));
    }

    @Override
    public Bytes encode(Replay value) {
        return value.encode();
    }

    @Override
    public Replay decode(Bytes bytes) throws MalformedException {
        return Replay.decode(bytes);
    }
}
