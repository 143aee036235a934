package dev.credence.node.asking;

import dev.credence.foundation.bytes.Bytes;
import java.time.Duration;
import java.util.Optional;

/// @param model    name, `name@version` or model id
/// @param fileName of the input; its ending says what it is
/// @param policy   what evidence is asked for; without one the signed receipt suffices
/// @param seed     decimal, committed in the request
/// @param patience how long to wait for the evidence
public record Question(String model, String fileName, Bytes input, Optional<String> policy, String seed, Duration patience) {}
