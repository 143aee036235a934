package dev.credence.node.gateway;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.node.answering.TextDelta;
import dev.credence.node.exchange.GenerateCall;
import dev.credence.node.exchange.GenerateEvent;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.request.TextAnswerRecord;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.request.Usage;
import dev.credence.receipt.statement.Segment;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.body.AnswerRules;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;

/// Holds what an operator says while it answers against what it signs in the end: nobody is given words that no receipt covers.
final class TextCheck {
    private static final String SKETCH = "sketch-v1";

    private final String network;
    private final GenerateCall call;
    private final Digest request;
    private final OperatorDirectory directory;
    private final OperatorDirectory.Entry entry;
    private final TreeMap<Integer, Streamed> streamed = new TreeMap<>();
    private boolean begun;
    private int segments;
    private int segmentIds;

    TextCheck(String network, GenerateCall call, OperatorDirectory directory, OperatorDirectory.Entry entry) {
        this.network = network;
        this.call = call;
        this.request = call.request().effective().digest();
        this.directory = directory;
        this.entry = entry;
    }

    /// A whole answer that holds.
    ///
    /// @param file the envelope with the fingerprint
    record Checked(ReceiptFile file, Statement statement, TextAnswerRecord record) {}

    /// Whether a part of the answer has been admitted.
    boolean begun() {
        return begun;
    }

    void delta(TextDelta delta) throws MalformedException {
        require(delta.choice() < call.request().parameters().form().choices(), "a choice that was asked for", "choice " + delta.choice());
        begun = true;
        streamed.computeIfAbsent(delta.choice(), _ -> new Streamed()).add(delta);
    }

    /// A signature over what has been said so far.
    void segment(Segment segment) throws MalformedException {
        Streamed so = streamed.getOrDefault(0, new Streamed());
        require(call.segments(), "no segments, for none were asked for", "one");
        require(segment.index() == segments, "segment " + segments, "segment " + segment.index());
        require(segment.key().equals(key()) && segment.request().equals(request), "a segment of the operator and the request", "another's");
        segmentIds += segment.tokens().size();
        require(segmentIds == so.ids().size() && so.endsWith(segment.tokens()), "the tokens since the last segment", "others");
        require(segment.isOf(new Segment.SoFar(call.receipt(), so.text(), so.ids())), "a segment whose signature verifies", "one that does not");
        segments++;
    }

    Checked done(GenerateEvent.Done done) throws MalformedException {
        Envelope envelope = done.envelope();
        Statement statement = envelope.statement();
        TextParameters parameters = call.request().parameters();
        Digest operator = operator();
        require(envelope.payloadType().equals(Envelope.PAYLOAD_TYPE), "an in-toto statement", envelope.payloadType());
        require(envelope.keyId().equals(operator) && statement.issue().operator().equals(operator), "a statement of " + operator, "another's");
        require(envelope.signedBy(key()), "a signature under the listed key", "one that does not verify");
        require(statement.issue().network().equals(network), "the network " + network, statement.issue().network());
        require(statement.issue().receipt().equals(call.receipt()), "the receipt id that was given", "another");
        require(statement.issue().asked() == call.asked(), "the height " + call.asked() + " that was asked for", statement.issue().asked() + "");
        require(statement.parameters().equals(parameters), "the parameters that were given", "others");
        require(statement.execution().model().equals(parameters.model()), "the model that was named", "another");
        require(statement.commitment().request().equals(request), "the request's digest", "another");
        Digest answer = done.answer().digest();
        require(statement.commitment().answer().equals(answer) && statement.subject().equals(answer), "the answer's digest", "another");
        require(statement.charge().usage().equals(done.answer().usage()), "a usage of " + done.answer().usage(), statement.charge().usage().toString());
        requireWhole(done.answer());
        Optional<Digest> sketch = statement.commitment().fingerprint();
        require(sketch.isPresent() && sketch.get().equals(Sha256.of(done.fingerprint())), "the fingerprint's digest", "another");
        ReceiptFile file = ReceiptFile.of(envelope).with(EvidenceItem.embedded(EvidenceItem.FINGERPRINT, SKETCH, done.fingerprint()));
        return new Checked(file, statement, done.answer());
    }

    // A receipt that says other numbers verifies for nobody, and words that were said and are not signed are nobody's.
    private void requireWhole(TextAnswerRecord record) throws MalformedException {
        Optional<String> other = AnswerRules.defect(record, call.request().parameters());
        require(other.isEmpty(), "the answer that was asked for", other.orElse(""));
        Usage.Tokens usage = record.usage();
        require(usage.completion() == record.tokens(), "a usage of " + record.tokens() + " tokens", usage.completion() + "");
        for (var each : new ArrayList<>(streamed.entrySet())) {
            Optional<String> defect = each.getValue().defect(record.choices().get(each.getKey()));
            require(defect.isEmpty(), "an answer that begins as it was said", "other " + defect.orElse(""));
        }
    }

    private Digest operator() throws MalformedException {
        return entry.info().orElseThrow(() -> wrong("an operator that is there", "none")).id();
    }

    private PublicKey key() throws MalformedException {
        return directory.key(operator()).orElseThrow(() -> wrong("an operator that the ledger lists", "none"));
    }

    private static void require(boolean holds, String expected, String actual) throws MalformedException {
        if (!holds) {
            throw wrong(expected, actual);
        }
    }

    private static MalformedException wrong(String expected, String actual) {
        return new MalformedException("the operator's answer", -1, expected, actual);
    }
}
