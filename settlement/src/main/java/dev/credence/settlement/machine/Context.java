package dev.credence.settlement.machine;

import dev.credence.settlement.genesis.Genesis;
import dev.credence.settlement.state.State;
import dev.credence.settlement.state.StateDraft;

/// What the rules of one block see.
///
/// @param network name of the network
/// @param before  the state before the block, whose operators are the list in force
/// @param draft   what the block has changed so far
record Context(Genesis genesis, String network, State before, StateDraft draft, long height, long timeMillis) {
    static Outcome.Refused refused(Reason reason, String detail) {
        return new Outcome.Refused(reason, detail);
    }
}
