package dev.credence.node.ledger;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.merkle.TilePath;
import dev.credence.node.exchange.LoggedJson;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import dev.credence.node.http.Reply;
import dev.credence.node.http.Request;
import dev.credence.node.http.Routes;
import dev.credence.settlement.machine.Outcome;
import dev.credence.settlement.machine.Reason;
import dev.credence.settlement.state.Account;
import dev.credence.settlement.transaction.SignedTransaction;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The ledger over HTTP: transactions in; status, accounts, inclusions, checkpoint and tiles out (docs/spec/ledger.md, C2SP tlog-tiles).
public final class LedgerRoutes {
    private static final long ACKNOWLEDGE_MILLIS_MAX = 12_000;
    private static final long WAIT_MILLIS_MAX = 30_000;
    /// Whoever waits holds one of the listener's 512 requests; half of them stay for those who bring something.
    private static final int WAITERS_MAX = 256;

    private final LedgerService ledger;
    private final Semaphore waiters = new Semaphore(WAITERS_MAX);

    private LedgerRoutes(LedgerService ledger) {
        this.ledger = ledger;
    }

    public static Routes of(LedgerService ledger) {
        LedgerRoutes routes = new LedgerRoutes(ledger);
        return new Routes()
                .get("/v1/ledger", "the network's name and the height of the last block", _ -> routes.status())
                .get("/v1/ledger/genesis", "the network's genesis", _ -> Reply.ok(Reply.JSON, ledger.ledger().genesis().encode()))
                .get("/v1/ledger/operators", "the operators as of the last block", _ -> Reply.ok(Reply.JSON, ledger.operators().encode()))
                .get("/v1/ledger/accounts/{id}", "an account's nonce and balance", routes::account)
                .get("/v1/ledger/inclusion/{operator}/{leaf}", "what the log adds to a receipt; ?wait=milliseconds", routes::inclusion)
                .post("/v1/ledger/transactions", SignedTransaction.BYTES_MAX, "takes a transaction, answers when it is acknowledged", routes::submit)
                .get("/checkpoint", "the newest cosigned checkpoint", _ -> routes.checkpoint())
                .get("/tile/{path…}", "a tile of the log", routes::tile)
                .get("/health", "whether the ledger takes transactions", _ -> routes.health());
    }

    private Reply status() {
        JsonObject.Builder status = JsonObject.builder()
                .put("network", ledger.ledger().network())
                .put("height", ledger.state().chain().height())
                .put("entries", ledger.state().chain().logSize())
                .put("receipts", ledger.receipts())
                .put("stateRoot", ledger.state().root().hex());
        return Reply.json(status.build());
    }

    private Reply health() throws ApiException {
        Optional<String> stopped = ledger.stopped();
        if (stopped.isPresent()) {
            throw new ApiException(Fault.OVERLOADED, stopped.get());
        }
        return Reply.json(JsonObject.builder().put("status", "ok").build());
    }

    private Reply account(Request request) throws ApiException {
        Account account = ledger.state().account(digest(request, "id"));
        return Reply.json(JsonObject.builder()
                .put("id", account.id().hex())
                .put("nonce", account.nonce())
                .put("balance", account.balance())
                .build());
    }

    private Reply submit(Request request) throws ApiException {
        Answer answer;
        try {
            answer = ledger.submit(request.body()).get(ACKNOWLEDGE_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new ApiException(
                    Fault.UPSTREAM_TIMEOUT,
                    "the transaction is not acknowledged after " + ACKNOWLEDGE_MILLIS_MAX + " ms (cosigners missing?); it may still be", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ApiException(Fault.OVERLOADED, "the ledger is stopping", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the ledger failed on a transaction", failed.getCause());
        }
        return switch (answer) {
            case Answer.Acknowledged(long height, Outcome outcome) ->
                Reply.json(JsonObject.builder().put("height", height).put("outcome", sentence(outcome)).build());
            case Answer.Refused(Reason reason, String detail) ->
                Reply.json(status(reason), JsonObject.builder()
                        .put("error", JsonObject.builder()
                                .put("message", detail)
                                .put("type", "invalid_request_error")
                                .put("code", reason.name().toLowerCase(java.util.Locale.ROOT))
                                .build())
                        .build());
            case Answer.Overloaded(String detail) -> throw new ApiException(Fault.OVERLOADED, detail);
            case Answer.Unavailable(String detail) -> throw new ApiException(Fault.OVERLOADED, detail);
        };
    }

    // What no ledger would take is malformed; what this one does not take at present is not.
    private static int status(Reason reason) {
        return switch (reason) {
            case TRANSACTION_MALFORMED, ENVELOPE_MALFORMED, NETWORK_MISMATCH, SIGNATURE_INVALID -> 400;
            case NONCE_MISMATCH, AMOUNT_ZERO, BALANCE_TOO_SMALL, FAUCET_ABSENT, FAUCET_CLAIMED, OPERATOR_KNOWN, OPERATOR_UNKNOWN,
                    OPERATOR_NOT_OWNED, OPERATOR_RETIRED, OPERATOR_NOT_RETIRED, OPERATORS_TOO_MANY, STAKE_TOO_SMALL, STAKE_LOCKED,
                    HEARTBEAT_STALE, HEARTBEAT_IN_FUTURE, RELEASE_NAME_TAKEN, RELEASE_KNOWN, OPERATOR_NOT_IN_FORCE, STATEMENT_STALE, SLOTS_TOO_MANY -> 422;
        };
    }

    private static String sentence(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> "done";
            case Outcome.Refused refused -> "refused: " + refused.reason();
            case Outcome.Logged logged ->
                logged.logged() + " logged, " + logged.repeated() + " repeated, " + logged.equivocations().size() + " equivocations dropped";
        };
    }

    private Reply inclusion(Request request) throws ApiException {
        Digest operator = digest(request, "operator");
        Digest leaf = digest(request, "leaf");
        long wait = waitMillis(request);
        if (wait == 0) {
            return inclusion(operator, leaf, 0);
        }
        if (!waiters.tryAcquire()) {
            throw new ApiException(Fault.OVERLOADED, "the ledger has its most of " + WAITERS_MAX + " requests waiting for an inclusion; try again");
        }
        try {
            return inclusion(operator, leaf, wait);
        } finally {
            waiters.release();
        }
    }

    private Reply inclusion(Digest operator, Digest leaf, long waitMillis) throws ApiException {
        try {
            return switch (ledger.inclusion(operator, leaf, waitMillis)) {
                case InclusionAnswer.Found found -> Reply.json(LoggedJson.encode(found.logged()));
                case InclusionAnswer.Pending _, InclusionAnswer.Unknown _ ->
                    throw new ApiException(Fault.NOT_FOUND, "the leaf " + leaf + " of operator " + operator + " is not on the log yet");
            };
        } catch (IOException failed) {
            throw new ApiException(Fault.STORAGE, "the ledger cannot read its log: " + failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ApiException(Fault.OVERLOADED, "the ledger is stopping", stopped);
        }
    }

    private static long waitMillis(Request request) throws ApiException {
        String text = request.query("wait").orElse("0");
        if (!text.matches("[0-9]{1,6}")) {
            throw new ApiException(Fault.MALFORMED, "wait is a number of milliseconds, found '" + text + "'");
        }
        return Math.min(WAIT_MILLIS_MAX, Long.parseLong(text));
    }

    private Reply checkpoint() throws ApiException {
        return Reply.ok(Reply.TEXT, ledger.checkpoint()
                .orElseThrow(() -> new ApiException(Fault.OVERLOADED, "no checkpoint has its quorum of cosigners yet")));
    }

    private Reply tile(Request request) throws ApiException {
        String path = request.segment("path");
        try {
            Bytes tile = ledger.tile(TilePath.parse("tile/" + path))
                    .orElseThrow(() -> new ApiException(Fault.NOT_FOUND, "the log has no tile " + path + " yet"));
            return Reply.ok(Reply.OCTETS, tile).with("Cache-Control", "public, max-age=31536000, immutable");
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.NOT_FOUND, malformed.getMessage(), malformed);
        } catch (IOException failed) {
            throw new ApiException(Fault.STORAGE, "the ledger cannot read its log: " + failed.getMessage(), failed);
        }
    }

    private static Digest digest(Request request, String segment) throws ApiException {
        try {
            return Digest.parse(request.segment(segment));
        } catch (MalformedException malformed) {
            throw new ApiException(Fault.MALFORMED, segment + ": " + malformed.getMessage(), malformed);
        }
    }
}
