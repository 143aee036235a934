package dev.credence.receipt.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.bytes.MalformedException;
import dev.credence.foundation.codec.Jcs;
import dev.credence.foundation.codec.JsonFields;
import dev.credence.foundation.codec.JsonLimits;
import dev.credence.foundation.codec.JsonWriter;
import dev.credence.foundation.codec.StrictJson;
import dev.credence.receipt.laws.TextSamples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

// Goal: parameters of text have one spelling, and nothing outside their bounds is read or made.
class TextParametersTest {
    private static final String SPELLED = TextSamples.PARAMETERS_JSON;

    private static Parameters read(String json) throws MalformedException {
        return Parameters.read(JsonFields.inOrder("p", StrictJson.parseCanonical(Bytes.ofUtf8(json), JsonLimits.ofBytes(1 << 16))));
    }

    @Test
    void haveOneSpellingInJcsOrder() throws Exception {
        TextParameters parameters = TextSamples.parameters();

        assertThat(JsonWriter.write(parameters.json()).utf8()).isEqualTo(SPELLED);
        assertThat(Jcs.canonicalize(parameters.json()).utf8()).isEqualTo(SPELLED);
        assertThat(read(SPELLED)).isEqualTo(parameters);
    }

    @Test
    void biasesStandInTheOrderOfTheirKeysTexts() throws Exception {
        LogitBias bias = new LogitBias(new TreeMap<>(Map.of(2, Decimal.of(1), 10, Decimal.of(-1), 100, Decimal.of(0.5))));

        assertThat(JsonWriter.write(bias.json()).utf8()).isEqualTo("{\"10\":\"-1\",\"100\":\"0.5\",\"2\":\"1\"}");
        assertThat(((TextParameters) read(SPELLED.replace("\"logit_bias\":{\"7\":\"-100\"}", "\"logit_bias\":{\"10\":\"-1\",\"100\":\"0.5\",\"2\":\"1\"}"))).sampling().bias())
                .isEqualTo(bias);
    }

    @Test
    void refuseEveryOtherSpellingAndValueByItsMember() {
        Map<String, String[]> defects = new TreeMap<>();
        defects.put("p.clock", new String[] {"2026-11-23T11:05:00", "2026-02-30T11:05:00"});
        defects.put("p.frequency_penalty", new String[] {"\"frequency_penalty\":\"0.5\"", "\"frequency_penalty\":\"0.50\""});
        defects.put("p.logit_bias.7", new String[] {"{\"7\":\"-100\"}", "{\"7\":\"-100.5\"}"});
        defects.put("p.logit_bias.07", new String[] {"{\"7\":\"-100\"}", "{\"07\":\"-100\"}"});
        defects.put("p.logit_bias.10", new String[] {"{\"7\":\"-100\"}", "{\"7\":\"-100\",\"10\":\"1\"}"});
        defects.put("p.logprobs", new String[] {"\"logprobs\":2", "\"logprobs\":21"});
        defects.put("p.max_tokens", new String[] {"\"max_tokens\":16", "\"max_tokens\":0"});
        defects.put("p.min_p", new String[] {"\"min_p\":\"0\"", "\"min_p\":\"-0\""});
        defects.put("p.n", new String[] {"\"n\":2", "\"n\":9"});
        defects.put("p.presence_penalty", new String[] {"\"presence_penalty\":\"0\"", "\"presence_penalty\":\"0e1\""});
        defects.put("p.repetition_penalty", new String[] {"\"repetition_penalty\":\"1\"", "\"repetition_penalty\":\"0\""});
        defects.put("p.seed", new String[] {"\"seed\":\"7\"", "\"seed\":\"07\""});
        defects.put("p.stop", new String[] {"\"stop\":[\"END\"]", "\"stop\":[\"\"]"});
        defects.put("p.temperature", new String[] {"\"temperature\":\"0.7\"", "\"temperature\":\"0.0005\""});
        defects.put("p.tool_choice", new String[] {"\"tool_choice\":\"function:weather\"", "\"tool_choice\":\"function:a b\""});
        defects.put("p.top_k", new String[] {"\"top_k\":40", "\"top_k\":-1"});
        defects.put("p.top_p", new String[] {"\"top_p\":\"0.95\"", "\"top_p\":\"1.01\""});

        defects.forEach((path, defect) -> {
            assertThat(SPELLED).contains(defect[0]);
            assertThatThrownBy(() -> read(SPELLED.replace(defect[0], defect[1])))
                    .isInstanceOfSatisfying(MalformedException.class, refused -> assertThat(refused.path()).isEqualTo(path));
        });
        assertThatThrownBy(() -> read(SPELLED.replace(",\"top_p\":\"0.95\"", ""))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> read(SPELLED.replace("\"0.95\"}", "\"0.95\",\"user\":\"me\"}"))).isInstanceOf(MalformedException.class);
    }

    @Test
    void aDecimalIsTheShortestTextOfItsNumber() throws Exception {
        assertThat(Decimal.parse("0.1", "d").value()).isEqualTo(0.1);
        assertThat(Decimal.of(-0.0).text()).isEqualTo("0");
        for (String other : List.of("", "0.10", ".1", "1e-1", "1E-7", "+1", "0.1000000000000000055511151231257827", "NaN", "1 ", "٣", "[1]")) {
            assertThatThrownBy(() -> Decimal.parse(other, "d")).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> Decimal.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areMadeWithinTheirBoundsOnly() {
        TextParameters fit = TextSamples.parameters();
        Decimal high = Decimal.of(101);

        assertThatThrownBy(() -> new TextParameters.Drawn(Bytes.EMPTY, 0, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TextParameters.Drawn(fit.nonce(), 0, "noon")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Penalties(high, high, high)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SamplingRules(high, SamplingRules.Cuts.NONE, Penalties.NONE, LogitBias.NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SamplingRules.Cuts(-1, Decimal.of(1), Decimal.of(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AnswerForm(0, 1, List.of(), -1, fit.form().tools())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AnswerForm(1, 1, List.of("x".repeat(257)), -1, fit.form().tools())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogitBias(new TreeMap<>(Map.of(-1, Decimal.of(1))))).isInstanceOf(IllegalArgumentException.class);
    }
}
