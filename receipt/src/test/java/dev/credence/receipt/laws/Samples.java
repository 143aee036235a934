package dev.credence.receipt.laws;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsEntry;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.receipt.envelope.BatchInclusion;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.Inclusion;
import dev.credence.receipt.envelope.Logged;
import dev.credence.receipt.envelope.LoggedEntry;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One well-formed value of each type of this module; well-formed, not genuine: digests are of nothing.
public final class Samples {
    private Samples() {}

    public static Digest digest(String of) {
        return Sha256.of(Bytes.ofUtf8(of));
    }

    public static SecretKey key(String of) {
        return SecretKey.ofSeed(digest(of).bytes());
    }

    public static Bytes signature(String of) {
        return Bytes.concat(digest(of).bytes(), digest(of).bytes());
    }

    public static TensorParameters parameters() {
        return TensorParameters.of(
                digest("model"), new Release("digits", "1.0"), digest("nonce").bytes().slice(0, 16), List.of("scores", "labels"), -1L);
    }

    public static Statement statement(Optional<Digest> fingerprint) {
        return Statement.of(
                new Issue("local-0123456789abcdef", key("operator").publicKey().id(), digest("id").bytes().slice(0, 16), new Moment(5, 7, 1_790_000_000_000L)),
                new Execution(digest("model"), "float-v1", "credence/0.1.0"),
                new Commitment(digest("request"), digest("answer"), digest("trace"), fingerprint),
                parameters(),
                Charge.ofElements(64, 10, 250));
    }

    public static Envelope envelope() {
        return Envelope.sign(statement(Optional.empty()), key("operator"));
    }

    public static OperatorsList operators() {
        return new OperatorsList(
                3,
                Stream.of("operator", "second", "third")
                        .map(name -> new ListedOperator(
                                key(name).publicKey().id(), digest("owner of " + name), key(name).publicKey(), !name.equals("third"), 1_000_000))
                        .sorted(Comparator.comparing(ListedOperator::id))
                        .toList());
    }

    public static BatchEntry batch() {
        return new BatchEntry(digest("operator"), 8, 2, digest("root"));
    }

    public static SealEntry seal() {
        return new SealEntry(8, 5, 3, digest("reveal"), digest("next"));
    }

    public static Replay replay() {
        return new Replay(
                digest("leaf"),
                digest("beacon"),
                List.of(
                        new ReplayOutcome.Executed(digest("a"), digest("answer"), digest("trace"), digest("keyed"), signature("a")),
                        new ReplayOutcome.Failed(digest("b"), ReplayOutcome.Failure.OVERLOADED, signature("b")),
                        new ReplayOutcome.Silent(digest("c"))),
                Optional.of(new Replay.ExecutorReveal(List.of(digest("k0"), digest("k1"), digest("k2")), signature("e"))));
    }

    public static Logged logged() {
        List<Digest> path = List.of(digest("left"), digest("right"));
        try {
            return new Logged(
                    new Inclusion(
                            "log\n9\n\n— log AAAA\n",
                            new BatchInclusion(LoggedEntry.of(6, path, batch()), 1, List.of(digest("sibling"))),
                            LoggedEntry.of(7, path, seal()),
                            LoggedEntry.of(5, path, seal()),
                            LoggedEntry.of(3, List.of(), OperatorsEntry.of(operators()))),
                    operators().encode().utf8());
        } catch (dev.credence.foundation.bytes.MalformedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static EvidenceItem elsewhere() {
        return new EvidenceItem("argument", "sumcheck-v1", digest("proof"), 1_000_000, new EvidenceItem.Body.Elsewhere("https://example.org/blob"));
    }
}
