/// Floor 3: executes requests, commits to answers, gathers evidence.
module dev.credence.operator {
    requires transitive dev.credence.verification;
}
