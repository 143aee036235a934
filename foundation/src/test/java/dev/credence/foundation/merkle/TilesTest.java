package dev.credence.foundation.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TilesTest {
    private final AppendOnlyTree tree = Leaves.tree(70_000);

    @Test
    void aLogOfSeventyThousandHasTheTilesThatTheSpecificationCounts() {
        // 273 full tiles and one of 112 at level 0; one full and one of 17 at level 1; one of 1 at level 2.
        List<TilePath.Hashes> tiles = Tiles.grown(0, 70_000);
        assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
        assertThat(tiles).filteredOn(tile -> tile.width() < TilePath.WIDTH).extracting(TilePath.Hashes::path)
                .containsExactly("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1");
        assertThat(Tiles.grown(0, 256)).extracting(TilePath.Hashes::path).containsExactly("tile/0/000", "tile/1/000.p/1");
    }

    @Test
    void growthNamesOnlyWhatChanged() {
        assertThat(Tiles.grown(70_000, 70_000)).isEmpty();
        assertThat(Tiles.grown(70_000, 70_001)).extracting(TilePath.Hashes::path).containsExactly("tile/0/273.p/113");
        assertThat(Tiles.grown(511, 513)).extracting(TilePath.Hashes::path)
                .containsExactly("tile/0/001", "tile/0/002.p/1", "tile/1/000.p/2");
        assertThat(Tiles.grownEntries(511, 513)).extracting(TilePath.Entries::path)
                .containsExactly("tile/entries/001", "tile/entries/002.p/1");
        assertThat(Tiles.grownEntries(512, 512)).isEmpty();
    }

    @Test
    void tileHoldsTheHashesOfItsDefinition() {
        List<Digest> leaves = Leaves.hashes(512);
        Bytes level0 = Tiles.hashes(tree, new TilePath.Hashes(0, 1, 256)).orElseThrow();
        assertThat(new Digest(level0.slice(0, 32))).isEqualTo(leaves.get(256));
        Bytes level1 = Tiles.hashes(tree, new TilePath.Hashes(1, 0, 256)).orElseThrow();
        assertThat(new Digest(level1.slice(32, 64))).isEqualTo(MerkleTree.root(leaves.subList(256, 512)));
        Bytes level2 = Tiles.hashes(tree, new TilePath.Hashes(2, 0, 1)).orElseThrow();
        assertThat(new Digest(level2)).isEqualTo(tree.root(65_536));
    }

    @Test
    void everyTileThatGrewIsThereAndWiderOnesAreNot() {
        for (TilePath.Hashes tile : Tiles.grown(0, 70_000)) {
            assertThat(Tiles.hashes(tree, tile).orElseThrow().length()).isEqualTo(32 * tile.width());
        }
        assertThat(Tiles.hashes(tree, new TilePath.Hashes(0, 273, 113))).isEmpty();
        assertThat(Tiles.hashes(tree, new TilePath.Hashes(2, 0, 2))).isEmpty();
        assertThat(Tiles.hashes(tree, new TilePath.Hashes(3, 0, 1))).isEmpty();
        assertThat(Tiles.hashes(tree, new TilePath.Hashes(63, 0, 1))).isEmpty();
        assertThat(Tiles.hashes(tree, new TilePath.Hashes(0, Long.MAX_VALUE, 256))).isEmpty();
        assertThat(Tiles.hashes(new AppendOnlyTree(), new TilePath.Hashes(0, 0, 1))).isEmpty();
    }

    @Test
    void treeGrowsAgainFromItsTiles() {
        AppendOnlyTree again = new AppendOnlyTree();
        Tiles.grown(0, 70_000).stream().filter(tile -> tile.level() == 0)
                .forEach(tile -> again.appendLeafHashes(Tiles.hashes(tree, tile).orElseThrow()));
        assertThat(again.root()).isEqualTo(tree.root());
    }

    @Test
    void pathIsReadAsItWasWritten() throws MalformedException {
        List<TilePath> paths = List.of(
                new TilePath.Hashes(0, 0, 256),
                new TilePath.Hashes(63, 1_234_067, 255),
                new TilePath.Entries(999, 1),
                new TilePath.Entries(1_000, 256),
                new TilePath.Entries(999_999_999_999_999_999L, 7));
        assertThat(paths.get(1).path()).isEqualTo("tile/63/x001/x234/067.p/255");
        assertThat(paths.get(3).path()).isEqualTo("tile/entries/x001/000");
        for (TilePath path : paths) {
            assertThat(TilePath.parse(path.path())).isEqualTo(path);
        }
    }

    @Test
    void refusesEveryOtherSpellingOfAPath() {
        for (String path : List.of(
                "", "tile", "tile/0", "tile/0/", "tile/0/1", "tile/0/0001", "tile/0/x000/001", "tile/0/001/002", "tile/0/x001",
                "tile/00/001", "tile/64/001", "tile/-1/001", "tile/0/001.p/0", "tile/0/001.p/256", "tile/0/001.p/01",
                "tile/0/001.p/", "tile/0/001.p/999", "/tile/0/001", "tile/0/001/", "tile/0/../001", "tile/Entries/001",
                "tile/0/٠٠١", "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/001\n")) {
            assertThatThrownBy(() -> TilePath.parse(path)).as(path).isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void bundleIsReadAsItWasWrittenAndHasAtMost256Entries() throws MalformedException {
        List<Bytes> entries = List.of(Bytes.EMPTY, Bytes.ofUtf8("a"), Bytes.of(new byte[EntryBundle.ENTRY_BYTES_MAX]));
        assertThat(EntryBundle.decode(EntryBundle.encode(entries))).isEqualTo(entries);
        assertThat(EntryBundle.encode(entries).slice(0, 5).hex()).isEqualTo("0000000161");
        assertThatThrownBy(() -> EntryBundle.encode(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.encode(List.of(Bytes.of(new byte[65_536]))))
                .isInstanceOf(IllegalArgumentException.class);
        for (Bytes bad : List.of(Bytes.EMPTY, Bytes.of(new byte[1]), Bytes.of(new byte[] {0, 2, 1}), Bytes.of(new byte[2 * 257]))) {
            assertThatThrownBy(() -> EntryBundle.decode(bad)).isInstanceOf(MalformedException.class);
        }
        List<Bytes> full = IntStream.range(0, 256).mapToObj(Leaves::entry).toList();
        assertThat(EntryBundle.decode(EntryBundle.encode(full))).isEqualTo(full);
    }
}
