package dev.credence.proof.commitment;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.hash.Digest;
import dev.credence.proof.code.Workers;
import dev.credence.proof.field.Extension;
import dev.credence.proof.soundness.Suite;
import dev.credence.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitmentTest {
    private static final Suite SUITE = Suite.UD_100;

    @Test
    void theRootIsThatOfTheDefinitionForEveryShape() {
        Seeded.check(30, (random, round) -> {
            CommitmentShape shape = new CommitmentShape(CellKind.BASE, 1 + random.nextInt(40), round % 8, 1 + round % 4);
            byte[] cells = new byte[(shape.rows() << shape.columnsLog()) - random.nextInt(1 << shape.columnsLog())];
            random.nextBytes(cells);
            assertThat(commit(shape, cells, CodewordStore.inMemory(shape), Workers.ALONE).root()).isEqualTo(slow(shape, cells));
        });
    }

    @Test
    void memoryOutsideTheHeapAndSeveralThreadsGiveTheSameRoot() {
        byte[] cells = new byte[70_000];
        Seeded.random().nextBytes(cells);
        CommitmentShape shape = CommitmentShape.ofCode(SUITE, cells.length);
        Commitment expected = commit(shape, cells, CodewordStore.inMemory(shape), Workers.ALONE);
        try (Arena arena = Arena.ofShared(); ExecutorService executor = Executors.newFixedThreadPool(2)) {
            CodewordStore store = CodewordStore.of(arena.allocate(shape.codewordBytes()), arena.allocate(shape.treeBytes()));
            Commitment commitment = commit(shape, cells, store, new Workers(executor, 3));
            assertThat(commitment.root()).isEqualTo(expected.root());
            int[] leaves = {0, 1, 77, 4095, (1 << shape.positionsLog()) - 1};
            assertThat(commitment.codeword().leaves(leaves)).isEqualTo(expected.codeword().leaves(leaves));
            assertThat(commitment.codeword().paths(leaves)).isEqualTo(expected.codeword().paths(leaves));

            Commitment reopened = Commitment.over(shape, new Cells.OfBytes(cells), store);
            assertThat(reopened.root()).isEqualTo(expected.root());
            assertThat(reopened.codeword().paths(leaves)).isEqualTo(expected.codeword().paths(leaves));
        }
    }

    @Test
    void whatIsStreamedOrMappedIsTheCodewordInMemory(@TempDir Path folder) throws IOException {
        byte[] cells = new byte[70_000];
        Seeded.random().nextBytes(cells);
        CommitmentShape shape = CommitmentShape.ofCode(SUITE, cells.length);
        CodewordStore memory = CodewordStore.inMemory(shape);
        Commitment expected = commit(shape, cells, memory, Workers.ALONE);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        CodewordStore streamed = CodewordStore.streamed(new CodewordStore.Stream() {
            @Override
            public void append(byte[] bytes) {
                written.writeBytes(bytes);
            }

            @Override
            public MemorySegment finish() {
                return MemorySegment.ofArray(written.toByteArray());
            }
        }, CodewordStore.inMemory(shape).tree());
        assertThat(commit(shape, cells, streamed, Workers.ALONE).root()).isEqualTo(expected.root());
        assertThat(streamed.codeword().mismatch(memory.codeword())).isEqualTo(-1);
        assertThat(streamed.tree().mismatch(memory.tree())).isEqualTo(-1);
        try (Arena arena = Arena.ofShared(); FileChannel file = FileChannel.open(folder.resolve("codeword"), CREATE_NEW, READ, WRITE)) {
            MemorySegment codeword = file.map(FileChannel.MapMode.READ_WRITE, 0, shape.codewordBytes(), arena);
            commit(shape, cells, CodewordStore.of(codeword, arena.allocate(shape.treeBytes())), Workers.ALONE);
            assertThat(codeword.mismatch(memory.codeword())).isEqualTo(-1);
        }
    }

    @Test
    void everyCellIsBound() {
        byte[] cells = new byte[150];
        CommitmentShape shape = CommitmentShape.ofWitness(SUITE, cells.length);
        Digest zero = commit(shape, cells, CodewordStore.inMemory(shape), Workers.ALONE).root();
        for (int i = 0; i < cells.length; i++) {
            cells[i] = 1;
            assertThat(commit(shape, cells, CodewordStore.inMemory(shape), Workers.ALONE).root()).isNotEqualTo(zero);
            cells[i] = 0;
        }
    }

    @Test
    void refusesMoreCellsThanTheShapeHoldsAndStoresOfAnotherSize() {
        CommitmentShape shape = CommitmentShape.ofCode(SUITE, 100);
        CommitmentShape other = CommitmentShape.ofCode(SUITE, 200);
        CodewordStore store = CodewordStore.inMemory(shape);
        assertThatThrownBy(() -> commit(shape, new byte[shape.rows() * 16 + 1], store, Workers.ALONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> commit(other, new byte[200], store, Workers.ALONE)).isInstanceOf(IllegalArgumentException.class);
        CommitmentShape level = new CommitmentShape(CellKind.EXTENSION, shape.rows(), shape.columnsLog(), shape.rateLog());
        assertThatThrownBy(() -> commit(level, new byte[100], CodewordStore.inMemory(level), Workers.ALONE)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Commitment commit(CommitmentShape shape, byte[] cells, CodewordStore store, Workers workers) {
        return Commitment.commit(shape, new Cells.OfBytes(cells), store, workers);
    }

    private static Digest slow(CommitmentShape shape, byte[] cells) {
        Extension[] elements = new Extension[cells.length];
        Arrays.setAll(elements, i -> Extension.ofSigned(cells[i]));
        return new SlowMatrix(shape, elements).root();
    }
}
