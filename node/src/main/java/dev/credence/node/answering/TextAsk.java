package dev.credence.node.answering;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.operator.execute.TextRequest;
import dev.credence.verification.body.TextDelivery;
import java.util.OptionalLong;

/// A request to a language model, ready to be executed.
///
/// @param receipt  16 bytes, drawn before anything else: the receipt will have this id if there is one
/// @param model    how callers call the model, for sentences
/// @param request  the effective request, defaults filled in
/// @param height   the ledger's height as the caller names it; else the one that the gateway knows is taken
/// @param wanted   what the caller wants besides the answer
/// @param delivery whether the operator is to sign every 32 tokens (docs/spec/text.md 9.4), and whom to ask last
public record TextAsk(Bytes receipt, String model, TextRequest request, OptionalLong height, Wanted wanted, TextDelivery delivery) {}
