package dev.credence.settlement.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.receipt.request.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: one spelling, and no change of any byte that a signature does not notice.
class SignedTransactionTest {
    private static final String NETWORK = "test-0123456789abcdef";
    private static final SecretKey A = key("a");
    private static final SecretKey B = key("b");
    private static final Digest D = Sha256.of(Bytes.ofUtf8("d"));

    private static SecretKey key(String name) {
        return SecretKey.ofSeed(Sha256.of(Bytes.ofUtf8(name)).bytes());
    }

    private static SignedTransaction sign(Transaction transaction, SecretKey... keys) {
        return SignedTransaction.sign(NETWORK, transaction, keys);
    }

    static Stream<SignedTransaction> oneOfEachKind() {
        List<SlotLeaf> pairs = List.of(new SlotLeaf(Slot.of(D), D), new SlotLeaf(Slot.of(D), D));
        return Stream.of(
                sign(new Transaction.Transfer(A.publicKey(), 1, D, 5), A),
                sign(new Transaction.FaucetClaim(A.publicKey(), Long.MAX_VALUE), A),
                sign(new Transaction.RegisterOperator(A.publicKey(), 2, B.publicKey(), 7), A, B),
                sign(new Transaction.AddStake(A.publicKey(), 3, D, 8), A),
                sign(new Transaction.DeregisterOperator(A.publicKey(), 4, D), A),
                sign(new Transaction.WithdrawStake(A.publicKey(), 5, D), A),
                sign(new Transaction.Heartbeat(A.publicKey(), 6), A),
                sign(new Transaction.AnnounceRelease(A.publicKey(), 7, "digits", "1.0-RC_1", D), A),
                sign(new Transaction.Batch(A.publicKey(), pairs), A),
                sign(new Transaction.Submission(Bytes.ofUtf8("an envelope"))));
    }

    @Test
    void everyKindIsAmongTheExamples() {
        Set<Class<?>> kinds = new HashSet<>();
        oneOfEachKind().forEach(signed -> kinds.add(signed.transaction().getClass()));
        assertThat(kinds).containsExactlyInAnyOrder(Transaction.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void isReadAsItWasWritten(SignedTransaction signed) throws MalformedException {
        SignedTransaction decoded = SignedTransaction.decode(signed.bytes());
        assertThat(decoded).isEqualTo(signed);
        assertThat(decoded.isGenuine()).isTrue();
        assertThat(decoded.network()).isEqualTo(NETWORK);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void everyPrefixAndEveryMoreByteIsRefused(SignedTransaction signed) {
        Bytes bytes = signed.bytes();
        for (int length = 0; length < bytes.length(); length++) {
            Bytes cut = bytes.slice(0, length);
            assertThatThrownBy(() -> SignedTransaction.decode(cut)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> SignedTransaction.decode(Bytes.concat(bytes, Bytes.wrap(new byte[1]))))
                .isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void noChangedByteGoesUnnoticed(SignedTransaction signed) {
        // A submission bears no signature of its own; its envelope does.
        int from = signed.signatures().isEmpty() ? Integer.MAX_VALUE : 0;
        for (int at = from; at < signed.bytes().length(); at++) {
            for (int mask : new int[] {0x01, 0x80}) {
                byte[] changed = signed.bytes().toArray();
                changed[at] ^= (byte) mask;
                boolean genuine;
                try {
                    genuine = SignedTransaction.decode(Bytes.wrap(changed)).isGenuine();
                } catch (MalformedException refused) {
                    genuine = false;
                }
                assertThat(genuine).as("byte %d ^ %d", at, mask).isFalse();
            }
        }
    }

    @Test
    void bothSignersSignInTheirOrder() {
        Transaction register = new Transaction.RegisterOperator(A.publicKey(), 2, B.publicKey(), 7);
        assertThatThrownBy(() -> sign(register, B, A)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sign(register, A)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOwnersSignatureDoesNotServeAsTheOperators() throws MalformedException {
        SignedTransaction signed = sign(new Transaction.RegisterOperator(A.publicKey(), 2, B.publicKey(), 7), A, B);
        byte[] twice = signed.bytes().toArray();
        System.arraycopy(twice, twice.length - 128, twice, twice.length - 64, 64);
        assertThat(SignedTransaction.decode(Bytes.wrap(twice)).isGenuine()).isFalse();
    }

    @Test
    void limitsAreExact() throws MalformedException {
        List<SlotLeaf> pairs = new ArrayList<>(Collections.nCopies(1_000, new SlotLeaf(Slot.of(D), D)));
        Bytes full = sign(new Transaction.Batch(A.publicKey(), pairs), A).bytes();
        assertThat(full.length()).isLessThan(SignedTransaction.BYTES_MAX);
        assertThat(SignedTransaction.decode(full).isGenuine()).isTrue();
        pairs.add(pairs.getFirst());
        assertThatThrownBy(() -> new Transaction.Batch(A.publicKey(), pairs)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Transaction.Batch(A.publicKey(), List.of())).isInstanceOf(IllegalArgumentException.class);
        Bytes envelope = Bytes.wrap(new byte[Transaction.Submission.ENVELOPE_BYTES_MAX + 1]);
        assertThatThrownBy(() -> new Transaction.Submission(envelope)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignedTransaction.decode(Bytes.wrap(new byte[SignedTransaction.BYTES_MAX + 1])))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void releasesHaveNamesThatNeverBecomePaths() {
        for (String bad : new String[] {"", "..", ".a", "-a", "a/b", "a@b", "ä", "a b", "a".repeat(65)}) {
            assertThatThrownBy(() -> new Transaction.AnnounceRelease(A.publicKey(), 0, bad, "1", D))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Transaction.AnnounceRelease(A.publicKey(), 0, "a", bad, D))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Transaction.AnnounceRelease(A.publicKey(), 0, "A", "1", D)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsBeyondTheSignAreRefused() {
        byte[] bytes = sign(new Transaction.Heartbeat(A.publicKey(), 6), A).bytes().toArray();
        int nonce = 2 + 4 + 2 + NETWORK.length() + 32;
        bytes[nonce] = (byte) 0x80;
        assertThatThrownBy(() -> SignedTransaction.decode(Bytes.wrap(bytes)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("payload.height");
        assertThatThrownBy(() -> new Transaction.Heartbeat(A.publicKey(), -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
