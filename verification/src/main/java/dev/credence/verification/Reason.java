package dev.credence.verification;

/// Why something did not pass, in the words of docs/spec/receipt.md section 7. Each is provoked by a test of its own.
public enum Reason {
    // Receipt authentic.
    RECEIPT_MALFORMED("the file is no receipt in its one spelling"),
    STATEMENT_MALFORMED("the envelope holds no statement that this version knows"),
    SUBJECT_MISMATCH("the statement is about another answer than the one it names"),
    KEYID_MISMATCH("the envelope names another key than the statement's operator"),
    NETWORK_MISMATCH("the statement was made on another network"),
    SIGNER_MISMATCH("the receipt is of another signer than the trust file's"),
    SIGNATURE_INVALID("the operator's signature does not hold"),
    INCLUSION_UNEXPECTED("a receipt of a lone signer cannot stand in a log"),
    INCLUSION_PENDING("the receipt is not in the log yet"),
    CHECKPOINT_INVALID("the checkpoint, or a signature below it, does not hold"),
    CHECKPOINT_ORIGIN("the checkpoint is of another log"),
    QUORUM_MISSING("too few cosigners have seen the checkpoint"),
    BATCH_NOT_IN_LOG("the batch is not in the log"),
    SEAL_NOT_IN_LOG("the seal is not in the log"),
    PREVIOUS_NOT_IN_LOG("the previous seal is not in the log"),
    OPERATORS_NOT_IN_LOG("the operators' entry is not in the log"),
    ENTRY_MALFORMED("an entry of the log is not of the kind that belongs there"),
    SEAL_MISMATCH("batch, seals and operators' entry do not belong together"),
    LEAF_NOT_IN_BATCH("the statement is not in the batch"),
    BATCH_OPERATOR_MISMATCH("the batch is another operator's"),
    STATEMENT_STALE("the statement's height is too far from its batch's"),
    REQUEST_STALE("the batch's height is too far from the one that the request names"),
    OPERATORS_LIST_MISMATCH("the operators' list is not the one in the log"),
    OPERATOR_UNKNOWN("the operator is not on the operators' list"),
    ISSUED_IN_FUTURE("the statement was issued in the future"),

    // Matches the request.
    REQUEST_NOT_GIVEN("no request was given to compare with"),
    REQUEST_MALFORMED("the request is none that we read"),
    PARAMETER_MISMATCH("a parameter is not the one that was executed"),
    REQUEST_MISMATCH("the receipt is for another request"),

    // Matches the answer.
    ANSWER_NOT_GIVEN("no answer was given to compare with"),
    ANSWER_MALFORMED("the answer is none that we read"),
    ANSWER_MISMATCH("the receipt is for another answer"),

    // Usage, which request and answer show.
    USAGE_MISMATCH("the metered usage is not that of the request or the answer"),

    // Evidence.
    RECEIPT_NOT_AUTHENTIC("evidence is judged only where the receipt is authentic"),
    BLOB_ABSENT("the evidence lies elsewhere and was not given"),
    BLOB_MISMATCH("the evidence is not the one that its digest names"),
    EVIDENCE_UNKNOWN("this build does not know this kind of evidence"),
    EVIDENCE_MALFORMED("the evidence cannot be read"),
    REPLAY_WITHOUT_LOG("a replay needs a log to draw from"),
    EVIDENCE_OTHER_LEAF("the evidence is for another statement"),
    BEACON_MISMATCH("the replay was drawn from another beacon"),
    DRAW_MISMATCH("the replay is not of the operators that were drawn"),
    OUTCOME_SIGNATURE_INVALID("a signature in the replay does not hold"),
    REPLAY_DISAGREES("a drawn operator computed something else"),
    REPLAY_FAILED("a drawn operator could not re-execute"),
    REPLAY_SILENT("a drawn operator said nothing"),
    EXECUTOR_SILENT("the executor did not open its trace"),
    KEYED_ROOT_MISMATCH("a drawn operator did not show that it executed"),
    FINGERPRINT_DISAGREES("the re-execution here gave another fingerprint"),
    FINGERPRINT_NOT_COMPARED("a fingerprint is judged beside a re-execution only"),
    FINGERPRINT_MISMATCH("the fingerprint is not the one that the statement commits to"),
    ARGUMENT_MALFORMED("the argument cannot be read"),
    ARGUMENT_OTHER_MODEL("the argument is about another model"),
    ARGUMENT_NOT_REGISTERED("the model's committed weights are not shown to be in range"),
    ARGUMENT_INPUT_MISMATCH("the request is none that the program reads"),
    ARGUMENT_OUTPUT_MISMATCH("the answer is not what the argument's output means"),
    ARGUMENT_REFUSED("the argument does not hold"),
    ARGUMENT_OTHER_WEIGHTS("the argument is about other weights than those of the model's files"),
    LOCAL_DISAGREES("the re-execution here computed something else"),
    LOCAL_NOT_COMPARABLE("the re-execution here was of another model or request"),

    // Policy.
    NO_EVIDENCE("no evidence yields confidence"),
    POLICY_REQUIRE("evidence that the policy requires is missing"),
    POLICY_MIN_NINES("the confidence is below the policy's"),
    POLICY_GROUPS("fewer independent groups of evidence than the policy asks for"),
    POLICY_FORBIDDEN_ASSUMPTION("the policy forbids an assumption that this rests on"),
    POLICY_UNKNOWN_ASSUMPTION("the policy forbids an assumption that the table does not know");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /// The reason in words, for people.
    public String sentence() {
        return sentence;
    }
}
