/// How fast a whole local network answers: real sockets, signed receipts, evidence; a program of its own, since a harness of
/// microbenchmarks cannot hold seven listening roles.
package dev.credence.benchmarks.serving;
