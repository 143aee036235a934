package dev.credence.trials.kit;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import java.util.SplittableRandom;

/// Request bodies for the digit classifier.
public final class Questions {
    private Questions() {}

    /// A picture of noise under a nonce, both made from `number`, with everything named that a receipt binds.
    public static Bytes digits(int number, String model) {
        return Bytes.ofUtf8("{" + input(number) + ",\"parameters\":{\"model\":\"" + model + "\",\"nonce\":\"" + nonce(number)
                + "\",\"seed\":\"7\"}}");
    }

    /// The member `inputs` alone.
    public static String input(int number) {
        return "\"inputs\":[{\"name\":\"image\",\"shape\":[1,1,28,28],\"datatype\":\"FP32\",\"data\":[" + pixels(number) + "]}]";
    }

    private static String nonce(int number) {
        return Sha256.of(new ByteWriter().u32(number).toBytes()).hex().substring(0, 32);
    }

    private static String pixels(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 784; i++) {
            text.append(i == 0 ? "" : ",").append(random.nextInt(256) / 255.0f);
        }
        return text.toString();
    }
}
