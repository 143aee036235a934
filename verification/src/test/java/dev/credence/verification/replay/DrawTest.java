package dev.credence.verification.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.PublicKey;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {
    /// Twelve operators of seven owners; `f` is not active, its owner has no other; `G` has one active and one not.
    private static final OperatorsList OPERATORS = operators("AABBBCDEfGgH");

    // An operator's key is any 32 bytes here: nothing is signed.
    private static OperatorsList operators(String owners) {
        List<ListedOperator> operators = new ArrayList<>();
        for (int i = 0; i < owners.length(); i++) {
            char owner = owners.charAt(i);
            PublicKey key = new PublicKey(digest("key " + i).bytes());
            operators.add(new ListedOperator(
                    key.id(), digest("owner " + Character.toUpperCase(owner)), key, Character.isUpperCase(owner), i));
        }
        operators.sort(Comparator.comparing(ListedOperator::id));
        return new OperatorsList(1, operators);
    }

    private static Digest digest(String of) {
        return Sha256.of(Bytes.ofUtf8(of));
    }

    private static Digest operator(int index) {
        return new PublicKey(digest("key " + index).bytes()).id();
    }

    private static Draw.Lot lot(int round) {
        return new Draw.Lot(digest("beacon " + round), digest("leaf " + round));
    }

    @Test
    void countsTheOwnersThatCanBeDrawn() {
        // A (executor's) and F (not active) are left out of A B C D E F G H.
        assertThat(Draw.owners(OPERATORS, operator(0))).isEqualTo(6);
        assertThat(Draw.owners(OPERATORS, digest("nobody"))).isEqualTo(7);
    }

    @Test
    void drawsDistinctOwnersNeverTheExecutorsAndOnlyActiveOperators() {
        Digest executorsOwner = digest("owner A");
        Seeded.check(400, (random, round) -> {
            int drawn = 1 + random.nextInt(6);
            List<ListedOperator> places = Draw.draw(lot(random.nextInt()), OPERATORS, operator(random.nextInt(2)), drawn).orElseThrow();
            assertThat(places).hasSize(drawn).allMatch(ListedOperator::active);
            Set<Digest> owners = places.stream().map(ListedOperator::owner).collect(Collectors.toSet());
            assertThat(owners).hasSize(drawn).doesNotContain(executorsOwner);
        });
    }

    @Test
    void askingForFewerPicksNobodyNew() {
        for (int round = 0; round < 100; round++) {
            List<Digest> all = owners(Draw.draw(lot(round), OPERATORS, operator(0), 6).orElseThrow());
            for (int drawn = 1; drawn < 6; drawn++) {
                assertThat(owners(Draw.draw(lot(round), OPERATORS, operator(0), drawn).orElseThrow())).isEqualTo(all.subList(0, drawn));
            }
        }
    }

    private static List<Digest> owners(List<ListedOperator> places) {
        return places.stream().map(ListedOperator::owner).toList();
    }

    @Test
    void refusesToDrawMoreOwnersThanThereAre() {
        assertThat(Draw.draw(lot(0), OPERATORS, operator(0), 7)).isEmpty();
        assertThat(Draw.draw(lot(0), new OperatorsList(0, List.of()), operator(0), 1)).isEmpty();
        assertThatThrownBy(() -> Draw.draw(lot(0), OPERATORS, operator(0), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dependsOnBeaconAndLeafAndOnNothingElse() {
        assertThat(Draw.draw(lot(1), OPERATORS, operator(0), 4)).isEqualTo(Draw.draw(lot(1), OPERATORS, operator(0), 4));
        // The executor's second operator leaves out the same owner.
        assertThat(Draw.draw(lot(1), OPERATORS, operator(0), 4)).isEqualTo(Draw.draw(lot(1), OPERATORS, operator(1), 4));
        Draw.Lot otherBeacon = new Draw.Lot(digest("another"), lot(1).leaf());
        Draw.Lot otherLeaf = new Draw.Lot(lot(1).beacon(), digest("another"));
        assertThat(Draw.draw(otherBeacon, OPERATORS, operator(0), 6)).isNotEqualTo(Draw.draw(lot(1), OPERATORS, operator(0), 6));
        assertThat(Draw.draw(otherLeaf, OPERATORS, operator(0), 6)).isNotEqualTo(Draw.draw(lot(1), OPERATORS, operator(0), 6));
    }

    /// 6,000 draws of 2 out of 6 owners: each owner is expected 2,000 times with a standard deviation of 37, each
    /// operator of an owner of three a third of that; five deviations bound the whole test at one in a million.
    @Test
    void everyOwnerIsEquallyLikelyAndEveryOperatorOfAnOwnerToo() {
        Map<Digest, Integer> owners = new HashMap<>();
        Map<Digest, Integer> drawn = new HashMap<>();
        for (int round = 0; round < 6000; round++) {
            for (ListedOperator operator : Draw.draw(lot(round), OPERATORS, operator(0), 2).orElseThrow()) {
                owners.merge(operator.owner(), 1, Integer::sum);
                drawn.merge(operator.id(), 1, Integer::sum);
            }
        }
        assertThat(owners).hasSize(6).allSatisfy((_, count) -> assertThat(count).isBetween(2000 - 185, 2000 + 185));
        for (int i = 2; i <= 4; i++) {
            assertThat(drawn.get(operator(i))).isBetween(667 - 125, 667 + 125);
        }
    }

    /// Three owners in every order: 6 orders of 3,000 draws, 500 each with a standard deviation of 20.
    @Test
    void everyOrderIsEquallyLikely() {
        OperatorsList three = operators("ABCD");
        Map<List<Digest>, Integer> orders = new HashMap<>();
        for (int round = 0; round < 3000; round++) {
            orders.merge(owners(Draw.draw(lot(round), three, operator(0), 3).orElseThrow()), 1, Integer::sum);
        }
        assertThat(orders).hasSize(6).allSatisfy((_, count) -> assertThat(count).isBetween(400, 600));
    }

    /// The definition of docs/spec/receipt.md 3.5 again, slowly, over big integers.
    @Test
    void theStreamFollowsTheSpecification() {
        for (int round = 0; round < 20; round++) {
            DrawStream stream = new DrawStream(lot(round));
            SlowStream slow = new SlowStream(lot(round));
            for (int bound : IntStream.of(1, 2, 3, 5, 7, 10, 1000, 16_384, Integer.MAX_VALUE).toArray()) {
                assertThat(stream.below(bound)).isEqualTo((int) slow.below(bound));
            }
        }
    }

    /// No bound of a real draw is large enough to see a number passed over; these are.
    @Test
    void numbersThatWouldFavourSomeArePassedOver() {
        for (int round = 0; round < 50; round++) {
            DrawStream stream = new DrawStream(lot(round));
            SlowStream slow = new SlowStream(lot(round));
            for (long bound : new long[] {Long.MIN_VALUE + 1, Long.MIN_VALUE, Long.MAX_VALUE, 3L << 61, -1L, -2L}) {
                assertThat(stream.below(bound)).isEqualTo(slow.below(bound));
            }
        }
    }

    @Test
    void keysOfPlacesDiffer() {
        Draw.Lot lot = lot(0);
        Digest one = Sha256.of(Bytes.ofUtf8("one operator"));
        Digest other = Sha256.of(Bytes.ofUtf8("another operator"));
        assertThat(lot.placeKey(0, one))
                .isNotEqualTo(lot.placeKey(1, one))
                .isNotEqualTo(lot(1).placeKey(0, one))
                .isNotEqualTo(lot.placeKey(0, other));
    }
}
