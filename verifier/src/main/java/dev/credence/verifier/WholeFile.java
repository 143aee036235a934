package dev.credence.verifier;

import dev.credence.foundation.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whole files, bounded.
final class WholeFile {
    private WholeFile() {}

    static Bytes read(Path file, int bytesMax) throws Refusal {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(bytesMax + 1);
            if (content.length > bytesMax) {
                throw Refusal.tooLong(file, bytesMax);
            }
            return Bytes.wrap(content);
        } catch (IOException failed) {
            throw Refusal.unreadable(file, failed);
        }
    }
}
