/// Language models from question to verified answer, as people use them: in the terminal, and behind the proxy.
package dev.credence.trials.text;
