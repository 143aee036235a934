package dev.credence.node.quantisation;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Json;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonObject;
import dev.credence.foundation.codec.JsonString;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.inference.manifest.ReleaseName;
import dev.credence.node.input.Card;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The card of an integer model: its parent's, with its own name, its own accuracy, and a member `quantised` that says what it was made
/// of and what that cost.
///
/// ```
/// "quantised": {"parent": "digits@1", "profile": "int8-v1", "calibrated": rows, "heldBack": bool, "rows", "same", "labelled"?, "before"?, "after"?}
/// ```
///
/// `heldBack` says whether the rows that accuracy was counted on are others than those that scales were chosen by; only then the member
/// `accuracy` stands.
public final class QuantisedCard {
    private static final Set<String> OWN = Set.of("name", "version", "title", "accuracy", "samples", "quantised");
    private static final int VALUES_MAX = 200_000;

    private QuantisedCard() {}

    /// What the card says besides its parent's.
    ///
    /// @param parent     release of the float model
    /// @param calibrated rows that the scales were chosen by
    /// @param heldBack   whether `comparison` was counted on other rows
    public record Facts(ReleaseName name, ReleaseName parent, int calibrated, boolean heldBack, Comparison comparison) {}

    /// @param parent the float model's card, where it has one
    public static Bytes of(Optional<Bytes> parent, Facts facts) throws MalformedException {
        JsonObject before = parent.isPresent() ? object(parent.get()) : JsonObject.EMPTY;
        JsonObject.Builder card = JsonObject.builder()
                .put("name", facts.name().name())
                .put("title", title(before, facts) + " (eight-bit integers)")
                .put("version", facts.name().version());
        for (Map.Entry<String, Json> member : before.members().entrySet()) {
            if (!OWN.contains(member.getKey())) {
                card.put(member.getKey(), member.getValue());
            }
        }
        Comparison comparison = facts.comparison();
        if (comparison.labelled() > 0 && facts.heldBack()) {
            card.put("accuracy", JsonObject.builder()
                    .put("metric", "top-1")
                    .put("heldBack", comparison.labelled())
                    .put("correct", comparison.after())
                    .put("partsPerMillion", comparison.partsPerMillion(comparison.after()))
                    .build());
        }
        JsonObject.Builder quantised = JsonObject.builder()
                .put("parent", facts.parent().toString())
                .put("profile", "int8-v1")
                .put("calibrated", facts.calibrated())
                .put("heldBack", facts.heldBack());
        comparison.json().members().forEach(quantised::put);
        return JsonWriter.write(card.put("quantised", quantised.build()).build());
    }

    private static String title(JsonObject before, Facts facts) {
        return before.get("title").orElse(null) instanceof JsonString title ? title.value() : facts.parent().name();
    }

    private static JsonObject object(Bytes card) throws MalformedException {
        if (StrictJson.parse(card, new JsonLimits(Card.BYTES_MAX, 16, VALUES_MAX)) instanceof JsonObject object) {
            return object;
        }
        throw new MalformedException("card", -1, "an object", "something else");
    }

    /// The release that a card says its model was made from.
    public static Optional<ReleaseName> parent(Bytes card) throws MalformedException {
        if (!(object(card).get("quantised").orElse(null) instanceof JsonObject quantised)) {
            return Optional.empty();
        }
        return quantised.get("parent").orElse(null) instanceof JsonString name ? Optional.of(ReleaseName.parse(name.value())) : Optional.empty();
    }
}
