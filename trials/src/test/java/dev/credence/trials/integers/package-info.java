/// Integer models in a network of operators: asked, replayed, re-executed.
package dev.credence.trials.integers;
