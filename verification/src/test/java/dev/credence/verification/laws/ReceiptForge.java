package dev.credence.verification.laws;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.foundation.note.Checkpoint;
import dev.credence.foundation.note.Cosignature;
import dev.credence.foundation.note.KeyKind;
import dev.credence.foundation.note.NoteKey;
import dev.credence.foundation.note.SignedNote;
import dev.credence.foundation.note.TlogPolicy;
import dev.credence.foundation.signature.Dsse;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.receipt.confidence.AssumptionTable;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsEntry;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.receipt.envelope.BatchInclusion;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.Inclusion;
import dev.credence.receipt.envelope.Logged;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.evidence.EvidenceItem;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.receipt.request.AnswerRecord;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.Release;
import dev.credence.receipt.request.Slot;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.TextParameters;
import dev.credence.receipt.statement.Charge;
import dev.credence.receipt.statement.Commitment;
import dev.credence.receipt.statement.Execution;
import dev.credence.receipt.statement.Issue;
import dev.credence.receipt.statement.Moment;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.VerificationInput.Exhibit;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.appraisal.Policy;
import dev.credence.verification.body.TensorAnswerBody;
import dev.credence.verification.body.TensorRequestBody;
import dev.credence.verification.argument.RecomputedCode;
import dev.credence.verification.replay.Draw;
import dev.credence.verification.replay.LocalReexecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Builds a complete honest network in memory and a receipt from it; each public field changes one thing on the way, and
/// everything after that thing is made honestly from what it became: entries are logged, logs are signed, outcomes are
/// signed anew. So each change leaves exactly one check to notice it.
public final class ReceiptForge {
    public static final long ISSUED_MILLIS = 1_795_000_000_000L;
    private static final long COSIGNED_SECONDS = ISSUED_MILLIS / 1000 + 1;
    private static final TaggedHash KEYED = TaggedHash.of("credence/trace/keyed/v1");

    /// Changes before the operator signs.
    public UnaryOperator<String> requestExecuted = UnaryOperator.identity();
    public UnaryOperator<String> answerGiven = UnaryOperator.identity();
    public UnaryOperator<TensorParameters> parameters = UnaryOperator.identity();
    /// The statement is about text instead of tensors, where there is one.
    public Optional<TextSubject> language = Optional.empty();
    public UnaryOperator<Statement> statement = UnaryOperator.identity();
    public SecretKey signingKey;

    /// Changes between the signature and the log.
    public UnaryOperator<Envelope> envelope = UnaryOperator.identity();
    public UnaryOperator<Bytes> pair = UnaryOperator.identity();
    public UnaryOperator<BatchEntry> batch = UnaryOperator.identity();
    public UnaryOperator<OperatorsList> operatorsList = UnaryOperator.identity();
    public UnaryOperator<OperatorsEntry> operatorsEntry = UnaryOperator.identity();
    public UnaryOperator<SealEntry> previous = UnaryOperator.identity();
    public UnaryOperator<SealEntry> seal = UnaryOperator.identity();
    public UnaryOperator<Bytes> sealText = UnaryOperator.identity();
    /// Puts the batch before the previous seal or after its own.
    public int batchPlace;
    /// Puts the operators' entry behind the previous seal.
    public boolean operatorsLate;

    /// Changes to what the log and its cosigners sign, and to what the receipt shows of it.
    public UnaryOperator<Checkpoint> checkpoint = UnaryOperator.identity();
    public UnaryOperator<SignedNote> note = UnaryOperator.identity();
    public UnaryOperator<Inclusion> inclusion = UnaryOperator.identity();
    public UnaryOperator<String> collateral = UnaryOperator.identity();
    public UnaryOperator<TrustFile> trust = UnaryOperator.identity();

    /// Changes to the evidence; outcomes are changed before they are signed, the replay after.
    public int drawn = 2;
    public UnaryOperator<ReplayOutcome> outcome = UnaryOperator.identity();
    public UnaryOperator<Replay> replay = UnaryOperator.identity();
    public UnaryOperator<EvidenceItem> item = UnaryOperator.identity();
    public UnaryOperator<ReceiptFile> file = UnaryOperator.identity();
    public UnaryOperator<String> text = UnaryOperator.identity();

    /// Changes to what the reader brings.
    public UnaryOperator<String> requestShown = UnaryOperator.identity();
    public UnaryOperator<String> answerShown = UnaryOperator.identity();
    public boolean withRequest = true;
    public boolean withAnswer = true;
    public String policy = "";
    public AssumptionTable assumptions = AssumptionTable.builtIn();
    public long timeMillis = ISSUED_MILLIS + 60_000;
    public UnaryOperator<LocalReexecution> local = UnaryOperator.identity();
    /// The code root that the reader found in a model's files.
    public Optional<RecomputedCode> code = Optional.empty();
    public boolean withLocal;

    private final String seed;
    private final ForgedOperators operators;
    private final List<Digest> trace;
    private final Digest genesis;
    private final String network;

    public ReceiptForge(String seed) {
        this(seed, ForgedOperators.OWNERS);
    }

    /// @param owners one letter for each operator, the executor first; an owner F is not active
    public ReceiptForge(String seed, String owners) {
        this.seed = seed;
        this.operators = new ForgedOperators(seed, owners);
        this.trace = IntStream.range(0, 5).mapToObj(i -> digest("step " + i)).toList();
        this.genesis = digest("genesis");
        this.network = "test-" + genesis.hex().substring(0, 16);
        this.signingKey = operators.executor();
    }

    public ForgedOperators operators() {
        return operators;
    }

    public String network() {
        return network;
    }

    public String origin() {
        return TrustFile.ORIGIN_PREFIX + network;
    }

    public SecretKey logKey() {
        return ForgedOperators.secret(seed + " log");
    }

    public SecretKey cosignerKey(int index) {
        return ForgedOperators.secret(seed + " cosigner " + index);
    }

    /// An envelope of any payload under the executor's signature.
    public Envelope signed(String payloadType, String payload) {
        SecretKey key = operators.executor();
        Bytes bytes = Bytes.ofUtf8(payload);
        return new Envelope(payloadType, bytes, key.publicKey().id(), key.sign(Dsse.pae(payloadType, bytes)));
    }

    /// The payload of `envelope` changed, under the executor's signature.
    public Envelope signedAnew(Envelope envelope, UnaryOperator<String> change) {
        try {
            return signed(envelope.payloadType(), change.apply(envelope.payload().utf8()));
        } catch (MalformedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A digest that stands for something of this network.
    public Digest digest(String of) {
        return Sha256.of(Bytes.ofUtf8(seed + " " + of));
    }

    public String requestText() {
        return language.map(subject -> subject.exchange().request()).orElse(tensorRequest());
    }

    private String tensorRequest() {
        return "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,4],\"datatype\":\"FP32\",\"data\":[0,0.5,-1.25,3e-1]}],"
                + "\"parameters\":{\"nonce\":\"" + nonce().hex() + "\",\"seed\":7,\"model\":\"digits@1.0\"}}";
    }

    public String answerText() {
        return language.map(subject -> subject.exchange().answer()).orElse(tensorAnswer());
    }

    private String tensorAnswer() {
        return "{\"model_name\":\"digits\",\"model_version\":\"1.0\",\"outputs\":[{\"name\":\"label\",\"shape\":[1],"
                + "\"datatype\":\"INT64\",\"data\":[8]},{\"name\":\"scores\",\"shape\":[1,3],\"datatype\":\"FP32\","
                + "\"data\":[0.125,0.75,0.125]}],\"credence\":{\"receipt\":\"" + receiptId().hex() + "\"}}";
    }

    public Bytes nonce() {
        return digest("nonce").bytes().slice(0, 16);
    }

    public Bytes receiptId() {
        return digest("receipt").bytes().slice(0, 16);
    }

    /// The digest of the honest request, as executed.
    public Digest requestDigest() {
        try {
            return honestStatement().commitment().request();
        } catch (MalformedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Builds the case.
    public ForgedCase forge() {
        try {
            return build();
        } catch (MalformedException malformed) {
            throw new IllegalStateException("the forge's own texts are well-formed", malformed);
        }
    }

    private ForgedCase build() throws MalformedException {
        Statement signed = statement.apply(honestStatement());
        Envelope sealed = envelope.apply(Envelope.sign(signed, signingKey));
        Placed placed = log(signed, sealed);
        ReceiptFile built = ReceiptFile.of(sealed).with(placed.logged());
        if (drawn > 0) {
            Replay honest = replay(signed, sealed, placed);
            built = built.with(item.apply(EvidenceItem.of(replay.apply(honest))));
        }
        built = file.apply(built);
        Bytes bytes = Bytes.ofUtf8(text.apply(built.encode().utf8()));
        Exhibit exhibit = new Exhibit(
                bytes,
                withRequest ? Optional.of(Bytes.ofUtf8(requestShown.apply(requestText()))) : Optional.empty(),
                withAnswer ? Optional.of(Bytes.ofUtf8(answerShown.apply(answerText()))) : Optional.empty(),
                withLocal ? Optional.of(local.apply(honestLocal(signed))) : Optional.empty(),
                code);
        Standard standard = new Standard(trust.apply(honestTrust()), assumptions, Policy.parse(policy), timeMillis);
        return new ForgedCase(built, exhibit, standard);
    }

    /// The statement is about that exchange.
    public void speaks(BiFunction<String, String, TextExchange> exchange) {
        speaks(exchange, UnaryOperator.identity());
    }

    /// @param executed changes the parameters before the operator signs
    public void speaks(BiFunction<String, String, TextExchange> exchange, UnaryOperator<TextParameters> executed) {
        language = Optional.of(new TextSubject(exchange.apply(nonce().hex(), receiptId().hex()), executed));
    }

    private Statement honestStatement() throws MalformedException {
        Issue issue = new Issue(network, signingKey.publicKey().id(), receiptId(), new Moment(1, 1, ISSUED_MILLIS));
        Execution execution = new Execution(digest("model"), "float-v1", "credence/0.1.0");
        if (language.isPresent()) {
            Commitment unsaid = new Commitment(digest("unsaid"), digest("unsaid"), traceRoot(entry -> entry), Optional.empty());
            return language.get().statement(issue, execution, unsaid, requestExecuted.apply(requestText()), answerGiven.apply(answerText()));
        }
        TensorRequestBody request = TensorRequestBody.decode(Bytes.ofUtf8(requestExecuted.apply(requestText())));
        AnswerRecord answer =
                TensorAnswerBody.decode(Bytes.ofUtf8(answerGiven.apply(answerText()))).record();
        TensorParameters executed = parameters.apply(TensorParameters.of(
                digest("model"), new Release("digits", "1.0"), nonce(), List.of("scores", "label"), 7));
        EffectiveRequest effective = EffectiveRequest.of(request.records(), executed);
        return Statement.of(
                issue,
                execution,
                new Commitment(effective.digest(), answer.digest(), traceRoot(entry -> entry), Optional.empty()),
                executed,
                Charge.ofElements(4, 4, 250));
    }

    private LocalReexecution honestLocal(Statement signed) {
        Commitment commitment = signed.commitment();
        return new LocalReexecution(signed.execution().model(), commitment.request(), commitment.answer(), commitment.trace(), commitment.fingerprint());
    }

    private TrustFile honestTrust() throws MalformedException {
        String policyText = "log " + new NoteKey(origin(), KeyKind.LOG, logKey().publicKey()).text() + "\n"
                + "witness first " + cosigner(0).text() + "\nwitness second " + cosigner(1).text() + "\n"
                + "group both all first second\nquorum both\n";
        return new TrustFile.OfNetwork(
                network, TrustFile.Environment.TEST, TrustFile.Engine.EMBEDDED, genesis, TlogPolicy.parse(policyText));
    }

    private NoteKey cosigner(int index) {
        return new NoteKey("cosigner.example/" + index, KeyKind.COSIGNER, cosignerKey(index).publicKey());
    }

    /// What the receipt gets from the log, and what a draw needs.
    private record Placed(Logged logged, SealEntry seal, OperatorsList operators) {}

    // Genesis at 0 and 1; block 1 lists the operators; block 2 holds the batch; block 3 comes later.
    private Placed log(Statement signed, Envelope sealed) throws MalformedException {
        ForgedLog log = new ForgedLog();
        log.add(new OperatorsEntry(0, 0, Sha256.of(Bytes.ofUtf8("{\"height\":0,\"operators\":[]}"))));
        log.add(new SealEntry(0, 1, 0, new Digest(Bytes.wrap(new byte[32])), secretHash(1)));
        OperatorsList list = operatorsList.apply(operators.list(1));
        OperatorsEntry listed = operatorsEntry.apply(OperatorsEntry.of(list));
        List<Bytes> pairs = pairs(signed, sealed);
        BatchEntry batched = batch.apply(batch(pairs));
        int operatorsAt = operatorsLate ? 3 : 2;
        int batchAt = operatorsLate ? 4 : batchPlace < 0 ? 3 : batchPlace > 0 ? 5 : 4;
        int previousAt = operatorsLate ? 2 : batchPlace < 0 ? 4 : 3;
        int sealAt = batchPlace > 0 ? 4 : 5;
        SealEntry before = previous.apply(new SealEntry(1, 1, 0, secret(1), secretHash(2)));
        SealEntry closing = seal.apply(new SealEntry(2, previousAt, operatorsAt, secret(2), secretHash(3)));
        for (int index = 2; index <= 5; index++) {
            if (index == operatorsAt) {
                log.add(listed);
            } else if (index == batchAt) {
                log.add(batched);
            } else if (index == previousAt) {
                log.add(before);
            } else {
                log.add(sealText.apply(closing.encode()));
            }
        }
        log.add(new SealEntry(3, sealAt, operatorsAt, secret(3), secretHash(4)));
        Checkpoint committed = checkpoint.apply(log.checkpoint(origin()));
        SignedNote signedNote = note.apply(committed
                .sign(logKey())
                .with(Cosignature.sign(cosigner(0).name(), cosignerKey(0), COSIGNED_SECONDS, committed))
                .with(Cosignature.sign(cosigner(1).name(), cosignerKey(1), COSIGNED_SECONDS + 1, committed)));
        BatchInclusion place = new BatchInclusion(log.proof(batchAt), 1, MerkleTree.inclusion(hashes(pairs), 1));
        Inclusion shown = inclusion.apply(new Inclusion(
                signedNote.format(), place, log.proof(sealAt), log.proof(previousAt), log.proof(operatorsAt)));
        return new Placed(new Logged(shown, collateral.apply(list.encode().utf8())), closing, list);
    }

    // Three statements share the batch; ours stands in the middle.
    private List<Bytes> pairs(Statement signed, Envelope sealed) {
        Bytes own = BatchEntry.pair(Slot.of(signed.commitment().request()), sealed.leaf());
        return List.of(
                BatchEntry.pair(Slot.of(digest("other request")), digest("other leaf")),
                pair.apply(own),
                BatchEntry.pair(Slot.of(digest("third request")), digest("third leaf")));
    }

    private BatchEntry batch(List<Bytes> pairs) {
        return new BatchEntry(operators.executor().publicKey().id(), 2, pairs.size(), MerkleTree.root(hashes(pairs)));
    }

    private static List<Digest> hashes(List<Bytes> pairs) {
        return pairs.stream().map(MerkleTree::leafHash).toList();
    }

    private Digest secret(int height) {
        return digest("secret " + height);
    }

    private Digest secretHash(int height) {
        return Sha256.of(secret(height).bytes());
    }

    private Replay replay(Statement signed, Envelope sealed, Placed placed) {
        Draw.Lot lot = new Draw.Lot(placed.seal().reveal(), sealed.leaf());
        List<ListedOperator> places = Draw.draw(lot, placed.operators(), operators.executor().publicKey().id(), drawn)
                .orElseThrow();
        List<ReplayOutcome> outcomes = new ArrayList<>();
        List<Digest> keyed = new ArrayList<>();
        for (int i = 0; i < drawn; i++) {
            Digest operator = places.get(i).id();
            keyed.add(keyedRoot(lot.placeKey(i, operator)));
            ReplayOutcome honest = new ReplayOutcome.Executed(
                    operator, signed.commitment().answer(), signed.commitment().trace(), keyed.get(i), NO_SIGNATURE);
            outcomes.add(sign(outcome.apply(honest), new ReplayMessages.Place(lot.leaf(), lot.beacon(), signed.commitment().request(), i, operator)));
        }
        Bytes reveal = operators.executor().sign(ReplayMessages.executor(lot.leaf(), lot.beacon(), keyed));
        return new Replay(lot.leaf(), lot.beacon(), outcomes, Optional.of(new Replay.ExecutorReveal(keyed, reveal)));
    }

    /// A signature's place before it is made.
    public static final Bytes NO_SIGNATURE = Bytes.wrap(new byte[64]);

    /// The outcome under the signature of the operator that it names.
    public ReplayOutcome sign(ReplayOutcome outcome, ReplayMessages.Place place) {
        SecretKey key = operators.key(place.operator());
        return switch (outcome) {
            case ReplayOutcome.Executed(Digest operator, Digest answer, Digest root, Digest keyed, Bytes _) ->
                new ReplayOutcome.Executed(
                        operator, answer, root, keyed, key.sign(ReplayMessages.executed(place, answer, root, keyed)));
            case ReplayOutcome.Failed(Digest operator, ReplayOutcome.Failure reason, Bytes _) ->
                new ReplayOutcome.Failed(operator, reason, key.sign(ReplayMessages.failed(place, reason)));
            case ReplayOutcome.Silent silent -> silent;
        };
    }

    private Digest keyedRoot(Digest placeKey) {
        return traceRoot(entry -> KEYED.digest(placeKey.bytes(), entry.bytes()));
    }

    private Digest traceRoot(UnaryOperator<Digest> key) {
        return MerkleTree.root(trace.stream().map(key).map(entry -> MerkleTree.leafHash(entry.bytes())).toList());
    }
}
