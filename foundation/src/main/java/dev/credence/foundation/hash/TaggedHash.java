package dev.credence.foundation.hash;

import dev.credence.foundation.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// SHA-256 under a domain tag, so that a digest made for one purpose never serves another.
///
/// ```
/// tagged(tag, data) = SHA-256(u8 length of tag ‖ tag in ASCII ‖ data)
/// ```
public final class TaggedHash {
    private final byte[] prefix;

    private TaggedHash(byte[] prefix) {
        this.prefix = prefix;
    }

    /// @param tag 1 to 255 ASCII characters, by custom `credence/<purpose>/v<version>`
    public static TaggedHash of(String tag) {
        byte[] ascii = tag.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length == 0 || ascii.length > 255 || !new String(ascii, StandardCharsets.US_ASCII).equals(tag)) {
            throw new IllegalArgumentException("a tag has 1 to 255 ASCII characters, found '" + tag + "'");
        }
        byte[] prefix = new byte[ascii.length + 1];
        prefix[0] = (byte) ascii.length;
        System.arraycopy(ascii, 0, prefix, 1, ascii.length);
        return new TaggedHash(prefix);
    }

    /// The tagged digest of all `parts`, one after the other.
    ///
    /// **Obligation**: where lengths vary, the caller's format must make the concatenation injective.
    public Digest digest(Bytes... parts) {
        MessageDigest sha256 = start();
        for (Bytes part : parts) {
            part.update(sha256);
        }
        return new Digest(Bytes.wrap(sha256.digest()));
    }

    /// A running digest that has absorbed the tag.
    public MessageDigest start() {
        MessageDigest sha256 = Sha256.newDigest();
        start(sha256);
        return sha256;
    }

    /// Makes a digest that has absorbed nothing absorb the tag, for those who hash so often that a new one would count.
    public void start(MessageDigest sha256) {
        sha256.update(prefix);
    }
}
