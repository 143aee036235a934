package dev.credence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.receipt.statement.Statement;
import dev.credence.verification.VerificationReport.Verdict;
import dev.credence.verification.laws.Defect;
import dev.credence.verification.laws.Defects;
import dev.credence.verification.laws.ForgedCase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: no byte of a text, of its request or its receipt is idle, but for members that the specification says no digest covers; and
/// nothing is thrown. Method: at every place other values; where the verdict stays, the place must be inside of one of those.
class TextBytesTest {
    private static final Pattern UNCOVERED_IN_ANSWER = Pattern.compile(
            "\"(id|system_fingerprint|item_id)\":\"(?!call_)[^\"]*\"|\"(created|created_at)\":[0-9]+|\"content_index\":[0-9]+"
                    + "|\"(refusal|usage|logprobs|error)\":null|\"(annotations|logprobs)\":\\[]|\"status\":\"signed\"|\"receipt\":|: still here\n"
                    + "|\"status\":\"(in_progress|completed)\"|\"(output|content)\":\\[]|\"(arguments|content)\":\"\""
                    // Of an event of the Responses API that begins something.
                    + "|\"response\":\\{[^}]*\"in_progress\"[^}]*}|\"content_index\"|\"item_id\"|\"output_index\":1,\"name\":"
                    // A choice's first chunk says nothing but that there is one, as a later one does.
                    + "|\"index\":[01],\"delta\":\\{\"role\"");
    private static final Pattern UNCOVERED_IN_REQUEST =
            Pattern.compile("\"user\":\"me\"|\"stream\":true|\"store\":false|\"stream_options\":\\{\"include_usage\":true}");

    private static final byte[] CHANGES = {1, 0x20, 2, (byte) 0x80, 4};

    private static ForgedCase forged(String name) {
        return Defects.all().stream().filter(defect -> defect.name().equals(name)).findFirst().map(Defect::forge).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"good-chat", "good-chat-stream", "good-completion", "good-completion-stream", "good-responses", "good-responses-stream"})
    void everyByteOfAnAnswerCounts(String name) throws Exception {
        ForgedCase honest = forged(name);
        Optional<Statement> statement = Optional.of(honest.file().envelope().statement());
        everyByte(
                honest.exhibit().answer().orElseThrow(),
                UNCOVERED_IN_ANSWER,
                answer -> AnswerCheck.of(statement, Optional.of(answer)).judgement().passed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"good-chat", "good-completion", "good-responses-stream"})
    void everyByteOfARequestCounts(String name) throws Exception {
        ForgedCase honest = forged(name);
        Optional<Statement> statement = Optional.of(honest.file().envelope().statement());
        everyByte(
                honest.exhibit().request().orElseThrow(),
                UNCOVERED_IN_REQUEST,
                request -> RequestCheck.of(statement, Optional.of(request)).judgement().passed());
    }

    @Test
    void everyByteOfAReceiptCounts() {
        ForgedCase honest = forged("good-chat");
        byte[] bytes = honest.exhibit().receipt().toArray();
        // The rest of the file is no other than that of a receipt for tensors, of which every byte is tried.
        for (int at = 0; at < bytes.length; at += 31) {
            bytes[at] ^= 1;
            assertThat(honest.withReceipt(Bytes.of(bytes)).verify().verdict()).as("byte " + at).isNotEqualTo(Verdict.VERIFIED);
            bytes[at] ^= 1;
        }
    }

    private static void everyByte(Bytes honest, Pattern uncovered, Predicate<Bytes> passes) {
        assertThat(passes.test(honest)).isTrue();
        String text = new String(honest.toArray(), StandardCharsets.ISO_8859_1);
        boolean[] free = new boolean[text.length()];
        Matcher matcher = uncovered.matcher(text);
        while (matcher.find()) {
            Arrays.fill(free, matcher.start(), matcher.end(), true);
        }
        byte[] bytes = honest.toArray();
        List<String> idle = new ArrayList<>();
        for (int at = 0; at < bytes.length; at++) {
            byte change = CHANGES[at % CHANGES.length];
            bytes[at] ^= change;
            if (passes.test(Bytes.of(bytes)) && !free[at]) {
                idle.add(at + ": " + text.substring(Math.max(0, at - 30), Math.min(text.length(), at + 10)));
            }
            bytes[at] ^= change;
        }
        assertThat(idle).isEmpty();
    }
}
