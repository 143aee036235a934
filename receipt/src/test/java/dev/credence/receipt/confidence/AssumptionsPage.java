package dev.credence.receipt.confidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The parts of docs/spec/assumptions.md that follow from code: `java -cp … …AssumptionsPage docs/spec/assumptions.md` writes
/// them anew between their markers.
final class AssumptionsPage {
    static final String TABLE = "<!-- table -->";
    static final String STEPS = "<!-- steps -->";
    private static final int STEPS_MAX = 301;
    private static final int STEPS_A_LINE = 12;

    private AssumptionsPage() {}

    public static void main(String[] arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        Files.writeString(page, current(Files.readString(page)));
    }

    /// The page with its generated parts as code has them today.
    static String current(String page) {
        return between(between(page, TABLE, table()), STEPS, steps());
    }

    private static String between(String page, String marker, String part) {
        int from = page.indexOf(marker);
        int to = page.indexOf(marker, from + marker.length());
        if (from < 0 || to < 0) {
            throw new IllegalStateException("the page lacks two marks " + marker);
        }
        return page.substring(0, from + marker.length()) + "\n" + part + page.substring(to);
    }

    private static String table() {
        AssumptionTable table = AssumptionTable.builtIn();
        StringBuilder text = new StringBuilder("Version " + table.version() + " of " + table.date() + ".\n\n");
        text.append("| Id | Class | Figure | Assumed |\n|---|---|---|---|\n");
        for (Assumption entry : table.entries()) {
            String kindAndFigure =
                    switch (entry) {
                        case Assumption.Base _ -> "base | ";
                        case Assumption.Floor floor -> "floor | " + floor.md() + " md";
                        case Assumption.Counting counting -> "counting | " + counting.share();
                        case Assumption.Condition _ -> "condition | ";
                    };
            text.append("| `" + entry.id() + "` | " + kindAndFigure + " | " + entry.text() + " |\n");
        }
        return text.toString();
    }

    // v: the last d with T[d] ≥ v.
    private static String steps() {
        StringBuilder text = new StringBuilder("```\n");
        int last = 3000;
        for (int value = 1; value <= STEPS_MAX; value++) {
            while (AdditionTable.at(last) < value) {
                last--;
            }
            boolean lineEnds = value % STEPS_A_LINE == 0 || value == STEPS_MAX;
            text.append(value + ":" + last + (lineEnds ? "\n" : " "));
        }
        return text.append("```\n").toString();
    }
}
