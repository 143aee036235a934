package dev.credence.node.gateway;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/// Request bodies for the digit classifier.
final class Bodies {
    private Bodies() {}

    /// A body with a picture, a nonce made from `number`, and everything named.
    static Bytes digits(int number, String model) {
        String nonce = Sha256.of(new ByteWriter().u32(number).toBytes()).hex().substring(0, 32);
        return Bytes.ofUtf8("{\"id\":\"call-" + number + "\",\"inputs\":[{\"name\":\"image\",\"shape\":[1,1,28,28],\"datatype\":\"FP32\",\"data\":["
                + pixels(number) + "]}],\"parameters\":{\"model\":\"" + model + "\",\"nonce\":\"" + nonce + "\",\"seed\":\"7\"}}");
    }

    /// The same request with binary tensors both ways, under another nonce.
    static Bytes binary(int number, String model) {
        ByteBuffer raw = ByteBuffer.allocate(4 * 784).order(ByteOrder.LITTLE_ENDIAN);
        for (String pixel : pixels(number).split(",")) {
            raw.putFloat(Float.parseFloat(pixel));
        }
        return Bytes.concat(Bytes.ofUtf8(binaryHeader(number, model)), Bytes.wrap(raw.array()));
    }

    static int binaryHeaderLength(int number, String model) {
        return binaryHeader(number, model).length();
    }

    private static String binaryHeader(int number, String model) {
        String nonce = Sha256.of(new ByteWriter().u32(number).u8(1).toBytes()).hex().substring(0, 32);
        return "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,1,28,28],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":3136}}],"
                + "\"outputs\":[{\"name\":\"logits\",\"parameters\":{\"binary_data\":true}}],"
                + "\"parameters\":{\"model\":\"" + model + "\",\"nonce\":\"" + nonce + "\",\"seed\":\"7\"}}";
    }

    /// 784 numbers between 0 and 1, as JSON has them.
    static String pixels(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 784; i++) {
            text.append(i == 0 ? "" : ",").append(random.nextInt(256) / 255.0f);
        }
        return text.toString();
    }
}
