package dev.credence.receipt.confidence;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The dated table of what a verifier takes for true (docs/spec/assumptions.md). One is built in; a reader may bring
/// another, and every report says which one it used.
///
/// @param version counts the table's editions
/// @param date    its day, as `2026-11-23`
/// @param entries sorted by id; holds every id of `AssumptionTable`'s constants, each in its class
public record AssumptionTable(long version, String date, List<Assumption> entries) {
    public static final String SHA_256 = "sha-256";
    public static final String ED25519 = "ed25519";
    public static final String VERIFIER_CODE = "verifier-code";
    public static final String LOCAL_NETWORK = "local-network";
    public static final String TEST_NETWORK = "test-network";
    public static final String NO_LOG = "no-log";
    public static final String NO_COSIGNERS = "no-cosigners";
    public static final String SINGLE_SEQUENCER = "single-sequencer";
    public static final String SAME_CODE = "same-code";
    public static final String PROOF_SOFTWARE = "proof-software";
    public static final String ATTESTATION_HARDWARE = "attestation-hardware";
    public static final String CORRUPT_SHARE = "corrupt-share";
    public static final String CALLER_DOES_NOT_GRIND = "caller-does-not-grind";
    public static final String SEQUENCER_NEITHER_GRINDS_NOR_LEAKS = "sequencer-neither-grinds-nor-leaks";

    public static final String HASH_QUERIES = "hash-queries";
    public static final String FIAT_SHAMIR = "fiat-shamir";
    public static final String CODE_ROOT_IS_THE_FILES = "code-root-is-the-files";

    public static final int BYTES_MAX = 256 * 1024;
    private static final int ENTRIES_MAX = 256;
    private static final int TEXT_CHARS_MAX = 1024;

    private static final List<String> BASES =
            List.of(SHA_256, ED25519, VERIFIER_CODE, LOCAL_NETWORK, TEST_NETWORK, NO_LOG, NO_COSIGNERS, SINGLE_SEQUENCER);
    private static final List<String> FLOORS = List.of(SAME_CODE, PROOF_SOFTWARE, ATTESTATION_HARDWARE);
    private static final List<String> CONDITIONS = List.of(
            CALLER_DOES_NOT_GRIND, SEQUENCER_NEITHER_GRINDS_NOR_LEAKS, HASH_QUERIES, FIAT_SHAMIR, CODE_ROOT_IS_THE_FILES);

    public AssumptionTable {
        entries = entries.stream().sorted(Comparator.comparing(Assumption::id)).toList();
        String defect = defect(entries);
        if (defect != null) {
            throw new IllegalArgumentException(defect);
        }
    }

    /// The table of this build.
    public static AssumptionTable builtIn() {
        return BuiltIn.TABLE;
    }

    /// The text of the built-in table, which a reader may copy and change.
    public static Bytes builtInText() {
        try (InputStream stream = AssumptionTable.class.getResourceAsStream("assumptions.json")) {
            return Bytes.wrap(stream.readAllBytes());
        } catch (IOException | NullPointerException missing) {
            throw new IllegalStateException("the build holds no assumptions.json", missing);
        }
    }

    /// Reads a table; white space and the order of members and entries are free.
    public static AssumptionTable decode(Bytes text) throws MalformedException {
        JsonFields fields = JsonFields.of("", StrictJson.parse(text, JsonLimits.ofBytes(BYTES_MAX)));
        long version = fields.integer("version", 0, Integer.MAX_VALUE);
        String date = fields.string("date", 10);
        if (!date.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            throw fields.fault("date", "a date such as 2026-11-23", "'" + date + "'");
        }
        List<Assumption> entries = new ArrayList<>();
        for (JsonFields item : fields.objects("entries", ENTRIES_MAX)) {
            entries.add(read(item));
        }
        fields.end();
        String defect = defect(entries);
        if (defect != null) {
            throw fields.fault("entries", "every assumption of docs/spec/assumptions.md in its class, each id once", defect);
        }
        return new AssumptionTable(version, date, entries);
    }

    /// The entry of that id, if there is one.
    public Optional<Assumption> find(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /// Whether the id is one of class base.
    public boolean isBase(String id) {
        return find(id).filter(entry -> entry instanceof Assumption.Base).isPresent();
    }

    /// The figure of an entry of class floor.
    ///
    /// @throws IllegalArgumentException if there is none of that id
    public int floor(String id) {
        if (find(id).orElse(null) instanceof Assumption.Floor floor) {
            return floor.md();
        }
        throw new IllegalArgumentException("an assumption of class floor expected, found '" + id + "'");
    }

    /// The share of owners that may be corrupt.
    public Share corruptShare() {
        if (find(CORRUPT_SHARE).orElse(null) instanceof Assumption.Counting counting) {
            return counting.share();
        }
        throw new IllegalStateException("a table always holds " + CORRUPT_SHARE);
    }

    /// How a term names this table as its source.
    public String source() {
        return "assumptions " + version + " of " + date;
    }

    private static Assumption read(JsonFields fields) throws MalformedException {
        String id = fields.string("id", 64);
        if (!id.matches("[a-z0-9][a-z0-9-]*")) {
            throw fields.fault("id", "lowercase letters, digits and hyphens", "'" + id + "'");
        }
        String text = fields.string("text", TEXT_CHARS_MAX);
        Assumption entry =
                switch (fields.oneOf("class", Set.of("base", "floor", "counting", "condition"))) {
                    case "base" -> new Assumption.Base(id, text);
                    case "floor" ->
                        new Assumption.Floor(id, (int) fields.integer("md", 0, MilliDecades.MD_MAX), text);
                    case "counting" -> new Assumption.Counting(id, share(fields.object("share")), text);
                    default -> new Assumption.Condition(id, text);
                };
        fields.end();
        return entry;
    }

    private static Share share(JsonFields fields) throws MalformedException {
        long d = fields.integer("d", 2, Share.D_MAX);
        Share share = new Share((int) fields.integer("n", 1, d - 1), (int) d);
        fields.end();
        return share;
    }

    private static String defect(List<Assumption> entries) {
        Set<String> bases = new HashSet<>();
        Set<String> floors = new HashSet<>();
        Set<String> countings = new HashSet<>();
        Set<String> conditions = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (Assumption entry : entries) {
            if (!ids.add(entry.id())) {
                return "'" + entry.id() + "' twice";
            }
            switch (entry) {
                case Assumption.Base base -> bases.add(base.id());
                case Assumption.Floor floor -> floors.add(floor.id());
                case Assumption.Counting counting -> countings.add(counting.id());
                case Assumption.Condition condition -> conditions.add(condition.id());
            }
        }
        boolean complete = bases.containsAll(BASES)
                && floors.containsAll(FLOORS)
                && countings.contains(CORRUPT_SHARE)
                && conditions.containsAll(CONDITIONS);
        return complete ? null : "a table that lacks one";
    }

    private static final class BuiltIn {
        private static final AssumptionTable TABLE = read();

        private static AssumptionTable read() {
            try {
                return decode(builtInText());
            } catch (MalformedException malformed) {
                throw new IllegalStateException("the built-in assumptions.json is malformed", malformed);
            }
        }
    }
}
