package dev.credence.verification.laws;

import dev.credence.foundation.bytes.ByteWriter;
import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.TaggedHash;
import dev.credence.receipt.entry.ListedOperator;
import dev.credence.receipt.entry.OperatorsList;
import dev.credence.receipt.evidence.Replay;
import dev.credence.receipt.evidence.ReplayMessages;
import dev.credence.receipt.evidence.ReplayOutcome;
import dev.credence.receipt.request.EffectiveRequest;
import dev.credence.receipt.request.TensorParameters;
import dev.credence.receipt.request.Slot;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.body.TensorAnswerBody;
import dev.credence.verification.body.TensorRequestBody;
import dev.credence.verification.replay.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The worked example of docs/spec/receipt.md section 9: `java -cp … …SpecExamples docs/spec/receipt.md` writes it anew between
/// its markers.
public final class SpecExamples {
    private static final String MARKER = "<!-- examples -->";

    private SpecExamples() {}

    public static void main(String[] arguments) throws IOException, MalformedException {
        Path page = Path.of(arguments[0]);
        Files.writeString(page, current(Files.readString(page)));
    }

    /// The page with the example as code has it today.
    public static String current(String page) throws MalformedException {
        int from = page.indexOf(MARKER) + MARKER.length();
        int to = page.indexOf(MARKER, from);
        return page.substring(0, from) + "\n```\n" + example() + "```\n" + page.substring(to);
    }

    private static String example() throws MalformedException {
        Defect vector = Defects.all().stream().filter(defect -> defect.name().equals("good-two-replays")).findFirst().orElseThrow();
        ForgedCase forged = vector.forge();
        Statement statement = forged.file().envelope().statement();
        TensorRequestBody request = TensorRequestBody.decode(forged.exhibit().request().orElseThrow());
        TensorAnswerBody answer = TensorAnswerBody.decode(forged.exhibit().answer().orElseThrow());
        EffectiveRequest effective = EffectiveRequest.of(request.records(), (TensorParameters) statement.parameters());
        StringBuilder text = new StringBuilder();
        line(text, "input's bytes", request.inputs().getFirst().littleEndian().hex());
        line(text, "JCS of the effective request (text)", effective.canonicalBytes().utf8());
        line(text, "request digest", effective.digest().hex());
        line(text, "JCS of the answer record (text)", answer.record().canonicalBytes().utf8());
        line(text, "answer digest", answer.record().digest().hex());
        line(text, "slot", Slot.of(effective.digest()).hex());
        line(text, "leaf", forged.file().envelope().leaf().hex());
        draw(text, forged, effective.digest());
        return text.toString();
    }

    private static void draw(StringBuilder text, ForgedCase forged, Digest request) throws MalformedException {
        Replay replay = Replay.decode(forged.file().evidence().getFirst().blob().orElseThrow());
        Draw.Lot lot = new Draw.Lot(replay.beacon(), replay.leaf());
        line(text, "beacon", replay.beacon().hex());
        TaggedHash stream = TaggedHash.of("credence/draw/v1");
        for (int c = 0; c < 4; c++) {
            Bytes counter = new ByteWriter().u32(c).toBytes();
            line(text, "u(" + c + ")", stream.digest(lot.beacon().bytes(), lot.leaf().bytes(), counter).bytes().slice(0, 8).hex());
        }
        OperatorsList list = OperatorsList.decode(forged.file().logged().orElseThrow().operatorsListBytes());
        Digest executor = forged.file().envelope().keyId();
        line(text, "owners that can be drawn (decimal)", Draw.owners(list, executor) + "");
        List<ListedOperator> places = Draw.draw(lot, list, executor, 2).orElseThrow();
        for (int i = 0; i < places.size(); i++) {
            line(text, "owner at place " + i, places.get(i).owner().hex());
            line(text, "operator at place " + i, places.get(i).id().hex());
            line(text, "draw_" + i, lot.placeKey(i, places.get(i).id()).hex());
        }
        ReplayOutcome.Executed first = (ReplayOutcome.Executed) replay.outcomes().getFirst();
        ReplayMessages.Place place = new ReplayMessages.Place(lot.leaf(), lot.beacon(), request, 0, first.operator());
        line(text, "bytes that place 0 signs", ReplayMessages.executed(place, first.answer(), first.trace(), first.keyed()).hex());
        line(text, "its signature", first.signature().hex());
        Replay.ExecutorReveal reveal = replay.executor().orElseThrow();
        line(text, "bytes that the executor signs", ReplayMessages.executor(lot.leaf(), lot.beacon(), reveal.keyed()).hex());
        line(text, "its signature", reveal.signature().hex());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}
