/// What every test of the house shares; depends on no module of ours.
module dev.credence.testkit {
    requires transitive org.junit.jupiter.api;

    exports dev.credence.testkit;
}
