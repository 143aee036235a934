package dev.credence.foundation.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes values of every kind but `JsonNumber`, with characters from every plane.
final class RandomJson {
    private RandomJson() {}

    /// A value at most `depth` deep.
    static Json of(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new JsonString(text(random));
            case 1 -> new JsonInteger(random.nextLong(-JsonInteger.VALUE_MAX, JsonInteger.VALUE_MAX + 1));
            case 2 -> new JsonBoolean(random.nextBoolean());
            case 3 -> JsonNull.NULL;
            case 4 -> {
                List<Json> items = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    items.add(of(random, depth - 1));
                }
                yield new JsonArray(items);
            }
            default -> {
                JsonObject.Builder builder = JsonObject.builder();
                for (int i = random.nextInt(5); i > 0; i--) {
                    builder.put(i + text(random), of(random, depth - 1));
                }
                yield builder.build();
            }
        };
    }

    private static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int bits = random.nextInt(3, 22);
            text.appendCodePoint(Math.min(random.nextInt(1 << bits), Character.MAX_CODE_POINT));
        }
        return JsonString.fit(text.toString()).value();
    }
}
