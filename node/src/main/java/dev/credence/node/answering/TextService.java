package dev.credence.node.answering;

import dev.credence.node.http.ApiException;
import dev.credence.node.http.Caller;
import java.io.IOException;

/// Has a language model answer: plans the evidence, asks operators, checks what they say, keeps the receipt.
public interface TextService {
    /// Returns when the answer is whole, its receipt durable, and what `wanted` waits for is there.
    ///
    /// Another operator is asked where one fails before its first delta; afterwards there is only one that can finish.
    ///
    /// @param caller whose going away breaks the work off
    /// @throws ApiException if the policy cannot be met, nobody can answer, or what came does not hold
    /// @throws IOException  if the listener threw it, or the caller went away: there is no receipt then
    TextAnswered ask(TextAsk ask, Caller caller, TextListener listener) throws ApiException, IOException;
}
