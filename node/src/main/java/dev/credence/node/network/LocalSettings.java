package dev.credence.node.network;

import dev.credence.inference.manifest.ReleaseName;
import dev.credence.node.operator.Conduct;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How a local network is set up.
///
/// @param data    one directory for all roles
/// @param host    address that all roles listen on
/// @param port    of the gateway; 0 for any free one
/// @param conduct one for each operator; `Conduct.HONEST` outside tests
/// @param models  folder whose models are published, or none
/// @param files   language models that are published besides
public record LocalSettings(Path data, String host, int port, List<Conduct> conduct, Optional<Path> models, List<NamedModel> files) {
    public static final int OPERATORS_MAX = 64;

    /// A GGUF file under the name that it is published under.
    public record NamedModel(Path file, ReleaseName name, String licence) {}

    public LocalSettings(Path data, String host, int port, List<Conduct> conduct, Optional<Path> models) {
        this(data, host, port, conduct, models, List.of());
    }

    public LocalSettings {
        files = List.copyOf(files);
        conduct = List.copyOf(conduct);
        if (conduct.isEmpty() || conduct.size() > OPERATORS_MAX) {
            throw new IllegalArgumentException("1 to " + OPERATORS_MAX + " operators expected, found " + conduct.size());
        }
    }

    /// The same with a language model more.
    public LocalSettings with(NamedModel model) {
        List<NamedModel> more = new java.util.ArrayList<>(files);
        more.add(model);
        return new LocalSettings(data, host, port, conduct, models, more);
    }

    public static LocalSettings honest(Path data, String host, int port, int operators, Path models) {
        return new LocalSettings(
                data, host, port, java.util.Collections.nCopies(operators, Conduct.HONEST), Optional.of(models));
    }
}
