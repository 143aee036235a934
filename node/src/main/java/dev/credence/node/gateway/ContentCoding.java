package dev.credence.node.gateway;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.node.http.ApiException;
import dev.credence.node.http.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/// Compressed bodies as clients of the protocol send and accept them: gzip and deflate (RFC 9110 section 8.4.1).
enum ContentCoding {
    IDENTITY("identity"),
    GZIP("gzip"),
    DEFLATE("deflate");

    private final String token;

    ContentCoding(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }

    /// The coding of a body by its `Content-Encoding`.
    static ContentCoding of(Optional<String> header) throws ApiException {
        String asked = header.orElse("identity").strip().toLowerCase(Locale.ROOT);
        for (ContentCoding coding : values()) {
            if (coding.token.equals(asked)) {
                return coding;
            }
        }
        throw new ApiException(
                Fault.UNSUPPORTED_MEDIA_TYPE, "expected Content-Encoding gzip, deflate or identity, found '" + asked + "'");
    }

    /// The first coding of `Accept-Encoding` that we have; `identity` where there is none.
    static ContentCoding accepted(Optional<String> header) {
        for (String item : header.orElse("").toLowerCase(Locale.ROOT).split(",")) {
            String name = item.split(";")[0].strip();
            if (!item.replace(" ", "").endsWith(";q=0")) {
                for (ContentCoding coding : values()) {
                    if (coding.token.equals(name)) {
                        return coding;
                    }
                }
            }
        }
        return IDENTITY;
    }

    /// The body itself, of at most `bytesMax` bytes.
    Bytes decode(Bytes body, int bytesMax) throws ApiException {
        if (this == IDENTITY) {
            return body;
        }
        try (InputStream in = stream(body)) {
            byte[] read = in.readNBytes(bytesMax + 1);
            if (read.length > bytesMax) {
                throw new ApiException(Fault.BODY_TOO_LARGE, "the body may have at most " + bytesMax + " bytes when unpacked, found more");
            }
            return Bytes.wrap(read);
        } catch (IOException malformed) {
            throw new ApiException(Fault.MALFORMED, "expected a body packed with " + token + ", found other bytes", malformed);
        }
    }

    Bytes encode(Bytes body) {
        if (this == IDENTITY) {
            return body;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = this == GZIP ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
            out.write(body.toArray());
        } catch (IOException impossible) {
            throw new IllegalStateException("a byte array takes every byte", impossible);
        }
        return Bytes.wrap(packed.toByteArray());
    }

    private InputStream stream(Bytes body) throws IOException {
        ByteArrayInputStream packed = new ByteArrayInputStream(body.toArray());
        return this == GZIP ? new GZIPInputStream(packed) : new InflaterInputStream(packed);
    }
}
