package dev.credence.node.conformance;

import dev.credence.node.world.Disk;
import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds test cases: folders with a `model.onnx`, at any depth.
public final class CaseFolders {
    public static final String MODEL = "model.onnx";

    /// The ONNX repository keeps its suites two levels deep; more than this is a loop of links, or no such tree.
    private static final int DEPTH_MAX = 8;

    private CaseFolders() {}

    /// The cases at or under `folder`, sorted by path.
    ///
    /// @throws NotDirectoryException if it is a file
    public static List<Path> find(Disk disk, Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        collect(disk, folder, 0, found);
        return found;
    }

    private static void collect(Disk disk, Path folder, int depth, List<Path> found) throws IOException {
        List<String> names = disk.list(folder);
        if (names.contains(MODEL)) {
            found.add(folder);
            return;
        }
        for (String name : depth == DEPTH_MAX ? List.<String>of() : names) {
            try {
                collect(disk, folder.resolve(name), depth + 1, found);
            } catch (NotDirectoryException file) {
                // A file beside the cases, such as a readme.
            }
        }
    }
}
