package dev.credence.node.hub;

import dev.credence.inference.manifest.Manifest;
import dev.credence.inference.manifest.ManifestFile;
import dev.credence.inference.manifest.SignedRelease;
import java.util.List;

/// What checking a model's folder found.
///
/// @param files one finding for each file that was checked
public record PackageReport(Manifest manifest, List<FileFinding> files, Signature signature) {
    public PackageReport {
        files = List.copyOf(files);
    }

    /// @param defect what is wrong with the file, or empty if it is what the manifest says
    public record FileFinding(ManifestFile file, String defect) {
        public boolean isRight() {
            return defect.isEmpty();
        }
    }

    /// Whether a publisher stands behind the manifest.
    public sealed interface Signature {
        /// The release binds this very manifest, and its publisher's signature verifies.
        record Genuine(SignedRelease release) implements Signature {}

        /// There is no release in the folder.
        record Absent() implements Signature {}

        /// The release is of another model, or its signature does not verify, or it is no release.
        record Wrong(String sentence) implements Signature {}
    }

    /// Whether every file that was checked is what the manifest says.
    public boolean areFilesRight() {
        return files.stream().allMatch(FileFinding::isRight);
    }
}
