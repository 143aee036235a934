package dev.credence.node.config;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.note.NoteKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `{"data","bind"?,"port","name","logs":[verifier key…]}`; without logs it serves none yet and only its key can be printed.
public record CosignerConfig(Path data, Listen listen, String name, List<NoteKey> logs) {
    private static final int LOGS_MAX = 1_000;

    public CosignerConfig {
        logs = List.copyOf(logs);
    }

    public static CosignerConfig decode(Bytes file, Path folder) throws MalformedException {
        JsonFields fields = ConfigFields.of(file);
        Path data = ConfigFields.path(fields, "data", folder);
        Listen listen = ConfigFields.listen(fields);
        String name = fields.string("name", 255);
        List<NoteKey> logs = new ArrayList<>();
        for (String text : fields.strings("logs", LOGS_MAX, 1_024)) {
            try {
                logs.add(NoteKey.parse(text));
            } catch (MalformedException malformed) {
                throw malformed.within(fields.pathOf("logs"));
            }
        }
        fields.end();
        return new CosignerConfig(data, listen, name, logs);
    }
}
