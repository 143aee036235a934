package dev.credence.receipt.evidence;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.Dsse;
import java.util.List;

/// The bytes under the signatures of a replay (docs/spec/receipt.md 3.3), each with a payload type of its own.
///
/// They name leaf, beacon and place, so that a signature serves one place of one draw for one statement; and the request,
/// since who re-executes never sees the statement: without it an operator could have its answer to one request confirmed
/// by those who were handed another.
public final class ReplayMessages {
    public static final String OUTCOME_TYPE = "application/vnd.credence.replay-outcome.v1";
    public static final String EXECUTOR_TYPE = "application/vnd.credence.replay-executor.v1";
    private static final int VERSION = 1;
    private static final int EXECUTED = 1;
    private static final int FAILED = 2;

    private ReplayMessages() {}

    /// One place of one draw.
    ///
    /// @param request digest of the effective request that is re-executed
    /// @param index   i, from 0
    public record Place(Digest leaf, Digest beacon, Digest request, int index, Digest operator) {}

    /// What an operator signs that executed.
    public static Bytes executed(Place place, Digest answer, Digest trace, Digest keyed) {
        ByteWriter writer = head(place).u8(EXECUTED);
        writer.raw(answer.bytes()).raw(trace.bytes()).raw(keyed.bytes());
        return Dsse.pae(OUTCOME_TYPE, writer.toBytes());
    }

    /// What an operator signs that did not.
    public static Bytes failed(Place place, ReplayOutcome.Failure reason) {
        Bytes token = Bytes.ofUtf8(reason.token());
        return Dsse.pae(
                OUTCOME_TYPE, head(place).u8(FAILED).u8(token.length()).raw(token).toBytes());
    }

    /// What the executor signs when it has seen every outcome.
    ///
    /// @param keyed one keyed root for each place
    public static Bytes executor(Digest leaf, Digest beacon, List<Digest> keyed) {
        ByteWriter writer = new ByteWriter().u8(VERSION).raw(leaf.bytes()).raw(beacon.bytes()).u32(keyed.size());
        keyed.forEach(root -> writer.raw(root.bytes()));
        return Dsse.pae(EXECUTOR_TYPE, writer.toBytes());
    }

    private static ByteWriter head(Place place) {
        return new ByteWriter()
                .u8(VERSION)
                .raw(place.leaf().bytes())
                .raw(place.beacon().bytes())
                .raw(place.request().bytes())
                .u32(place.index())
                .raw(place.operator().bytes());
    }
}
