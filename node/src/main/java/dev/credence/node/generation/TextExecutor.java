package dev.credence.node.generation;

import dev.credence.node.http.ApiException;
import dev.credence.operator.execute.TextAnswer;
import dev.credence.operator.execute.TextRequest;
import java.io.IOException;
import java.util.List;

/// A language model that answers requests, several at once.
public interface TextExecutor {
    /// The answer, with trace and fingerprint; the same whatever `ids` says.
    ///
    /// @param ids      the tokens that somebody says were sampled, a list a choice (docs/spec/text.md 7.1); none if nothing is known
    /// @param progress hears every token of an answer whose `ids` are not told, on the caller's thread
    /// @throws ApiException if the request is not answered: by whose fault, in one sentence, with the field
    /// @throws IOException  if `progress` threw it or stopped the work
    TextAnswer run(TextRequest request, List<List<Integer>> ids, TextProgress progress) throws ApiException, IOException;

    /// Answers in work or waiting.
    int load();
}
