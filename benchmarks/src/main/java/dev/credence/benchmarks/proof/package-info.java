/// How fast the kernels of succinct arguments are, each by itself; whole proofs are measured by `credence bench proof`.
package dev.credence.benchmarks.proof;
