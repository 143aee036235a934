package dev.credence.verification;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.receipt.envelope.Envelope;
import dev.credence.receipt.envelope.ReceiptFile;
import dev.credence.receipt.envelope.TrustFile;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.VerificationInput.Standard;
import dev.credence.verification.inclusion.InclusionFinding;
import dev.credence.verification.inclusion.InclusionVerifier;
import java.util.Optional;

/// The verdict "receipt authentic": steps 2 to 13 of docs/spec/receipt.md section 7.
///
/// @param authentic what the other checks may build on; there if and only if the verdict passed
record AuthenticityCheck(Judgement judgement, Optional<Authentic> authentic) {
    /// Clocks of honest operators differ by no more.
    static final long CLOCK_SKEW_MILLIS_MAX = 5 * 60 * 1000;

    /// A statement that its operator signed.
    ///
    /// @param logged its place in the log; empty where the trust file names a lone signer
    record Authentic(Digest leaf, Statement statement, Optional<InclusionFinding.Logged> logged) {}

    /// Step 2: payload type, predicate type and the statement itself.
    static Statement statement(Envelope envelope) throws MalformedException {
        if (!envelope.payloadType().equals(Envelope.PAYLOAD_TYPE)) {
            throw new MalformedException("payloadType", -1, "'" + Envelope.PAYLOAD_TYPE + "'", "'" + envelope.payloadType() + "'");
        }
        try {
            return envelope.statement();
        } catch (MalformedException malformed) {
            throw malformed.within("payload");
        }
    }

    static AuthenticityCheck of(ReceiptFile file, Statement statement, Standard standard) {
        Envelope envelope = file.envelope();
        // Step 2.
        if (!statement.subject().equals(statement.commitment().answer())) {
            return failed(Reason.SUBJECT_MISMATCH, statement.subject().hex());
        }
        if (!envelope.keyId().equals(statement.issue().operator())) {
            return failed(Reason.KEYID_MISMATCH, envelope.keyId().hex());
        }
        // Step 3.
        if (!statement.issue().network().equals(standard.trust().network())) {
            return failed(Reason.NETWORK_MISMATCH, statement.issue().network());
        }
        AuthenticityCheck check =
                switch (standard.trust()) {
                    case TrustFile.OfSigner signer -> ofSigner(file, statement, signer);
                    case TrustFile.OfNetwork network -> ofNetwork(file, statement, network);
                };
        // Step 13.
        long skew = statement.issue().issuedMillis() - standard.timeMillis();
        if (check.judgement().passed() && skew > CLOCK_SKEW_MILLIS_MAX) {
            return failed(Reason.ISSUED_IN_FUTURE, "by " + skew + " ms");
        }
        return check;
    }

    // Step 4.
    private static AuthenticityCheck ofSigner(ReceiptFile file, Statement statement, TrustFile.OfSigner trust) {
        Envelope envelope = file.envelope();
        if (!trust.signer().id().equals(envelope.keyId())) {
            return failed(Reason.SIGNER_MISMATCH, envelope.keyId().hex());
        }
        if (!envelope.signedBy(trust.signer())) {
            return failed(Reason.SIGNATURE_INVALID, "");
        }
        if (file.logged().isPresent()) {
            return failed(Reason.INCLUSION_UNEXPECTED, "");
        }
        return passed(envelope, statement, Optional.empty());
    }

    private static AuthenticityCheck ofNetwork(ReceiptFile file, Statement statement, TrustFile.OfNetwork trust) {
        Envelope envelope = file.envelope();
        // Step 5.
        if (file.logged().isEmpty()) {
            return new AuthenticityCheck(Judgement.notChecked(Reason.INCLUSION_PENDING, ""), Optional.empty());
        }
        // Steps 6 to 11.
        InclusionVerifier.Sought sought = new InclusionVerifier.Sought(
                envelope.leaf(),
                statement.commitment().request(),
                statement.issue().operator(),
                statement.issue().height());
        return switch (InclusionVerifier.verify(sought, file.logged().get(), trust)) {
            case InclusionFinding.Refused(Cause cause) -> failed(cause.reason(), cause.detail());
            case InclusionFinding.Logged logged -> {
                // Step 12.
                long age = logged.batch().height() - statement.issue().asked();
                if (age < 0 || age >= InclusionVerifier.STATEMENT_AGE_BLOCKS_MAX) {
                    yield failed(
                            Reason.REQUEST_STALE,
                            "asked at height " + statement.issue().asked() + ", logged at " + logged.batch().height());
                }
                if (!envelope.signedBy(logged.executor().key())) {
                    yield failed(Reason.SIGNATURE_INVALID, "");
                }
                yield passed(envelope, statement, Optional.of(logged));
            }
        };
    }

    private static AuthenticityCheck passed(Envelope envelope, Statement statement, Optional<InclusionFinding.Logged> logged) {
        return new AuthenticityCheck(Judgement.PASS, Optional.of(new Authentic(envelope.leaf(), statement, logged)));
    }

    private static AuthenticityCheck failed(Reason reason, String detail) {
        return new AuthenticityCheck(Judgement.fail(reason, detail), Optional.empty());
    }
}
