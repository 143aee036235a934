package dev.credence.settlement.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.settlement.state.State;
import dev.credence.settlement.transaction.SlotLeaf;
import dev.credence.testkit.ChildJvm;
import dev.credence.testkit.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Goal: what holds for every history. Method: random histories of transactions good and bad, from one seed.
class LedgerLawsTest {
    private static final String[] NAMES = {"a", "b", "c", "d"};

    private static Bytes randomTransaction(TestLedger at, RandomGenerator random) {
        String who = NAMES[random.nextInt(NAMES.length)];
        String other = NAMES[random.nextInt(NAMES.length)];
        long real = at.state.account(TestLedger.id(who)).nonce();
        long nonce = random.nextInt(8) == 0 ? random.nextLong(5) : real;
        return switch (random.nextInt(10)) {
            case 0 -> at.claim(who, nonce);
            case 1, 2 -> at.transfer(who, nonce, other, random.nextLong(TestLedger.FAUCET));
            case 3 -> at.register(who, nonce, other + "-op", Limits.STAKE_MIN + random.nextLong(5) - 1);
            case 4 -> at.addStake(who, nonce, other + "-op", random.nextLong(1_000));
            case 5 -> random.nextInt(4) == 0 ? at.deregister(who, nonce, other + "-op") : at.withdraw(who, nonce, other + "-op");
            case 6 -> at.heartbeat(who + "-op", Math.max(0, at.state.chain().height() - random.nextInt(3)));
            case 7 -> at.announce(who, nonce, "model-" + random.nextInt(3), "1." + random.nextInt(9), TestLedger.leaf(random.nextInt(5)));
            default -> {
                SlotLeaf[] pairs = new SlotLeaf[1 + random.nextInt(6)];
                for (int i = 0; i < pairs.length; i++) {
                    int slot = random.nextInt(200);
                    pairs[i] = TestLedger.pair(slot, random.nextInt(12) == 0 ? slot + 1000 : slot);
                }
                yield at.batch(who + "-op", pairs);
            }
        };
    }

    /// Runs a random history; after each block `check` sees the block and its result.
    private static TestLedger history(long seed, int blocks, Check check) {
        SplittableRandom random = new SplittableRandom(seed);
        TestLedger at = new TestLedger();
        for (int i = 0; i < blocks; i++) {
            List<Bytes> transactions = new ArrayList<>();
            int count = random.nextInt(6);
            for (int t = 0; t < count; t++) {
                transactions.add(randomTransaction(at, random));
            }
            at.timeMillis += random.nextInt(10_000);
            State before = at.state;
            Block block = at.next(transactions);
            at.last = at.ledger.apply(before, block);
            at.state = at.last.state();
            check.after(at, before, block);
        }
        return at;
    }

    private interface Check {
        void after(TestLedger at, State before, Block block);
    }

    @Test
    void moneyIsConservedInEveryBlock() {
        Seeded.check(8, (random, round) -> history(random.nextLong(), 50, (at, before, block) -> {
            assertThat(at.state.countIssued()).isEqualTo(at.state.chain().issued());
            long claims = (at.state.chain().issued() - before.chain().issued()) / TestLedger.FAUCET;
            assertThat(claims).isBetween(0L, (long) block.transactions().size());
        }));
    }

    @Test
    void theSameBlocksGiveTheSameResults() {
        Seeded.check(5, (random, round) -> history(random.nextLong(), 40, (at, before, block) -> {
            BlockResult again = at.ledger.apply(before, block);
            assertThat(again.root()).isEqualTo(at.last.root());
            assertThat(again.outcomes()).isEqualTo(at.last.outcomes());
            assertThat(again.entries()).isEqualTo(at.last.entries());
        }));
    }

    @Test
    void transactionsWithoutEffectCanBeLeftOut() {
        Seeded.check(8, (random, round) -> history(random.nextLong(), 40, (at, before, block) -> {
            List<Bytes> kept = new ArrayList<>();
            for (int i = 0; i < block.transactions().size(); i++) {
                if (at.last.outcomes().get(i).hasEffect()) {
                    kept.add(block.transactions().get(i));
                }
            }
            BlockResult lean = at.ledger.apply(
                    before, new Block(block.height(), block.timeMillis(), block.reveal(), block.next(), kept));
            assertThat(lean.root()).isEqualTo(at.last.root());
            assertThat(lean.entries()).isEqualTo(at.last.entries());
        }));
    }

    @Test
    void aSnapshotAtAnyHeightGoesOnLikeTheStateItself() {
        Seeded.check(5, (random, round) -> history(random.nextLong(), 40, (at, before, block) -> {
            try {
                State restored = State.decode(before.encode());
                assertThat(restored.root()).isEqualTo(before.root());
                assertThat(restored.encode()).isEqualTo(before.encode());
                BlockResult again = at.ledger.apply(restored, block);
                assertThat(again.root()).isEqualTo(at.last.root());
                assertThat(again.outcomes()).isEqualTo(at.last.outcomes());
            } catch (MalformedException impossible) {
                throw new AssertionError(impossible);
            }
        }));
    }

    @Test
    void blocksAreReadAsTheyWereWritten() {
        Seeded.check(5, (random, round) -> history(random.nextLong(), 20, (at, before, block) -> {
            try {
                assertThat(Block.decode(block.encode())).isEqualTo(block);
            } catch (MalformedException impossible) {
                throw new AssertionError(impossible);
            }
        }));
    }

    @Test
    void anotherJvmComesToTheSameRoot() {
        Digest root = history(42, 30, (at, before, block) -> {}).state.root();
        ChildJvm.Outcome child =
                ChildJvm.run(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"), Printer.class, List.of("42"), Duration.ofSeconds(60));
        assertThat(child.output()).endsWith(root.hex() + System.lineSeparator());
        assertThat(child.exitCode()).isZero();
    }

    /// Prints the root of a history.
    static final class Printer {
        private Printer() {}

        public static void main(String[] arguments) {
            long seed = Long.parseLong(arguments[0]);
            System.out.println(history(seed, 30, (at, before, block) -> {}).state.root().hex());
        }
    }
}
