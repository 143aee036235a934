/// Language models on a whole network: answers, streams, evidence, and what disturbs them.
package dev.credence.trials.speaking;
