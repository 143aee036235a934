package dev.credence.node.world;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/// The file system with exactly the promises that we build on, and no others.
///
/// What survives a crash: bytes appended before a `sync` that returned; names whose directory was synced after they
/// were created, moved or deleted. Anything else may be there, absent, or there in part and in any order. `move` within
/// one directory is atomic: afterwards the name means the old file or the new one, never a mixture. A file that is opened to be replaced is
/// a new one: who holds the old one under another name keeps it as it is.
///
/// A failed `append` may leave part of its bytes; a failed `sync` says nothing about what is durable, and a later one
/// that succeeds says nothing either (the page cache forgets the error): both are the end of that file's use.
public interface Disk {
    /// How a file is opened.
    enum Mode {
        /// For reading; the file must be there.
        READ,
        /// For reading and appending; created if absent.
        APPEND,
        /// For reading and appending; whatever was there before is gone.
        REPLACE,
        /// As `REPLACE`, and nobody but this user may read it, from its first moment on.
        REPLACE_PRIVATE
    }

    boolean exists(Path path);

    /// Whether `path` is a directory whose names can be listed.
    default boolean isDirectory(Path path) {
        try {
            list(path);
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    /// The names in `directory`, sorted.
    List<String> list(Path directory) throws IOException;

    /// Creates `directory` and its parents where absent, for this user only, and makes their names durable.
    void createDirectories(Path directory) throws IOException;

    DiskFile open(Path path, Mode mode) throws IOException;

    /// Gives the file `from` the name `to`, whose former file is gone.
    void move(Path from, Path to) throws IOException;

    /// Gives the file `existing` a second name, which must be free; its bytes are there once, and each name lasts without the other.
    ///
    /// @throws IOException also where the file system has no such names, or the two lie on different ones
    void link(Path existing, Path name) throws IOException;

    /// Deletes the file if it is there.
    void delete(Path path) throws IOException;

    /// Makes the names in `directory` durable.
    void syncDirectory(Path directory) throws IOException;

    /// Memory for what can be computed again: a new file of `bytes` zeros at `path`, mapped until `arena` is closed. Nothing of it survives
    /// a crash, and the file may be deleted at any time.
    default MemorySegment scratch(Path path, long bytes, Arena arena) throws IOException {
        return arena.allocate(bytes, Long.BYTES);
    }

    /// Takes the lock on file `path` (created if absent) until closed; ends with the process at the latest.
    ///
    /// @throws LockedException if another process, or another part of this one, holds it
    Closeable lock(Path path) throws IOException;

    /// Somebody else holds the lock.
    final class LockedException extends IOException {
        private static final long serialVersionUID = 1L;

        public LockedException(Path path) {
            super("the lock " + path + " is held by another process");
        }
    }
}
