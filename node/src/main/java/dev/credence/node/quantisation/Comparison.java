package dev.credence.node.quantisation;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.inference.execution.ModelExecutor;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.tensor.Tensor;
import dev.credence.inference.trace.TraceSink;
import dev.credence.node.quantisation.SampleFiles.Row;
import java.util.List;

/// What quantising cost, counted on rows: the class of a row is the largest element of the answer, the first among equals.
///
/// @param rows     that both models answered
/// @param labelled those with a label
/// @param before   labelled rows that the float model gets right
/// @param after    labelled rows that the integer model gets right
/// @param same     rows on which both name the same class
public record Comparison(int rows, int labelled, int before, int after, int same) {
    /// @param classes the labels in the order of the answer's last axis; empty where labels are numbers
    /// @throws MalformedException if a label names no class
    public static Comparison of(ModelExecutor floats, ModelExecutor integers, List<Row> rows, List<String> classes)
            throws RefusedException, MalformedException {
        int labelled = 0;
        int before = 0;
        int after = 0;
        int same = 0;
        for (Row row : rows) {
            int first = answer(floats, row);
            int second = answer(integers, row);
            same += first == second ? 1 : 0;
            if (row.label().isPresent()) {
                int truth = truth(row.label().get(), classes);
                labelled++;
                before += first == truth ? 1 : 0;
                after += second == truth ? 1 : 0;
            }
        }
        return new Comparison(rows.size(), labelled, before, after, same);
    }

    private static int answer(ModelExecutor model, Row row) throws RefusedException {
        Tensor output = model.run(row.input(), TraceSink.NONE).values().iterator().next();
        float[] scores = output.floats();
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }

    private static int truth(String label, List<String> classes) throws MalformedException {
        int at = classes.indexOf(label);
        if (at >= 0) {
            return at;
        }
        if (!classes.isEmpty() || !label.matches("0|[1-9][0-9]{0,8}")) {
            throw new MalformedException("labels", -1, classes.isEmpty() ? "the number of a class" : "one of the card's labels " + classes, "'" + label + "'");
        }
        return Integer.parseInt(label);
    }

    /// `{rows, same, labelled, before: {correct, partsPerMillion}, after: …}`, accuracies where there are labels.
    public JsonObject json() {
        JsonObject.Builder members = JsonObject.builder().put("rows", rows).put("same", same);
        if (labelled > 0) {
            members.put("labelled", labelled).put("before", accuracy(before)).put("after", accuracy(after));
        }
        return members.build();
    }

    private JsonObject accuracy(int correct) {
        return JsonObject.builder().put("correct", correct).put("partsPerMillion", partsPerMillion(correct)).build();
    }

    /// ⌊10⁶ · correct ÷ labelled⌋.
    public long partsPerMillion(int correct) {
        return labelled == 0 ? 0 : 1_000_000L * correct / labelled;
    }

    /// One sentence for people.
    public String sentence() {
        String alike = same + " of " + rows + " rows answered alike";
        return labelled == 0 ? alike : "right before " + before + ", after " + after + " of " + labelled + " labelled rows; " + alike;
    }
}
