/// Floor 3: asks, receives, verifies, keeps.
module dev.credence.client {
    requires transitive dev.credence.verification;
    requires java.net.http;

    exports dev.credence.client;
    exports dev.credence.client.transport;
}
