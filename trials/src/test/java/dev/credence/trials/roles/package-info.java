/// Each role as a process of its own, killed and started again; `credence up` as a user starts it.
///
/// | Type | Meaning |
/// |---|---|
/// | `Roles` | configuration and processes of a network of single roles |
/// | `KilledRolesTest` | kills one role after the other, without warning |
/// | `UpTest` | `up --once`, a second start, a directory that is in use |
package dev.credence.trials.roles;
