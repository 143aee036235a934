package dev.credence.settlement.machine;

import static dev.credence.settlement.machine.TestLedger.FAUCET;
import static dev.credence.settlement.machine.TestLedger.id;
import static dev.credence.settlement.machine.TestLedger.key;
import static dev.credence.settlement.machine.TestLedger.leaf;
import static dev.credence.settlement.machine.TestLedger.pair;
import static dev.credence.settlement.machine.TestLedger.publicKey;
import static dev.credence.settlement.machine.TestLedger.slot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.codec.JsonInteger;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.merkle.MerkleTree;
import dev.credence.receipt.entry.BatchEntry;
import dev.credence.receipt.entry.OperatorsEntry;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.entry.SealEntry;
import dev.credence.settlement.genesis.Genesis;
import dev.credence.settlement.state.Account;
import dev.credence.settlement.state.Chain;
import dev.credence.settlement.state.Operator;
import dev.credence.settlement.state.State;
import dev.credence.settlement.transaction.SignedTransaction;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.settlement.transaction.Transaction;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Goal: every rule of ledger.md 4.3, each refusal with its reason and without a trace in the state.
class LedgerRulesTest {
    private static final Set<Reason> PROVOKED = EnumSet.noneOf(Reason.class);
    private static final long STAKE = Limits.STAKE_MIN;

    private final TestLedger at = new TestLedger();

    @AfterAll
    static void everyReasonIsProvoked() {
        // The submission's own reasons are provoked beside their rules.
        PROVOKED.addAll(SubmissionRulesTest.REASONS);
        assertThat(PROVOKED).containsExactlyInAnyOrder(Reason.values());
    }

    private void refused(Reason reason, Bytes transaction) {
        var before = at.state;
        Outcome outcome = at.one(transaction);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).reason()).isEqualTo(reason);
        PROVOKED.add(reason);
        // A block without the transaction gives the same state.
        assertThat(at.ledger.apply(before, sameBlock(before)).root())
                .isEqualTo(at.state.root());
    }

    private Block sameBlock(State before) {
        long height = before.chain().height() + 1;
        return new Block(
                height, at.timeMillis, TestLedger.secret(height), TestLedger.commitment(height + 1), List.of());
    }

    private long balance(String name) {
        return at.state.account(id(name)).balance();
    }

    @Test
    void theFaucetGivesOnceAnAccount() {
        at.done(at.claim("a", 0));
        assertThat(balance("a")).isEqualTo(FAUCET);
        refused(Reason.FAUCET_CLAIMED, at.claim("a", 1));
        refused(Reason.NONCE_MISMATCH, at.claim("a", 0));
        assertThat(at.state.chain().issued()).isEqualTo(FAUCET);
    }

    @Test
    void networksWithoutAFaucetGiveNothing() {
        TestLedger dry = new TestLedger(TestLedger.genesis(0, List.of()));
        Outcome.Refused refused = (Outcome.Refused) dry.one(dry.claim("a", 0));
        assertThat(refused.reason()).isEqualTo(Reason.FAUCET_ABSENT);
        PROVOKED.add(refused.reason());
    }

    @Test
    void theFaucetEndsBeforeAmountsLeaveJson() {
        long most = JsonInteger.VALUE_MAX;
        Genesis rich = TestLedger.genesis(10, List.of(new Genesis.Allocation(id("a"), most - 15)));
        TestLedger almost = new TestLedger(rich);
        almost.done(almost.claim("b", 0));
        Outcome.Refused refused = (Outcome.Refused) almost.one(almost.claim("c", 0));
        assertThat(refused.reason()).isEqualTo(Reason.FAUCET_ABSENT);
        assertThat(almost.state.countIssued()).isEqualTo(most - 5);
    }

    @Test
    void transfersMoveWhatIsThere() {
        at.done(at.claim("a", 0), at.transfer("a", 1, "b", 7));
        assertThat(balance("a")).isEqualTo(FAUCET - 7);
        assertThat(balance("b")).isEqualTo(7);
        refused(Reason.BALANCE_TOO_SMALL, at.transfer("b", 0, "a", 8));
        refused(Reason.AMOUNT_ZERO, at.transfer("b", 0, "a", 0));
        at.done(at.transfer("b", 0, "b", 7));
        assertThat(balance("b")).isEqualTo(7);
        assertThat(at.state.account(id("b")).nonce()).isEqualTo(1);
    }

    @Test
    void transactionsOfOneBlockSeeEachOther() {
        at.done(
                at.claim("a", 0),
                at.transfer("a", 1, "b", 100),
                at.transfer("b", 0, "c", 60),
                at.transfer("b", 1, "c", 40));
        assertThat(balance("c")).isEqualTo(100);
        assertThat(balance("b")).isZero();
    }

    @Test
    void malformedForeignAndForgedTransactionsAreRefused() {
        refused(Reason.TRANSACTION_MALFORMED, Bytes.ofUtf8("no transaction"));
        Transaction claim = new Transaction.FaucetClaim(publicKey("a"), 0);
        refused(
                Reason.NETWORK_MISMATCH,
                SignedTransaction.sign("test-0123456789abcdef", claim, key("a")).bytes());
        byte[] forged = at.claim("a", 0).toArray();
        forged[forged.length - 40] ^= 1;
        refused(Reason.SIGNATURE_INVALID, Bytes.wrap(forged));
    }

    @Test
    void aSignatureOfOneKindIsNoneOfAnother() {
        // add-stake and transfer have the same fields; the payload type tells them apart.
        byte[] transfer = at.transfer("a", 0, "b", 5).toArray();
        transfer[1] = 4;
        refused(Reason.SIGNATURE_INVALID, Bytes.wrap(transfer));
    }

    @Test
    void operatorsComeWithTheirOwnersStake() {
        at.operator("a");
        Operator operator = at.state.operators().get(id("a-op"));
        assertThat(operator.owner()).isEqualTo(id("a"));
        assertThat(operator.stake()).isEqualTo(STAKE);
        assertThat(operator.active()).isTrue();
        assertThat(balance("a")).isEqualTo(FAUCET - STAKE);
        refused(Reason.OPERATOR_KNOWN, at.register("a", 2, "a-op", STAKE));
        refused(Reason.STAKE_TOO_SMALL, at.register("a", 2, "other", STAKE - 1));
        refused(Reason.BALANCE_TOO_SMALL, at.register("a", 2, "other", FAUCET));
        at.done(at.addStake("a", 2, "a-op", 5));
        assertThat(at.state.operators().get(id("a-op")).stake()).isEqualTo(STAKE + 5);
        refused(Reason.AMOUNT_ZERO, at.addStake("a", 3, "a-op", 0));
    }

    @Test
    void theListIsBounded() {
        Genesis rich = TestLedger.genesis(
                0, List.of(new Genesis.Allocation(id("a"), (Limits.OPERATORS_MAX + 1) * STAKE)));
        TestLedger full = new TestLedger(rich);
        Bytes[] all = new Bytes[Limits.OPERATORS_MAX];
        for (int i = 0; i < all.length; i++) {
            all[i] = full.register("a", i, "op-" + i, STAKE);
        }
        full.done(all);
        Outcome.Refused refused = (Outcome.Refused) full.one(full.register("a", all.length, "one-more", STAKE));
        assertThat(refused.reason()).isEqualTo(Reason.OPERATORS_TOO_MANY);
        PROVOKED.add(refused.reason());
    }

    @Test
    void onlyTheOwnerTakesAnOperatorOffTheList() {
        at.operator("a");
        at.operator("b");
        refused(Reason.OPERATOR_NOT_OWNED, at.deregister("b", 2, "a-op"));
        refused(Reason.OPERATOR_UNKNOWN, at.deregister("b", 2, "nobody"));
        refused(Reason.OPERATOR_NOT_RETIRED, at.withdraw("a", 2, "a-op"));
        at.done(at.deregister("a", 2, "a-op"));
        assertThat(at.ledger.operators(at.state).operators()).extracting(op -> op.id()).containsExactly(id("b-op"));
        refused(Reason.OPERATOR_RETIRED, at.deregister("a", 3, "a-op"));
        refused(Reason.OPERATOR_RETIRED, at.addStake("a", 3, "a-op", 1));
        refused(Reason.OPERATOR_RETIRED, at.heartbeat("a-op", at.state.chain().height()));
        refused(Reason.OPERATOR_KNOWN, at.register("a", 3, "a-op", STAKE));
        refused(Reason.STAKE_LOCKED, at.withdraw("a", 3, "a-op"));
    }

    @Test
    void theStakeIsFreeExactlyAfterTheUnbondingTime() {
        at.operator("a");
        at.done(at.deregister("a", 2, "a-op"));
        at.emptyBlocks(Limits.UNBONDING_HEIGHTS - 2);
        refused(Reason.STAKE_LOCKED, at.withdraw("a", 3, "a-op"));
        at.done(at.withdraw("a", 3, "a-op"));
        assertThat(balance("a")).isEqualTo(FAUCET);
        assertThat(at.state.operators()).isEmpty();
        at.done(at.register("a", 4, "a-op", STAKE));
    }

    @Test
    void heartbeatsKeepAnOperatorActiveAndBringItBack() {
        at.operator("a");
        long registered = at.state.chain().height();
        refused(Reason.OPERATOR_UNKNOWN, at.heartbeat("nobody", registered));
        refused(Reason.HEARTBEAT_IN_FUTURE, at.heartbeat("a-op", at.state.chain().height() + 1));
        refused(Reason.HEARTBEAT_STALE, at.heartbeat("a-op", registered - 1));
        at.done(at.heartbeat("a-op", registered));
        refused(Reason.HEARTBEAT_STALE, at.heartbeat("a-op", registered));
        long beat = at.timeMillis - 1;
        at.timeMillis = beat + Limits.HEARTBEAT_TIMEOUT_MILLIS - 1;
        at.block();
        assertThat(at.state.operators().get(id("a-op")).active()).isTrue();
        at.block();
        assertThat(at.state.operators().get(id("a-op")).active()).isFalse();
        assertThat(at.last.operators()).isPresent();
        at.done(at.heartbeat("a-op", at.state.chain().height()));
        assertThat(at.state.operators().get(id("a-op")).active()).isTrue();
        assertThat(at.last.operators()).isPresent();
    }

    @Test
    void aHeartbeatFromLongAgoIsStale() {
        at.operator("a");
        long registered = at.state.chain().height();
        at.emptyBlocks(Limits.HEARTBEAT_HEIGHTS);
        refused(Reason.HEARTBEAT_STALE, at.heartbeat("a-op", registered));
        at.done(at.heartbeat("a-op", at.state.chain().height() - Limits.HEARTBEAT_HEIGHTS + 1));
    }

    @Test
    void releasesAreForEverAndTheirNamesBelongToTheFirstPublisher() {
        Digest model = leaf(1);
        at.done(at.announce("a", 0, "digits", "1.0", model));
        assertThat(at.state.release("digits", "1.0").orElseThrow().model()).isEqualTo(model);
        refused(Reason.RELEASE_KNOWN, at.announce("a", 1, "digits", "1.0", model));
        refused(Reason.RELEASE_KNOWN, at.announce("a", 1, "digits", "1.0", leaf(2)));
        refused(Reason.RELEASE_NAME_TAKEN, at.announce("b", 0, "digits", "2.0", leaf(2)));
        at.done(at.announce("a", 1, "digits", "2.0", leaf(2)));
        assertThat(at.state.publisher("digits")).contains(id("a"));
    }

    @Test
    void aBatchIsLoggedUnderItsRoot() {
        at.operator("a");
        long size = at.state.chain().logSize();
        Outcome outcome = at.one(at.batch("a-op", pair(1, 1), pair(2, 2), pair(3, 3)));
        assertThat(outcome)
                .isEqualTo(new Outcome.Logged(OptionalLong.of(size), 3, 0, List.of()));
        BatchEntry entry = at.last.batches().getFirst().entry();
        List<Digest> hashes = List.of(pair(1, 1), pair(2, 2), pair(3, 3)).stream()
                .map(pair -> MerkleTree.leafHash(Bytes.concat(pair.slot().bytes(), pair.leaf().bytes())))
                .toList();
        assertThat(entry).isEqualTo(new BatchEntry(id("a-op"), at.state.chain().height(), 3, MerkleTree.root(hashes)));
    }

    @Test
    void onlyOperatorsInForceLog() {
        refused(Reason.OPERATOR_NOT_IN_FORCE, at.batch("a-op", pair(1, 1)));
        at.done(at.claim("a", 0));
        // Registered in the same block: not yet in force.
        List<Outcome> outcomes = at.block(at.register("a", 1, "a-op", STAKE), at.batch("a-op", pair(1, 1)));
        assertThat(((Outcome.Refused) outcomes.get(1)).reason()).isEqualTo(Reason.OPERATOR_NOT_IN_FORCE);
        // Taken off the list in the same block: still in force.
        outcomes = at.block(at.deregister("a", 2, "a-op"), at.batch("a-op", pair(1, 1)));
        assertThat(outcomes.get(1).hasEffect()).isTrue();
        refused(Reason.OPERATOR_NOT_IN_FORCE, at.batch("a-op", pair(2, 2)));
    }

    @Test
    void aSlotHoldsOneLeafAndRepeatsHaveNoEffect() {
        at.operator("a");
        at.operator("b");
        at.done(at.batch("a-op", pair(1, 1), pair(2, 2)));
        Outcome.Logged again = (Outcome.Logged) at.one(at.batch("a-op", pair(1, 1), pair(2, 2)));
        assertThat(again.hasEffect()).isFalse();
        assertThat(again.repeated()).isEqualTo(2);
        assertThat(at.last.batches()).isEmpty();
        Outcome.Logged mixed = (Outcome.Logged) at.one(at.batch("a-op", pair(1, 9), pair(3, 3), pair(3, 8), pair(3, 3)));
        assertThat(mixed.logged()).isEqualTo(1);
        assertThat(mixed.repeated()).isEqualTo(1);
        assertThat(mixed.equivocations())
                .containsExactly(
                        new Outcome.Equivocation(id("a-op"), slot(1), leaf(1), leaf(9)),
                        new Outcome.Equivocation(id("a-op"), slot(3), leaf(3), leaf(8)));
        assertThat(at.last.batches().getFirst().pairs()).containsExactly(pair(3, 3));
        assertThat(at.state.operators().get(id("a-op")).equivocations()).isEqualTo(2);
        Outcome.Logged only = (Outcome.Logged) at.one(at.batch("a-op", pair(1, 9)));
        assertThat(only.index()).isEmpty();
        assertThat(only.hasEffect()).isTrue();
        assertThat(at.last.batches()).isEmpty();
        // Slots are each operator's own.
        assertThat(((Outcome.Logged) at.one(at.batch("b-op", pair(1, 9)))).logged()).isEqualTo(1);
    }

    @Test
    void aSlotIsKeptForItsLifetimeAndNotLonger() {
        at.operator("a");
        at.done(at.batch("a-op", pair(1, 1)));
        var kept = at.state;
        at.emptyBlocks(Limits.SLOT_HEIGHTS - 2);
        Outcome.Logged inside = (Outcome.Logged) at.one(at.batch("a-op", pair(1, 1)));
        assertThat(inside.repeated()).isEqualTo(1);
        Outcome.Logged after = (Outcome.Logged) at.one(at.batch("a-op", pair(1, 2)));
        assertThat(after.logged()).isEqualTo(1);
        assertThat(kept.root()).isNotEqualTo(at.state.root());
    }

    @Test
    void aPartOfTheStakeTakesThatPartOfTheSlots() {
        // The other operator has all but a hundred-millionth of the stake, so that the small one has the least share.
        long all = 90_000_000L * STAKE;
        TestLedger rich = new TestLedger(TestLedger.genesis(
                0,
                List.of(new Genesis.Allocation(id("small"), STAKE), new Genesis.Allocation(id("whale"), all)).stream()
                        .sorted((a, b) -> a.id().compareTo(b.id()))
                        .toList()));
        rich.done(rich.register("small", 0, "small-op", STAKE), rich.register("whale", 0, "whale-op", all));
        SlotLeaf[] pairs = new SlotLeaf[1_000];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = pair(i, i);
        }
        rich.done(rich.batch("small-op", pairs));
        State full = rich.state;

        Outcome more = rich.one(rich.batch("small-op", pair(0, 0), pair(5_000, 1)));
        assertThat(((Outcome.Refused) more).reason()).isEqualTo(Reason.SLOTS_TOO_MANY);
        PROVOKED.add(Reason.SLOTS_TOO_MANY);
        assertThat(rich.state.slots().size()).isEqualTo(full.slots().size());
        // What stands already takes nothing, and neither does what contradicts it.
        assertThat(rich.one(rich.batch("small-op", pair(0, 0)))).isInstanceOf(Outcome.Logged.class);
        assertThat(rich.one(rich.batch("small-op", pair(0, 9)))).isInstanceOf(Outcome.Logged.class);
        assertThat(rich.one(rich.batch("whale-op", pair(5_000, 1)))).isInstanceOf(Outcome.Logged.class);

        rich.emptyBlocks(Limits.SLOT_HEIGHTS - rich.state.chain().height() - 2);
        assertThat(rich.one(rich.batch("small-op", pair(5_001, 1)))).as("the last block of the period").isInstanceOf(Outcome.Refused.class);
        assertThat(rich.one(rich.batch("small-op", pair(5_001, 1)))).as("the next period").isInstanceOf(Outcome.Logged.class);
    }

    @Test
    void allOperatorsTogetherTakeNoMoreThanTheTableHolds() {
        at.operator("a");
        Chain now = at.state.chain();
        Chain nearlyFull = new Chain(
                now.height(), now.timeMillis(), now.issued(), now.logSize(), now.sealIndex(), now.next(), now.operators(), Limits.PERIOD_SLOTS_MAX - 2);
        TestLedger full = new TestLedger();
        full.state = State.genesis(nearlyFull, List.of(new Account(id("b"), 2 * STAKE, 0, false)));
        full.timeMillis = at.timeMillis;
        full.done(full.register("b", 0, "b-op", STAKE));

        assertThat(full.one(full.batch("b-op", pair(0, 0), pair(1, 1), pair(2, 2)))).isInstanceOf(Outcome.Refused.class);
        assertThat(full.one(full.batch("b-op", pair(0, 0), pair(1, 1)))).isInstanceOf(Outcome.Logged.class);
        assertThat(full.state.chain().slots()).isEqualTo(Limits.PERIOD_SLOTS_MAX);
        assertThat(((Outcome.Refused) full.one(full.batch("b-op", pair(2, 2)))).detail()).contains("all operators");
    }

    @Test
    void whoEquivocatedDidSoForEver() throws Exception {
        at.operator("a");
        at.done(at.batch("a-op", pair(1, 1)));
        at.done(at.batch("a-op", pair(1, 2)));
        at.done(at.deregister("a", 2, "a-op"));
        at.emptyBlocks(Limits.UNBONDING_HEIGHTS);
        at.done(at.withdraw("a", 3, "a-op"));
        at.state = State.decode(at.state.encode());
        at.done(at.register("a", 4, "a-op", STAKE));

        assertThat(at.state.operators().get(id("a-op")).equivocations()).isEqualTo(1);
    }

    @Test
    void everyBlockEndsWithASealThatLinksToTheLast() {
        SealEntry previous = (SealEntry) at.ledger.genesisEntries().get(1);
        long previousIndex = 1;
        long listIndex = 0;
        for (int i = 0; i < 4; i++) {
            long nextListIndex = listIndex;
            if (i == 1) {
                at.operator("a");
                nextListIndex = at.last.firstIndex();
            } else {
                at.block();
            }
            SealEntry seal = at.last.seal();
            assertThat(seal.previous()).isEqualTo(previousIndex);
            assertThat(seal.operators()).isEqualTo(listIndex);
            assertThat(seal.height()).isEqualTo(previous.height() + 1);
            assertThat(Sha256.of(seal.reveal().bytes())).isEqualTo(previous.next());
            assertThat(at.last.entries().getLast()).isEqualTo(seal);
            previous = seal;
            previousIndex = at.state.chain().sealIndex();
            assertThat(previousIndex).isEqualTo(at.last.firstIndex() + at.last.entries().size() - 1);
            listIndex = nextListIndex;
        }
    }

    @Test
    void theOperatorsEntryStandsForTheListItChanged() {
        at.operator("a");
        OperatorsList list = at.last.operators().orElseThrow();
        assertThat(at.last.entries().get(at.last.entries().size() - 2)).isEqualTo(OperatorsEntry.of(list));
        assertThat(at.ledger.operators(at.state)).isEqualTo(list);
        at.done(at.heartbeat("a-op", at.state.chain().height()));
        assertThat(at.last.operators()).isEmpty();
    }

    @Test
    void blocksThatDoNotFollowAreRefused() {
        at.block();
        Block good = at.next(List.of());
        assertThat(at.ledger.follows(at.state, good)).isTrue();
        List<Block> bad = List.of(
                new Block(good.height() + 1, good.timeMillis(), good.reveal(), good.next(), List.of()),
                new Block(good.height(), at.state.chain().timeMillis() - 1, good.reveal(), good.next(), List.of()),
                new Block(good.height(), good.timeMillis(), leaf(1), good.next(), List.of()));
        for (Block block : bad) {
            assertThat(at.ledger.follows(at.state, block)).isFalse();
            assertThatThrownBy(() -> at.ledger.apply(at.state, block)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> at.ledger.begin(at.state, at.timeMillis).close(leaf(1), leaf(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> at.ledger.begin(at.state, at.state.chain().timeMillis() - 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void batchPairsKeepTheirOrder() {
        at.operator("a");
        SlotLeaf[] pairs = {pair(9, 9), pair(1, 1), pair(5, 5)};
        at.done(at.batch("a-op", pairs));
        assertThat(at.last.batches().getFirst().pairs()).containsExactly(pairs);
    }
}
