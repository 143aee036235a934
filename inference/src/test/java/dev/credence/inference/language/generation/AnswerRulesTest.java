package dev.credence.inference.language.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.gguf.GgufType;
import dev.credence.inference.language.chat.OutputConstraint;
import dev.credence.inference.language.chat.Prompt;
import dev.credence.inference.language.chat.TextModel;
import dev.credence.inference.language.chat.TinyChat;
import dev.credence.inference.language.sampler.SamplingParameters;
import dev.credence.inference.language.transformer.Architecture;
import dev.credence.inference.language.transformer.LanguageModel;
import dev.credence.inference.language.transformer.MadeModels;
import dev.credence.inference.language.transformer.ReferenceLanguageKernels;
import dev.credence.inference.language.transformer.Transformer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Where answers end, and what bounds them.
class AnswerRulesTest {
    private static TextModel model;

    @BeforeAll
    static void made() throws Exception {
        model = TinyChat.model(Architecture.LLAMA, "");
    }

    private static SamplingParameters biased(Map<Integer, Double> bias) {
        return new SamplingParameters(1, 0, 1, 0, 1, 0, 0, new TreeMap<>(bias), 7);
    }

    private static GenerationRequest request(SamplingParameters sampling, AnswerRules rules, int promptLength) {
        int[] ids = new int[promptLength];
        Arrays.setAll(ids, i -> 3 + i % 40);
        return new GenerationRequest(
                new Prompt(ids, OutputConstraint.NONE, Optional.empty()), Sha256.of(Bytes.EMPTY), sampling, rules, List.of());
    }

    private static GeneratedChoice choice(Map<Integer, Double> bias, AnswerRules rules) {
        return Generation.answer(model, request(biased(bias), rules, 5)).orElseThrow().choices().getFirst();
    }

    @Test
    void aBiasedTokenIsSampledAndMaxTokensEndsTheAnswer() {
        int a = model.tokenizer().vocabulary().id("a").orElseThrow();
        GeneratedChoice choice = choice(Map.of(a, 100.0), new AnswerRules(1, 9, List.of(), -1));
        assertThat(choice.text()).isEqualTo("aaaaaaaaa");
        assertThat(choice.finish()).isEqualTo(FinishReason.LENGTH);
        assertThat(choice.logprobs()).isEmpty();
    }

    @Test
    void aTokenThatEndsAnAnswerIsAnIdAndNoText() {
        GeneratedChoice choice = choice(Map.of(TinyChat.END, 100.0), new AnswerRules(1, 9, List.of(), 2));
        assertThat(choice.text()).isEmpty();
        assertThat(choice.ids()).containsExactly(TinyChat.END);
        assertThat(choice.finish()).isEqualTo(FinishReason.STOP);
        assertThat(choice.logprobs()).singleElement().satisfies(each -> {
            assertThat(each.sampled().id()).isEqualTo(TinyChat.END);
            assertThat(each.sampled().bytes()).isEqualTo(Bytes.EMPTY);
            assertThat(each.top()).hasSize(2);
            assertThat(each.top().get(0).value()).isGreaterThanOrEqualTo(each.top().get(1).value());
        });
    }

    @Test
    void aTextThatEndsAnAnswerMayLieAcrossTokens() {
        int a = model.tokenizer().vocabulary().id("a").orElseThrow();
        GeneratedChoice choice = choice(Map.of(a, 100.0), new AnswerRules(1, 9, List.of("b", "aaa"), -1));
        assertThat(choice.text()).isEmpty();
        assertThat(choice.ids()).hasSize(3);
        assertThat(choice.finish()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void aCharacterThatIsCutBecomesTheReplacementCharacter() {
        int half = model.tokenizer().vocabulary().id("<0xC3>").orElseThrow();
        GeneratedChoice choice = choice(Map.of(half, 100.0), new AnswerRules(1, 2, List.of(), -1));
        assertThat(choice.text()).isEqualTo("\uFFFD\uFFFD");
        assertThat(choice(Map.of(half, 100.0), new AnswerRules(1, 4, List.of("\uFFFD"), -1)).ids()).hasSize(2);
    }

    @Test
    void theContextBoundsAnAnswer() {
        int a = model.tokenizer().vocabulary().id("a").orElseThrow();
        GenerationRequest request = request(biased(Map.of(a, 100.0)), new AnswerRules(2, 1000, List.of(), -1), 250);
        GeneratedAnswer answer = Generation.answer(model, request).orElseThrow();
        assertThat(answer.choices()).allSatisfy(choice -> {
            assertThat(choice.ids()).hasSize(6);
            assertThat(choice.finish()).isEqualTo(FinishReason.LENGTH);
        });
        assertThat(answer.completionTokens()).isEqualTo(12);
    }

    @Test
    void choicesDifferAndTheSameSeedRepeatsThem() {
        GenerationRequest request = request(biased(Map.of()), new AnswerRules(3, 20, List.of(), -1), 5);
        GeneratedAnswer answer = Generation.answer(model, request).orElseThrow();
        assertThat(answer.choices().stream().map(each -> Arrays.toString(each.ids())).distinct()).hasSize(3);
        assertThat(GenerationTest.facts(Generation.answer(model, request).orElseThrow())).isEqualTo(GenerationTest.facts(answer));
        GeneratedAnswer one = Generation.answer(model, request(biased(Map.of()), new AnswerRules(1, 20, List.of(), -1), 5)).orElseThrow();
        assertThat(one.choices().getFirst().ids()).isEqualTo(answer.choices().getFirst().ids());
    }

    @Test
    void aLogitThatIsNoNumberFailsThatRequestAlone() throws Exception {
        TextModel broken = TinyChat.model(Architecture.LLAMA, "");
        Arrays.fill(broken.transformer().model().outputNorm(), Float.MAX_VALUE);
        GenerationTest.Heard heard = new GenerationTest.Heard();
        new Generation(broken, request(biased(Map.of()), new AnswerRules(2, 5, List.of(), -1), 4), PromptCache.none(), heard).run();
        assertThat(heard.failure).hasValue("the model computed a logit that is not finite");
        assertThat(heard.answer).isEmpty();
        assertThat(heard.pieces).isZero();
    }

    @Test
    void aLoopIsBoundedAndACancelledGenerationFreesItsPlace() {
        GenerationLoop loop = new GenerationLoop(model.transformer(), 1, 1);
        assertThat(loop.step()).isFalse();
        GenerationTest.Heard[] heard = {new GenerationTest.Heard(), new GenerationTest.Heard(), new GenerationTest.Heard()};
        Generation[] all = new Generation[3];
        Arrays.setAll(all, i -> new Generation(model, request(biased(Map.of(TinyChat.END, -100.0)), new AnswerRules(1, 40, List.of(), -1), 5), PromptCache.none(), heard[i]));
        assertThat(loop.submit(all[0])).isTrue();
        assertThat(loop.submit(all[1])).isTrue();
        assertThat(loop.submit(all[2])).isFalse();
        loop.step();
        loop.step();
        all[0].cancel();
        int pieces = heard[0].pieces;
        assertThat(loop.size()).isEqualTo(1);
        assertThat(loop.submit(all[2])).isTrue();
        while (loop.step()) {}
        assertThat(heard[0].pieces).isEqualTo(pieces);
        assertThat(heard[0].answer).isEmpty();
        assertThat(heard[1].answer).isPresent();
        assertThat(heard[2].answer).isPresent();
    }

    @Test
    void aShortRequestIsNotHeldUpByALongOne() throws Exception {
        TextModel narrow = TinyChat.model(Architecture.LLAMA, "", ReferenceLanguageKernels.INSTANCE, 16);
        GenerationLoop loop = new GenerationLoop(narrow.transformer(), 2, 0);
        GenerationTest.Heard longer = new GenerationTest.Heard();
        GenerationTest.Heard shorter = new GenerationTest.Heard();
        AnswerRules rules = new AnswerRules(1, 3, List.of(), -1);
        loop.submit(new Generation(narrow, request(biased(Map.of()), rules, 240), PromptCache.none(), longer));
        loop.step();
        loop.submit(new Generation(narrow, request(biased(Map.of(TinyChat.END, -100.0)), rules, 5), PromptCache.none(), shorter));
        for (int i = 0; i < 3; i++) {
            loop.step();
        }
        assertThat(shorter.answer).isPresent();
        assertThat(longer.pieces).isZero();
        while (loop.step()) {}
        assertThat(longer.answer).isPresent();
    }

    @Test
    void whatTheCallerOwesIsChecked() throws Exception {
        assertThatThrownBy(() -> new AnswerRules(9, 1, List.of(), -1)).hasMessage("1 to 8 choices expected, found 9");
        assertThatThrownBy(() -> new AnswerRules(1, 0, List.of(), -1)).hasMessage("at least one token expected, found 0");
        assertThatThrownBy(() -> new AnswerRules(1, 1, List.of(), 21)).hasMessage("-1 to 20 log-probabilities expected, found 21");
        assertThatThrownBy(() -> new AnswerRules(1, 1, List.of("a", ""), 0)).hasMessage("texts that end an answer are not empty");
        assertThatThrownBy(() -> new GenerationLoop(model.transformer(), 17, 0)).hasMessageContaining("1 to 16 active");
        assertThatThrownBy(() -> new PromptCache(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        LanguageModel other = MadeModels.model(Architecture.LLAMA, GgufType.F16);
        GenerationLoop loop = new GenerationLoop(new Transformer(other, ReferenceLanguageKernels.INSTANCE), 1, 1);
        Generation stranger = new Generation(model, request(biased(Map.of()), new AnswerRules(1, 1, List.of(), -1), 1), PromptCache.none(), new GenerationTest.Heard());
        assertThatThrownBy(() -> loop.submit(stranger)).isInstanceOf(IllegalArgumentException.class);
    }
}
