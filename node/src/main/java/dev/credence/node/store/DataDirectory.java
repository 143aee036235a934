package dev.credence.node.store;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.signature.SecretKey;
import dev.credence.node.world.Disk;
import dev.credence.node.world.World;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// The directory in which one role keeps everything: format version, lock, keys, and what the role puts beside them.
///
/// ```
/// format        "credence data 0\n"
/// lock          held while a process uses the directory
/// keys/NAME.key "credence secret 0 " ‖ base64 of 32 bytes ‖ "\n", readable by this user only
/// ```
public final class DataDirectory implements Closeable {
    private static final Bytes FORMAT = Bytes.ofUtf8("credence data 0\n");
    private static final String SECRET_PREFIX = "credence secret 0 ";
    private static final int SECRET_BYTES = 32;
    private static final int SMALL_FILE_BYTES_MAX = 4096;

    private final World world;
    private final Path root;
    private final Closeable lock;

    private DataDirectory(World world, Path root, Closeable lock) {
        this.world = world;
        this.root = root;
        this.lock = lock;
    }

    /// Opens the directory, creating it if absent, and holds its lock until closed.
    ///
    /// @throws StoreException if another process uses it or its format is of another version
    public static DataDirectory open(World world, Path root) throws IOException {
        Disk disk = world.disk();
        disk.createDirectories(root);
        Closeable lock = lock(disk, root);
        try {
            Path format = root.resolve("format");
            if (!disk.exists(format)) {
                AtomicFile.write(disk, format, FORMAT);
            }
            Bytes found = AtomicFile.read(disk, format, SMALL_FILE_BYTES_MAX);
            if (!found.equals(FORMAT)) {
                throw new StoreException(root + " was written by another version: its format file does not say '"
                        + FORMAT.utf8().strip() + "'");
            }
            disk.createDirectories(root.resolve("keys"));
            // An earlier process may have been killed between moving a file to its name and the sync of that name.
            disk.syncDirectory(root);
            disk.syncDirectory(root.resolve("keys"));
            return new DataDirectory(world, root, lock);
        } catch (MalformedException impossible) {
            throw new IllegalStateException("the format is ASCII", impossible);
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private static Closeable lock(Disk disk, Path root) throws IOException {
        try {
            return disk.lock(root.resolve("lock"));
        } catch (Disk.LockedException held) {
            throw new StoreException(
                    root + " is in use by another process; stop it first, or give this one a directory of its own");
        }
    }

    public Path root() {
        return root;
    }

    /// The place of `name` in this directory.
    public Path resolve(String name) {
        return root.resolve(name);
    }

    /// The Ed25519 key `name`, made at its first use and durable before this returns.
    public SecretKey key(String name) throws IOException {
        return SecretKey.ofSeed(secret(name));
    }

    /// The 32 secret bytes `name`, made at their first use and durable before this returns.
    ///
    /// @param name lower-case letters, digits and hyphens
    public Bytes secret(String name) throws IOException {
        if (!name.matches("[a-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("a key's name has lower-case letters, digits and hyphens, found " + name);
        }
        Path path = root.resolve("keys").resolve(name + ".key");
        if (!world.disk().exists(path)) {
            Bytes fresh = world.random().bytes(SECRET_BYTES);
            AtomicFile.writePrivate(world.disk(), path, Bytes.ofUtf8(SECRET_PREFIX + fresh.base64() + "\n"));
        }
        Bytes file = AtomicFile.read(world.disk(), path, SMALL_FILE_BYTES_MAX);
        try {
            String text = file.utf8();
            if (text.startsWith(SECRET_PREFIX) && text.endsWith("\n")) {
                Bytes secret = Bytes.parseBase64(text.substring(SECRET_PREFIX.length(), text.length() - 1));
                if (secret.length() == SECRET_BYTES) {
                    return secret;
                }
            }
        } catch (MalformedException malformed) {
            // The same answer as for any other content that is no secret; the content itself is not to be printed.
        }
        throw new StoreException(path + " holds no secret of 32 bytes; restore it from a copy, for it cannot be made again");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
