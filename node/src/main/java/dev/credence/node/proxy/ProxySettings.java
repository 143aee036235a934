package dev.credence.node.proxy;

import dev.credence.receipt.envelope.TrustFile;
import java.nio.file.Path;
import java.time.Duration;

/// @param gateway  its address
/// @param trust    whom the proxy believes
/// @param policy   what every answer must meet, as in docs/spec/receipt.md 6.2
/// @param patience how long an answer may wait for its evidence
/// @param receipts folder with one folder for each answer that was let through
public record ProxySettings(String gateway, TrustFile trust, String policy, Duration patience, Path receipts) {}
