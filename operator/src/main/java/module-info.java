/// Floor 3: executes requests, commits to answers, gathers evidence.
module dev.credence.operator {
    requires transitive dev.credence.verification;

    exports dev.credence.operator.batch;
    exports dev.credence.operator.commit;
    exports dev.credence.operator.execute;
    exports dev.credence.operator.prove;
    exports dev.credence.operator.replay;
}
