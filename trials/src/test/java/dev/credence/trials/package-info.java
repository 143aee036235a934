/// Tests on top of everything: the house's own laws, cheating operators, whole processes, real clients.
package dev.credence.trials;
