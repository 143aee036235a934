package dev.credence.verification.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which cells of the witness A are looked up where, and where the multiplicities lie (docs/spec/proof.md 7.3).
public final class WitnessLayout {
    /// 2^20 cells.
    public static final int VARIABLES_MAX = 20;

    private final List<Lookup> lookups;
    private final Map<Table, Column> multiplicities;
    private final int cells;

    private WitnessLayout(List<Lookup> lookups, Map<Table, Column> multiplicities, int cells) {
        this.lookups = List.copyOf(lookups);
        this.multiplicities = multiplicities;
        this.cells = cells;
    }

    /// Every cell of `column` is a row of `table`.
    public record Lookup(Table table, Column column) {}

    /// In the order of their places.
    public List<Lookup> lookups() {
        return lookups;
    }

    /// The tables in use, in their order.
    public List<Table> tables() {
        return Arrays.stream(Table.values()).filter(multiplicities::containsKey).toList();
    }

    /// How often each row of `table` is looked up, one cell a row.
    public Column multiplicities(Table table) {
        return multiplicities.get(table);
    }

    /// N_A.
    public int cells() {
        return cells;
    }

    /// n_A.
    public int variables() {
        return Logarithm.ceil(cells);
    }

    /// Hands out places, one behind the other.
    static final class Builder {
        private final List<Lookup> lookups = new ArrayList<>();
        private final long limit = 1L << VARIABLES_MAX;
        private long next;

        /// A column of cells that are not looked up.
        Column place(int length) throws CircuitException {
            if (next + length > limit) {
                throw new CircuitException(CircuitFault.WITNESS_TOO_LARGE, "beyond 2^" + VARIABLES_MAX + " cells");
            }
            Column column = new Column((int) next, length);
            next += length;
            return column;
        }

        Column place(int length, Table table) throws CircuitException {
            Column column = place(length);
            if (length > 0) {
                lookups.add(new Lookup(table, column));
            }
            return column;
        }

        /// `count` columns of bytes.
        List<Column> limbs(int count, int length) throws CircuitException {
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                columns.add(place(length, Table.U8));
            }
            return columns;
        }

        /// A result's column, unless it is public.
        Optional<Column> result(boolean isPublic, int length, Optional<Table> table) throws CircuitException {
            if (isPublic) {
                return Optional.empty();
            }
            return Optional.of(table.isPresent() ? place(length, table.get()) : place(length));
        }

        WitnessLayout build() throws CircuitException {
            Map<Table, Column> multiplicities = new EnumMap<>(Table.class);
            for (Table table : Table.values()) {
                if (lookups.stream().anyMatch(lookup -> lookup.table() == table)) {
                    multiplicities.put(table, place(table.rows()));
                }
            }
            return new WitnessLayout(lookups, multiplicities, (int) next);
        }
    }
}
