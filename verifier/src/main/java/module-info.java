/// Floor 3: the offline verifier as a program of its own.
module dev.credence.verifier {
    requires dev.credence.verification;
}
