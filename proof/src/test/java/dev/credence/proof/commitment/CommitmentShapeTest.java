package dev.credence.proof.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.proof.soundness.Suite;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitmentShapeTest {
    @Test
    void everyNumberOfCellsHasTheVariablesOfItsLogarithm() {
        for (long cells = 1; cells <= CommitmentShape.CELLS_MAX; cells = cells < 2000 ? cells + 1 : cells + cells / 7) {
            int variables = cells == 1 ? 0 : 64 - Long.numberOfLeadingZeros(cells - 1);
            for (CommitmentShape shape : List.of(CommitmentShape.ofCode(Suite.UD_100, cells), CommitmentShape.ofWitness(Suite.UD_100, cells))) {
                assertThat(shape.variables()).as("%d cells", cells).isEqualTo(variables);
                assertThat((long) shape.rows() << shape.columnsLog()).isGreaterThanOrEqualTo(cells);
                assertThat((long) shape.rows() - 1 << shape.columnsLog()).isLessThan(cells);
            }
        }
    }

    @Test
    void shapesOfTheSuiteAreTheseForEver() {
        assertThat(code(1)).isEqualTo("1 × 2^0 at 2^-3");
        assertThat(code(27_936)).isEqualTo("14 × 2^11 at 2^-3");
        assertThat(code(1 << 16)).isEqualTo("16 × 2^12 at 2^-3");
        assertThat(code((1 << 16) + 1)).isEqualTo("17 × 2^12 at 2^-3");
        assertThat(code(1 << 19)).isEqualTo("32 × 2^14 at 2^-3");
        assertThat(code((1 << 19) + 1)).isEqualTo("9 × 2^16 at 2^-3");
        assertThat(code(4_243_488)).isEqualTo("65 × 2^16 at 2^-3");
        assertThat(code(1 << 23)).isEqualTo("128 × 2^16 at 2^-3");
        assertThat(code(1 << 24)).isEqualTo("256 × 2^16 at 2^-2");
        assertThat(code((1 << 24) + 1)).isEqualTo("129 × 2^17 at 2^-2");
        assertThat(code(1 << 26)).isEqualTo("256 × 2^18 at 2^-2");
        assertThat(witness(12_000)).isEqualTo("12 × 2^10 at 2^-2");
        assertThat(witness(50_000)).isEqualTo("13 × 2^12 at 2^-2");
        assertThat(witness(120_000)).isEqualTo("30 × 2^12 at 2^-2");
        assertThat(witness(1 << 20)).isEqualTo("16 × 2^16 at 2^-2");
    }

    @Test
    void levelsOfTheSuiteAreTheseForEver() {
        assertThat(levels(CommitmentShape.ofCode(Suite.UD_100, 1))).isEmpty();
        assertThat(levels(CommitmentShape.ofCode(Suite.UD_100, 1 << 15))).isEmpty();
        assertThat(levels(CommitmentShape.ofCode(Suite.UD_100, 1 << 16))).containsExactly("8 × 2^9 at 2^-2");
        assertThat(levels(27_936, 12_000)).containsExactly("6 × 2^9 at 2^-2");
        assertThat(levels(300_000, 120_000)).containsExactly("20 × 2^10 at 2^-2");
        assertThat(levels(4_243_488, 50_000)).containsExactly("17 × 2^12 at 2^-2", "8 × 2^9 at 2^-2");
        assertThat(levels(50_000, 1_000_000)).containsExactly("17 × 2^12 at 2^-2", "8 × 2^9 at 2^-2");
    }

    @Test
    void queriesOfTheSuiteAreTheseForEver() {
        assertThat(Suite.UD_100.queries(1)).isEqualTo(208);
        assertThat(Suite.UD_100.queries(2)).isEqualTo(127);
        assertThat(Suite.UD_100.queries(3)).isEqualTo(104);
        assertThat(Suite.UD_100.queries(4)).isEqualTo(95);
    }

    @Test
    void aSuiteThatIsNotOnTheListIsNotFound() {
        assertThat(Suite.parse("ud-100")).contains(Suite.UD_100);
        assertThat(Suite.UD_100.id()).isEqualTo("ud-100");
        assertThat(Suite.parse("ud-80")).isEmpty();
        assertThat(Suite.parse("UD-100")).isEmpty();
        assertThat(Suite.parse("")).isEmpty();
    }

    @Test
    void polynomialsLieAtMultiplesOfTheirRows() {
        Stack stack = Stack.of(List.of(3, 12, 7, 10, 12), 9);
        assertThat(stack.offsets()).containsExactly(19, 0, 18, 16, 8);
        assertThat(stack.rows()).isEqualTo(20);
    }

    @Test
    void storesHaveTheBytesOfAllLeavesAndNodes() {
        CommitmentShape shape = new CommitmentShape(CellKind.EXTENSION, 3, 2, 3);
        assertThat(shape.codewordBytes()).isEqualTo(32 * 3 * 16);
        assertThat(shape.treeBytes()).isEqualTo(63 * 32);
    }

    @Test
    void shapesGoAsFarAsTheyAreSaidTo() {
        assertThat(new CommitmentShape(CellKind.BASE, 4096, 20, 4).variables()).isEqualTo(32);
        assertThat(new CommitmentShape(CellKind.BASE, 1, 0, 1).variables()).isZero();
        assertThat(code(CommitmentShape.CELLS_MAX)).isEqualTo("256 × 2^20 at 2^-2");
        int[][] refused = {{0, 5, 2}, {4097, 5, 2}, {3, -1, 2}, {3, 21, 2}, {3, 5, 0}, {3, 5, 5}};
        for (int[] shape : refused) {
            assertThatThrownBy(() -> new CommitmentShape(CellKind.BASE, shape[0], shape[1], shape[2]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesWhatNoMatrixCanHold() {
        assertThatThrownBy(() -> CommitmentShape.ofCode(Suite.UD_100, 0)).hasMessageContaining("cells expected, found 0");
        assertThatThrownBy(() -> CommitmentShape.ofWitness(Suite.UD_100, CommitmentShape.CELLS_MAX + 1)).hasMessageContaining("cells expected");
        assertThatThrownBy(() -> OpeningPlan.of(Suite.UD_100, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static String code(long cells) {
        return text(CommitmentShape.ofCode(Suite.UD_100, cells));
    }

    private static String witness(long cells) {
        return text(CommitmentShape.ofWitness(Suite.UD_100, cells));
    }

    private static List<String> levels(long code, long witness) {
        return levels(CommitmentShape.ofCode(Suite.UD_100, code), CommitmentShape.ofWitness(Suite.UD_100, witness));
    }

    private static List<String> levels(CommitmentShape... opened) {
        return OpeningPlan.of(Suite.UD_100, List.of(opened)).levels().stream().map(CommitmentShapeTest::text).toList();
    }

    private static String text(CommitmentShape shape) {
        return shape.rows() + " × 2^" + shape.columnsLog() + " at 2^-" + shape.rateLog();
    }
}
