package dev.credence.node.world;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Programs of this machine. Nothing but fetching a model's package runs any.
public interface Programs {
    /// What a program did.
    ///
    /// @param exitCode 0 where it succeeded
    /// @param tail     the last of what it printed, both streams, at most 16 KiB
    record Result(int exitCode, String tail) {}

    /// Something to do while a program runs, a few times a second.
    interface Watch {
        void look() throws IOException;
    }

    /// Runs `command` until it ends. It reads nothing; its temporary files go to `scratch`.
    ///
    /// @throws IOException if there is no such program, or it takes longer than `timeLimit`, after which it is killed
    Result run(List<String> command, Path scratch, Duration timeLimit, Watch watch) throws IOException;
}
