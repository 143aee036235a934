package dev.credence.node.input;

import java.util.List;

/// How a card says that one input is read.
public sealed interface InputRule {
    /// A square gray picture, `[1, 1, side, side]`, value = gray · n / d.
    ///
    /// @param blackBackground whether the model was trained on light marks on black
    record Picture(int side, boolean blackBackground, int n, int d) implements InputRule {}

    /// Rows of named columns, `[rows, columns]`.
    record Row(List<String> columns) implements InputRule {
        public Row {
            columns = List.copyOf(columns);
        }
    }
}
