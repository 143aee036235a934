package dev.credence.node.hub;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.graph.RefusedException;
import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.SignedRelease;
import dev.credence.node.hub.PackageReport.FileFinding;
import dev.credence.node.hub.PackageReport.Signature;
import dev.credence.node.store.AtomicFile;
import dev.credence.node.store.StoreException;
import dev.credence.node.world.Disk;
import dev.credence.node.world.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A model in a folder: its files under their names in the manifest, `manifest.json`, and `release.json` with the publisher's signature.
///
/// The manifest is written last, so that a folder that has one has all the rest.
public final class ModelPackage {
    public static final String MANIFEST = "manifest.json";
    public static final String RELEASE = "release.json";
    // No file of a manifest has such a name.
    private static final String PART_SUFFIX = "~part";
    private static final Set<String> OWN = Set.of(MANIFEST, RELEASE);

    private ModelPackage() {}

    /// Whether a model's own file may have this name in a folder.
    public static boolean isFree(String name) {
        return !OWN.contains(name);
    }

    /// Fetches a published model, checks everything, and writes it to `folder`.
    ///
    /// @throws StoreException     if the folder holds another model
    /// @throws MalformedException if a file is not what the manifest says, or the manifest not what the model file is
    public static PackageReport pull(HubClient hub, Published published, Disk disk, Path folder)
            throws IOException, HubException, MalformedException, RefusedException {
        Manifest manifest = published.manifest();
        requireRoom(disk, folder, manifest.id());
        for (ManifestFile file : manifest.files()) {
            if (!isFree(file.name())) {
                throw new MalformedException("manifest.files", -1, "other names than " + OWN, file.name());
            }
        }
        boolean made = !disk.exists(folder);
        disk.createDirectories(folder);
        List<FileFinding> findings = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            for (ManifestFile file : manifest.files()) {
                fetch(hub, file, disk, folder.resolve(file.name() + PART_SUFFIX));
                findings.add(new FileFinding(file, ""));
            }
            ModelReader.load(manifest, new FolderFiles(disk, folder, PART_SUFFIX, arena));
        } catch (IOException | HubException | MalformedException | RefusedException failed) {
            for (ManifestFile file : manifest.files()) {
                disk.delete(folder.resolve(file.name() + PART_SUFFIX));
            }
            if (made) {
                disk.delete(folder);
            }
            throw failed;
        }
        for (ManifestFile file : manifest.files()) {
            disk.move(folder.resolve(file.name() + PART_SUFFIX), folder.resolve(file.name()));
        }
        disk.syncDirectory(folder);
        AtomicFile.write(disk, folder.resolve(RELEASE), published.release().encode());
        AtomicFile.write(disk, folder.resolve(MANIFEST), manifest.encode());
        return new PackageReport(manifest, findings, new Signature.Genuine(published.release()));
    }

    // In parts to the disk: a language model may be larger than memory.
    private static void fetch(HubClient hub, ManifestFile file, Disk disk, Path to) throws IOException, HubException, MalformedException {
        try (DiskFile part = disk.open(to, Disk.Mode.REPLACE)) {
            hub.fetch(file, part::append);
            part.sync();
        }
    }

    private static void requireRoom(Disk disk, Path folder, Digest model) throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (disk.exists(file) && !Sha256.of(AtomicFile.read(disk, file, Manifest.BYTES_MAX)).equals(model)) {
            throw new StoreException(folder + " holds another model already; choose another folder");
        }
    }

    /// Checks every file of a folder against its manifest, and the manifest against its release.
    public static PackageReport check(Disk disk, Path folder) throws IOException, MalformedException {
        Manifest manifest = manifest(disk, folder);
        return check(disk, folder, manifest, manifest.files());
    }

    /// Checks one file of a folder, and the manifest against its release.
    ///
    /// @throws MalformedException if the manifest names no such file
    public static PackageReport check(Disk disk, Path folder, String name) throws IOException, MalformedException {
        Manifest manifest = manifest(disk, folder);
        List<ManifestFile> only = manifest.files().stream().filter(file -> file.name().equals(name)).toList();
        if (only.isEmpty()) {
            List<String> names = manifest.files().stream().map(ManifestFile::name).toList();
            throw new MalformedException("", -1, "one of the manifest's files " + names, "'" + name + "'");
        }
        return check(disk, folder, manifest, only);
    }

    private static Manifest manifest(Disk disk, Path folder) throws IOException, MalformedException {
        Bytes bytes = AtomicFile.read(disk, folder.resolve(MANIFEST), Manifest.BYTES_MAX);
        try {
            return Manifest.decode(bytes);
        } catch (MalformedException malformed) {
            throw malformed.within(MANIFEST);
        }
    }

    private static PackageReport check(Disk disk, Path folder, Manifest manifest, List<ManifestFile> files) throws IOException {
        List<FileFinding> findings = new ArrayList<>();
        for (ManifestFile file : files) {
            findings.add(new FileFinding(file, defect(disk, folder, manifest, file)));
        }
        return new PackageReport(manifest, findings, signature(disk, folder, manifest.id()));
    }

    private static String defect(Disk disk, Path folder, Manifest manifest, ManifestFile file) throws IOException {
        Path path = folder.resolve(file.name());
        if (!disk.exists(path)) {
            return "it is missing";
        }
        try (Arena arena = Arena.ofConfined()) {
            FolderFiles files = new FolderFiles(disk, folder, "", arena);
            MemorySegment content = files.map(file);
            if (content.byteSize() != file.sizeBytes()) {
                return "expected " + file.sizeBytes() + " bytes, found " + content.byteSize();
            }
            Digest found = Sha256.of(content);
            if (!found.equals(file.sha256())) {
                return "expected SHA-256 " + file.sha256() + ", found " + found;
            }
            if (file.equals(manifest.model())) {
                ModelReader.load(manifest, files);
            }
            return "";
        } catch (MalformedException | RefusedException | StoreException wrong) {
            return wrong.getMessage();
        }
    }

    private static Signature signature(Disk disk, Path folder, Digest model) throws IOException {
        Path file = folder.resolve(RELEASE);
        if (!disk.exists(file)) {
            return new Signature.Absent();
        }
        try {
            SignedRelease release = SignedRelease.decode(AtomicFile.read(disk, file, SignedRelease.BYTES_MAX));
            if (!release.isGenuine()) {
                return new Signature.Wrong("the publisher's signature in " + RELEASE + " does not verify");
            }
            return release.release().model().equals(model)
                    ? new Signature.Genuine(release)
                    : new Signature.Wrong(RELEASE + " is of the model " + release.release().model() + ", not of " + model);
        } catch (MalformedException malformed) {
            return new Signature.Wrong(RELEASE + ": " + malformed.getMessage());
        }
    }
}
