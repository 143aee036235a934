package dev.credence.verification.laws;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// The operators of a forged network; usually nine of six owners: the executor and a second operator of its owner, two
/// operators of another owner, four of owners of their own, and one that is not active and whose owner has no other.
public final class ForgedOperators {
    static final String OWNERS = "AABBCDEGF";
    private static final char INACTIVE = 'F';

    /// Deriving a public key costs more than all else that a forge does.
    private static final Map<String, SecretKey> DERIVED = new ConcurrentHashMap<>();

    private final String seed;
    private final String owners;
    private final Map<Digest, SecretKey> keys = new HashMap<>();

    /// @param owners one letter for each operator, the executor first; an owner F is not active
    ForgedOperators(String seed, String owners) {
        this.seed = seed;
        this.owners = owners;
        IntStream.range(0, owners.length()).forEach(i -> keys.put(key(i).publicKey().id(), key(i)));
    }

    /// The operator that signs the statement.
    public SecretKey executor() {
        return key(0);
    }

    /// The key of the operator of that id.
    public SecretKey key(Digest id) {
        return keys.get(id);
    }

    public Digest owner(int index) {
        return Sha256.of(Bytes.ofUtf8(seed + " owner " + owners.charAt(index)));
    }

    /// All of them as the ledger lists them.
    public OperatorsList list(long height) {
        List<ListedOperator> operators = IntStream.range(0, owners.length())
                .mapToObj(i -> new ListedOperator(
                        key(i).publicKey().id(), owner(i), key(i).publicKey(), owners.charAt(i) != INACTIVE, 1_000_000L * (i + 1)))
                .sorted(Comparator.comparing(ListedOperator::id))
                .toList();
        return new OperatorsList(height, operators);
    }

    SecretKey key(int index) {
        return secret(seed + " operator " + index);
    }

    static SecretKey secret(String of) {
        return DERIVED.computeIfAbsent(of, name -> SecretKey.ofSeed(Sha256.of(Bytes.ofUtf8(name)).bytes()));
    }
}
