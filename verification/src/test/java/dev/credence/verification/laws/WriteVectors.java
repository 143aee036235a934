package dev.credence.verification.laws;

import dev.credence.foundation.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Writes all vectors anew: `java -cp … dev.credence.verification.laws.WriteVectors src/test/resources/vectors/receipt`.
public final class WriteVectors {
    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (Defect defect : Defects.all()) {
            Path own = Files.createDirectories(folder.resolve(defect.name()));
            for (Map.Entry<String, Bytes> file : ReceiptVector.files(defect).entrySet()) {
                Files.write(own.resolve(file.getKey()), file.getValue().toArray());
            }
        }
    }
}
