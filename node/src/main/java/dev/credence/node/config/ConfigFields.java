package dev.credence.node.config;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.StrictJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Members that several roles share.
final class ConfigFields {
    static final int BYTES_MAX = 1 << 20;
    private static final int TEXT_CHARS_MAX = 4_096;

    private ConfigFields() {}

    static JsonFields of(Bytes file) throws MalformedException {
        return JsonFields.of("config", StrictJson.parse(file, new JsonLimits(BYTES_MAX, 8, 10_000)));
    }

    static Listen listen(JsonFields fields) throws MalformedException {
        String bind = fields.optionalString("bind", 64).orElse("127.0.0.1");
        return new Listen(bind, (int) fields.integer("port", 0, 65_535));
    }

    /// A path, relative ones from the file's own folder.
    static Path path(JsonFields fields, String name, Path folder) throws MalformedException {
        String text = fields.string(name, TEXT_CHARS_MAX);
        try {
            return folder.resolve(text);
        } catch (InvalidPathException invalid) {
            throw fields.fault(name, "a path", "'" + text + "'");
        }
    }

    static URI address(JsonFields fields, String name) throws MalformedException {
        return address(fields.pathOf(name), fields.string(name, TEXT_CHARS_MAX));
    }

    static List<URI> addresses(JsonFields fields, String name, int itemsMax) throws MalformedException {
        List<URI> addresses = new ArrayList<>();
        for (String text : fields.strings(name, itemsMax, TEXT_CHARS_MAX)) {
            addresses.add(address(fields.pathOf(name), text));
        }
        return addresses;
    }

    static URI address(String path, String text) throws MalformedException {
        try {
            URI address = new URI(text);
            if (address.getHost() != null && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            // The same answer as for any other text that is no address.
        }
        throw new MalformedException(path, -1, "an address such as http://127.0.0.1:8080", "'" + text + "'");
    }
}
