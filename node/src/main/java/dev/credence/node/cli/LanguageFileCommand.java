package dev.credence.node.cli;

import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.IJson;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonArray;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.inference.graph.RefusedException;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.world.SystemWorld;
import dev.credence.node.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What the commands on files of language models share: one sentence for whatever is wrong with a file, and how their input
/// is read.
abstract class LanguageFileCommand implements Callable<Integer> {
    static final int INPUT_BYTES_MAX = 256 << 20;
    static final int INPUT_VALUES_MAX = 1 << 24;

    @Spec
    private CommandSpec spec;

    final World world = new SystemWorld();

    /// Work on one file.
    interface FileWork<T> {
        T run() throws IOException, MalformedException, RefusedException, CommandException;
    }

    final Terminal terminal() {
        return Terminal.of(spec);
    }

    /// Does `work`; what is wrong with `file` ends the command, malformed and refused ones with exit code 1, unreadable ones with 4.
    static <T> T with(Path file, FileWork<T> work) throws CommandException {
        try {
            return work.run();
        } catch (MalformedException malformed) {
            throw CommandException.malformed(file, malformed);
        } catch (RefusedException refused) {
            throw CommandException.failed(file + ": " + refused.getMessage());
        } catch (IOException failed) {
            throw CommandException.file(file, failed);
        }
    }

    /// The JSON array in `input`.
    ///
    /// @param what its items are
    final JsonArray array(Path input, int depthMax, String what) throws CommandException {
        return with(input, () -> {
            JsonLimits limits = new JsonLimits(INPUT_BYTES_MAX, depthMax, INPUT_VALUES_MAX);
            Json value = IJson.parse(AtomicFile.read(world.disk(), input, INPUT_BYTES_MAX), limits);
            if (value instanceof JsonArray array) {
                return array;
            }
            throw new MalformedException("", -1, "an array of " + what, value.kind());
        });
    }
}
