package dev.credence.proof.vectors;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.proof.field.Extension;
import dev.credence.proof.field.ExtensionVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A vector: lines of `name: value`; elements of F are pairs of decimal limbs, bytes hexadecimal.
record VectorFile(String name, List<String> lines) {
    static List<VectorFile> of(String room) throws IOException {
        Path folder = Path.of(System.getProperty("credence.home"), "proof/src/test/resources/vectors", room);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(file -> new VectorFile(file.getFileName().toString(), read(file)))
                    .toList();
        }
    }

    String expect() {
        return all("expect").getFirst();
    }

    boolean isAccepted() {
        return expect().equals("accepted");
    }

    List<ExtensionVector> tables() {
        return all("table").stream().map(VectorFile::parse).toList();
    }

    ExtensionVector elements(String field) {
        return elements(field, 0);
    }

    /// Those of the line `index` of this name.
    ExtensionVector elements(String field, int index) {
        return parse(all(field).get(index));
    }

    Bytes bytes(String field) throws Exception {
        String hex = all(field).getFirst();
        return Bytes.parseHex(hex, hex.length() / 2);
    }

    List<String> all(String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field + ": "))
                .map(line -> line.substring(field.length() + 2))
                .toList();
    }

    private static ExtensionVector parse(String text) {
        String[] limbs = text.split(" ");
        ExtensionVector elements = new ExtensionVector(limbs.length / 2);
        for (int i = 0; i < elements.length(); i++) {
            elements.set(i, new Extension(Long.parseUnsignedLong(limbs[2 * i]), Long.parseUnsignedLong(limbs[2 * i + 1])));
        }
        return elements;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new AssertionError(file + " cannot be read", failed);
        }
    }
}
