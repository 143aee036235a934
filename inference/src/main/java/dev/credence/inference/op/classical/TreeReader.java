package dev.credence.inference.op.classical;

import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.op.OpNode;
import dev.credence.inference.op.Operands;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.credence.inference.op.classical.Trees.Mode;

/// Reads the attributes by which ai.onnx.ml describes trees, and checks that they are trees.
final class TreeReader {
    private final OpNode node;
    private final Map<Long, Integer> index = new HashMap<>();
    private final int count;

    private TreeReader(OpNode node, int count) {
        this.node = node;
        this.count = count;
    }

    /// @param prefix  `class` or `target`: which attributes hold the leaves' weights
    /// @param outputs how many scores a row has
    static Trees read(OpNode node, String prefix, int outputs) throws RefusedException {
        node.ignore("nodes_hitrates");
        long[] ids = required(node, "nodes_nodeids");
        return new TreeReader(node, ids.length).trees(ids, prefix, outputs);
    }

    private Trees trees(long[] nodeIds, String prefix, int outputCount) throws RefusedException {
        long[] treeIds = sized("nodes_treeids");
        Set<Long> trees = new HashSet<>();
        int[] roots = new int[count];
        int rootCount = 0;
        for (int i = 0; i < count; i++) {
            if (index.putIfAbsent(key(treeIds[i], nodeIds[i]), i) != null) {
                throw OpNode.invalid("describes node " + nodeIds[i] + " of tree " + treeIds[i] + " twice");
            }
            // A tree begins with its root.
            if (trees.add(treeIds[i])) {
                roots[rootCount++] = i;
            }
        }
        Mode[] modes = modes();
        long[] trueIds = sized("nodes_truenodeids");
        long[] falseIds = sized("nodes_falsenodeids");
        int[] yes = new int[count];
        int[] no = new int[count];
        for (int i = 0; i < count; i++) {
            yes[i] = modes[i] == Mode.LEAF ? -1 : child(treeIds[i], trueIds[i]);
            no[i] = modes[i] == Mode.LEAF ? -1 : child(treeIds[i], falseIds[i]);
        }
        int[] rootsOnly = Arrays.copyOf(roots, rootCount);
        requireTrees(rootsOnly, yes, no);
        return withWeights(new Trees(rootsOnly, features(), values(), modes, yes, no, missing(), null, null, null),
                prefix, outputCount);
    }

    private Trees withWeights(Trees bare, String prefix, int outputCount) throws RefusedException {
        long[] treeIds = required(node, prefix + "_treeids");
        long[] nodeIds = required(node, prefix + "_nodeids");
        long[] outputs = required(node, prefix + "_ids");
        float[] weights = node.numbers(prefix + "_weights").orElse(new float[0]);
        if (nodeIds.length != treeIds.length || outputs.length != treeIds.length || weights.length != treeIds.length) {
            throw OpNode.invalid("attributes " + prefix + "_… have different lengths");
        }
        int[] first = new int[count + 1];
        int[] leaves = new int[treeIds.length];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = child(treeIds[i], nodeIds[i]);
            if (bare.yes()[leaves[i]] >= 0 || outputs[i] < 0 || outputs[i] >= outputCount) {
                throw OpNode.invalid("gives a weight to a node that is no leaf, or for score " + outputs[i]);
            }
            first[leaves[i] + 1]++;
        }
        for (int i = 0; i < count; i++) {
            first[i + 1] += first[i];
        }
        // Weights of one leaf stay in the order of the file.
        int[] next = first.clone();
        int[] sortedOutputs = new int[leaves.length];
        float[] sortedWeights = new float[leaves.length];
        for (int i = 0; i < leaves.length; i++) {
            sortedOutputs[next[leaves[i]]] = (int) outputs[i];
            sortedWeights[next[leaves[i]]++] = weights[i];
        }
        return new Trees(bare.roots(), bare.feature(), bare.value(), bare.mode(), bare.yes(), bare.no(), bare.missing(),
                first, sortedOutputs, sortedWeights);
    }

    private static void requireTrees(int[] roots, int[] yes, int[] no) throws RefusedException {
        boolean[] seen = new boolean[yes.length];
        int[] stack = new int[yes.length + 1];
        for (int root : roots) {
            int depth = 0;
            stack[depth++] = root;
            while (depth > 0) {
                int at = stack[--depth];
                if (seen[at]) {
                    throw OpNode.invalid("describes a graph that is no tree: a node has two parents, or is its own");
                }
                seen[at] = true;
                if (yes[at] >= 0) {
                    stack[depth++] = no[at];
                    stack[depth++] = yes[at];
                }
            }
        }
    }

    private int child(long tree, long id) throws RefusedException {
        Integer at = index.get(key(tree, id));
        if (at == null) {
            throw OpNode.invalid("refers to node " + id + " of tree " + tree + ", which is not there");
        }
        return at;
    }

    private static long key(long tree, long id) throws RefusedException {
        if (tree < 0 || tree > Integer.MAX_VALUE || id < 0 || id > Integer.MAX_VALUE) {
            throw OpNode.invalid("numbers a node " + id + " of tree " + tree);
        }
        return tree << 32 | id;
    }

    private int[] features() throws RefusedException {
        long[] ids = sized("nodes_featureids");
        int[] features = new int[count];
        for (int i = 0; i < count; i++) {
            if (ids[i] < 0 || ids[i] > 1 << 24) {
                throw OpNode.invalid("looks at feature " + ids[i]);
            }
            features[i] = (int) ids[i];
        }
        return features;
    }

    private float[] values() throws RefusedException {
        float[] values = node.numbers("nodes_values").orElse(new float[0]);
        if (values.length != count) {
            throw OpNode.invalid("attribute nodes_values has " + values.length + " numbers, expected " + count);
        }
        return values;
    }

    private boolean[] missing() throws RefusedException {
        boolean[] missing = new boolean[count];
        if (node.has("nodes_missing_value_tracks_true")) {
            long[] flags = sized("nodes_missing_value_tracks_true");
            for (int i = 0; i < count; i++) {
                missing[i] = flags[i] != 0;
            }
        }
        return missing;
    }

    private Mode[] modes() throws RefusedException {
        String[] names = node.texts("nodes_modes").orElse(new String[0]);
        if (names.length != count) {
            throw OpNode.invalid("attribute nodes_modes has " + names.length + " texts, expected " + count);
        }
        Mode[] modes = new Mode[count];
        for (int i = 0; i < count; i++) {
            String name = names[i];
            modes[i] = Arrays.stream(Mode.values())
                    .filter(mode -> mode.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Operands.mode("the mode '" + name + "' of a tree's node is not claimed"));
        }
        return modes;
    }

    private long[] sized(String name) throws RefusedException {
        long[] values = required(node, name);
        if (values.length != count) {
            throw OpNode.invalid("attribute " + name + " has " + values.length + " numbers, expected " + count);
        }
        return values;
    }

    private static long[] required(OpNode node, String name) throws RefusedException {
        return node.integers(name).orElseThrow(() -> OpNode.invalid("attribute " + name + " is missing"));
    }
}
