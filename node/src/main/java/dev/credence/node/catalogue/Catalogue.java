package dev.credence.node.catalogue;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The models that this build knows where to fetch.
///
/// @param entries in the order of the file
public record Catalogue(List<CatalogueEntry> entries) {
    private static final String FILE = "catalogue.json";
    private static final int BYTES_MAX = 1 << 20;

    public Catalogue {
        entries = List.copyOf(entries);
    }

    /// The list in this build.
    public static Catalogue builtIn() {
        try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
            return decode(Bytes.wrap(in.readNBytes(BYTES_MAX)));
        } catch (IOException failed) {
            throw new UncheckedIOException("the build lacks its catalogue", failed);
        } catch (MalformedException malformed) {
            throw new IllegalStateException("the build's catalogue is malformed", malformed);
        }
    }

    static Catalogue decode(Bytes file) throws MalformedException {
        Json list = StrictJson.parse(file, JsonLimits.ofBytes(BYTES_MAX));
        if (!(list instanceof JsonArray items)) {
            throw new MalformedException(FILE, -1, "an array", list.kind());
        }
        List<CatalogueEntry> entries = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            entries.add(CatalogueEntry.read(JsonFields.of("[" + i + "]", items.get(i))));
        }
        return new Catalogue(entries);
    }

    public Optional<CatalogueEntry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name) || entry.release().toString().equals(name)).findFirst();
    }

    /// The names, for a sentence.
    public String names() {
        return String.join(", ", entries.stream().map(CatalogueEntry::name).toList());
    }
}
