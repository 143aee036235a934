package dev.credence.settlement.state;

import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.signature.PublicKey;
import java.util.OptionalLong;

/// An operator on the ledger, named by its key's id.
///
/// @param owner         id of the account that stands behind it
/// @param stake         micro-credits put behind it
/// @param active        whether its heartbeats came in time, as of the last block
/// @param heartbeat     the last one
/// @param retiredHeight of the block in which it left the list
/// @param equivocations pairs of its own that contradicted a logged pair
/// @param taken         slots in the last period in which it took any
public record Operator(
        PublicKey key,
        Digest owner,
        long stake,
        boolean active,
        Heartbeat heartbeat,
        OptionalLong retiredHeight,
        long equivocations,
        Taken taken) {
    /// @param period heights divided by a period's length
    public record Taken(long period, long slots) {
        public static final Taken NONE = new Taken(0, 0);

        /// How many in that period.
        public long in(long asked) {
            return period == asked ? slots : 0;
        }

        /// So many more in that period.
        public Taken plus(long asked, long more) {
            return new Taken(asked, Math.addExact(in(asked), more));
        }
    }

    /// @param height named by the heartbeat itself; the next must name a larger one
    /// @param millis time of the block that took it
    public record Heartbeat(long height, long millis) {}

    public Operator {
        if (stake < 0 || equivocations < 0) {
            throw new IllegalArgumentException("stake and equivocations are not negative");
        }
    }

    public Digest id() {
        return key.id();
    }

    public boolean isRetired() {
        return retiredHeight.isPresent();
    }

    public Operator withStake(long newStake) {
        return new Operator(key, owner, newStake, active, heartbeat, retiredHeight, equivocations, taken);
    }

    public Operator withHeartbeat(Heartbeat newHeartbeat) {
        return new Operator(key, owner, stake, active, newHeartbeat, retiredHeight, equivocations, taken);
    }

    public Operator withActive(boolean newActive) {
        return new Operator(key, owner, stake, newActive, heartbeat, retiredHeight, equivocations, taken);
    }

    public Operator retired(long height) {
        return new Operator(key, owner, stake, false, heartbeat, OptionalLong.of(height), equivocations, taken);
    }

    public Operator withEquivocations(long more) {
        return new Operator(
                key, owner, stake, active, heartbeat, retiredHeight, Math.addExact(equivocations, more), taken);
    }

    /// With so many more slots taken in that period.
    public Operator withTaken(long period, long more) {
        return new Operator(
                key, owner, stake, active, heartbeat, retiredHeight, equivocations, taken.plus(period, more));
    }
}
