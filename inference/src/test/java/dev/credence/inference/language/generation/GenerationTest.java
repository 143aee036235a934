package dev.credence.inference.language.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.foundation.bytes.Bytes;
import dev.credence.foundation.hash.Digest;
import dev.credence.foundation.hash.Sha256;
import dev.credence.inference.kernel.Crew;
import dev.credence.inference.kernel.LanguageKernelChoice;
import dev.credence.inference.language.chat.OutputConstraint;
import dev.credence.inference.language.chat.Prompt;
import dev.credence.inference.language.chat.TextModel;
import dev.credence.inference.language.chat.TinyChat;
import dev.credence.inference.language.sampler.SamplingParameters;
import dev.credence.inference.language.transformer.Architecture;
import dev.credence.testkit.Seeded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One answer, however it is computed: alone or beside others, with told ids right or wrong, with and without known beginnings.
class GenerationTest {
    private static final Digest MODEL = Sha256.of(Bytes.ofUtf8("model"));
    private static final Digest DRAW = Sha256.of(Bytes.ofUtf8("draw"));

    /// Everything that an answer is, in one line a fact.
    static String facts(GeneratedAnswer answer) {
        StringBuilder facts = new StringBuilder();
        for (GeneratedChoice choice : answer.choices()) {
            facts.append(Arrays.toString(choice.ids())).append(' ').append(choice.text()).append(' ').append(choice.calls()).append(' ')
                    .append(choice.finish()).append(' ').append(choice.logprobs()).append('\n');
        }
        return facts.append(answer.trace().root()).append(answer.trace().keyedRoot(DRAW)).append(answer.fingerprint()).toString();
    }

    /// Hears all pieces and joins them.
    static final class Heard implements GenerationListener {
        final List<StringBuilder> texts = new ArrayList<>();
        final List<List<Integer>> ids = new ArrayList<>();
        Optional<GeneratedAnswer> answer = Optional.empty();
        Optional<String> failure = Optional.empty();
        int pieces;

        @Override
        public void piece(Piece piece) {
            pieces++;
            while (texts.size() <= piece.choice()) {
                texts.add(new StringBuilder());
                ids.add(new ArrayList<>());
            }
            texts.get(piece.choice()).append(piece.text());
            if (piece.id() != Piece.NO_TOKEN) {
                ids.get(piece.choice()).add(piece.id());
            }
        }

        @Override
        public void answered(GeneratedAnswer whole) {
            answer = Optional.of(whole);
            for (int i = 0; i < whole.choices().size(); i++) {
                assertThat(texts.get(i).toString()).isEqualTo(whole.choices().get(i).text());
                assertThat(ids.get(i)).isEqualTo(Arrays.stream(whole.choices().get(i).ids()).boxed().toList());
            }
        }

        @Override
        public void failed(String sentence) {
            failure = Optional.of(sentence);
        }
    }

    static GenerationRequest request(RandomGenerator random, int[] prompt) {
        SamplingParameters sampling = new SamplingParameters(
                random.nextInt(4) == 0 ? 0 : 0.5 + random.nextDouble(), 0, 1, 0, 1 + random.nextInt(2) * 0.1, 0, random.nextInt(2) * 0.2, new TreeMap<>(),
                random.nextLong());
        AnswerRules rules = new AnswerRules(1 + random.nextInt(3), 1 + random.nextInt(70), random.nextBoolean() ? List.of() : List.of("ab", "oo", "}"),
                random.nextInt(4) - 1);
        return new GenerationRequest(new Prompt(prompt, OutputConstraint.NONE, Optional.empty()), MODEL, sampling, rules, List.of());
    }

    private static int[] prompt(RandomGenerator random, int[] beginning) {
        int[] ids = Arrays.copyOf(beginning, beginning.length + 1 + random.nextInt(60));
        for (int i = beginning.length; i < ids.length; i++) {
            ids[i] = random.nextInt(48);
        }
        return ids;
    }

    private static String alone(TextModel model, GenerationRequest request) {
        return facts(Generation.answer(model, request).orElseThrow());
    }

    private static GenerationRequest told(GenerationRequest request, List<int[]> told) {
        return new GenerationRequest(request.prompt(), request.model(), request.sampling(), request.rules(), told);
    }

    private static int[] spoilt(RandomGenerator random, int[] ids) {
        int[] told = Arrays.copyOf(ids, switch (random.nextInt(4)) {
            case 0 -> random.nextInt(ids.length + 1);
            case 1 -> ids.length + random.nextInt(40);
            default -> ids.length;
        });
        for (int i = random.nextInt(3); i > 0 && told.length > 0; i--) {
            told[random.nextInt(told.length)] = random.nextInt(60) - 6;
        }
        return told;
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void toldIdsRightOrWrongChangeNothing(Architecture architecture) throws Exception {
        TextModel model = TinyChat.model(architecture, "");
        Seeded.check(architecture == Architecture.GEMMA3 ? 1 : 2, (random, _) -> {
            GenerationRequest request = request(random, prompt(random, new int[0]));
            GeneratedAnswer answer = Generation.answer(model, request).orElseThrow();
            List<int[]> right = answer.choices().stream().map(GeneratedChoice::ids).toList();
            assertThat(alone(model, told(request, right))).isEqualTo(facts(answer));
            List<int[]> wrong = right.stream().map(each -> spoilt(random, each)).toList();
            assertThat(alone(model, told(request, wrong.subList(0, random.nextInt(wrong.size() + 1))))).isEqualTo(facts(answer));
        });
    }

    @ParameterizedTest
    @EnumSource(value = Architecture.class, names = {"LLAMA", "GEMMA2"})
    void besideOthersAndWithKnownBeginningsAnswersAreTheSame(Architecture architecture) throws Exception {
        TextModel model = TinyChat.model(architecture, "");
        TextModel small = TinyChat.model(architecture, "", dev.credence.inference.language.transformer.ReferenceLanguageKernels.INSTANCE, 24);
        Seeded.check(architecture == Architecture.LLAMA ? 2 : 1, (random, _) -> {
            PromptCache cache = new PromptCache(random.nextInt(4), 1 << 22);
            GenerationLoop loop = new GenerationLoop(model.transformer(), 3, 100);
            List<GenerationRequest> requests = new ArrayList<>();
            List<Heard> heard = new ArrayList<>();
            int[] beginning = prompt(random, new int[0]);
            for (int i = 0; i < 6; i++) {
                GenerationRequest request = request(random, prompt(random, random.nextInt(3) == 0 ? new int[0] : beginning));
                requests.add(request);
                heard.add(new Heard());
                assertThat(loop.submit(new Generation(model, request, cache, heard.get(i)))).isTrue();
                loop.step();
            }
            while (loop.step()) {}
            assertThat(loop.size()).isZero();
            assertThat(cache.bytes()).isLessThanOrEqualTo(1 << 22);
            for (int i = 0; i < requests.size(); i++) {
                String expected = alone(small, requests.get(i));
                assertThat(facts(heard.get(i).answer.orElseThrow())).isEqualTo(expected);
                // Once more, from what is remembered, as the next turn of a conversation would find it.
                Heard again = new Heard();
                new Generation(model, requests.get(i), cache, again).run();
                assertThat(facts(again.answer.orElseThrow())).isEqualTo(expected);
            }
        });
    }

    @Test
    void whoGivesItsMemoryBackAnswersTheSameLater() throws Exception {
        TextModel model = TinyChat.model(Architecture.LLAMA, "");
        // A page of this model has 2 · 2 · 64 · 48 numbers.
        int page = 4 * 2 * 2 * 64 * 48;
        Seeded.check(1, (random, _) -> {
            GenerationLoop loop = new GenerationLoop(model.transformer(), 4, 9, 7L * page);
            PromptCache cache = new PromptCache(random.nextInt(2), 1 << 22);
            List<GenerationRequest> requests = new ArrayList<>();
            List<Heard> heard = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                GenerationRequest request = request(random, prompt(random, new int[20 + random.nextInt(30)]));
                SamplingParameters endless = new SamplingParameters(1, 0, 1, 0, 1, 0, 0, new TreeMap<>(java.util.Map.of(TinyChat.END, -100.0)), i);
                requests.add(new GenerationRequest(request.prompt(), MODEL, endless, new AnswerRules(1 + i % 2, 60, List.of("dd"), -1), List.of(new int[i])));
                heard.add(new Heard());
                loop.submit(new Generation(model, requests.get(i), cache, heard.get(i)));
            }
            while (loop.step()) {}
            assertThat(loop.suspensions()).isPositive();
            for (int i = 0; i < requests.size(); i++) {
                assertThat(facts(heard.get(i).answer.orElseThrow())).isEqualTo(alone(model, requests.get(i)));
            }
        });
        GenerationLoop tight = new GenerationLoop(model.transformer(), 4, 9, page);
        Heard heard = new Heard();
        tight.submit(new Generation(model, request(new java.util.Random(1), new int[100]), PromptCache.none(), heard));
        while (tight.step()) {}
        assertThat(heard.failure).hasValue("the answer needs more memory than there is for keys and values");
    }

    /// The largest logit is found by the engine's loops, or, where a bias may change it, by the sampler.
    @Test
    void aBiasOfNothingChangesNoGreedyToken() throws Exception {
        TextModel model = TinyChat.model(Architecture.LLAMA, "");
        AnswerRules rules = new AnswerRules(1, 40, List.of(), AnswerRules.LOGPROBS_NONE);
        SamplingParameters greedy = SamplingParameters.GREEDY;
        SamplingParameters biased = new SamplingParameters(0, 0, 1, 0, 1, 0, 0, new TreeMap<>(Map.of(3, 0.0)), 0);
        assertThat(greedy.takesLargest()).isTrue();
        assertThat(biased.takesLargest()).isFalse();
        Seeded.check(4, (random, _) -> {
            Prompt prompt = new Prompt(prompt(random, new int[0]), OutputConstraint.NONE, Optional.empty());
            GeneratedAnswer one = Generation.answer(model, new GenerationRequest(prompt, MODEL, greedy, rules, List.of())).orElseThrow();
            GeneratedAnswer other = Generation.answer(model, new GenerationRequest(prompt, MODEL, biased, rules, List.of())).orElseThrow();
            assertThat(one.choices().getFirst().ids()).isEqualTo(other.choices().getFirst().ids());
        });
    }

    @Test
    void threadsAndVectorsChangeNothing() throws Exception {
        TextModel reference = TinyChat.model(Architecture.GEMMA2, "");
        try (ExecutorService helpers = Executors.newFixedThreadPool(2)) {
            List<TextModel> models = List.of(
                    TinyChat.model(Architecture.GEMMA2, "", LanguageKernelChoice.of(Crew.CALLER).kernels(), 128),
                    TinyChat.model(Architecture.GEMMA2, "", LanguageKernelChoice.of(Crew.of(helpers, 3)).kernels(), 40));
            Seeded.check(1, (random, _) -> {
                GenerationRequest request = request(random, prompt(random, new int[0]));
                for (TextModel model : models) {
                    assertThat(alone(model, request)).isEqualTo(alone(reference, request));
                }
            });
        }
    }

    @Test
    void aConversationGoesOnFromItsOwnAnswer() throws Exception {
        TextModel model = TinyChat.model(Architecture.QWEN3, "");
        Seeded.check(3, (random, _) -> {
            PromptCache cache = new PromptCache(4, 1 << 24);
            GenerationRequest first = request(random, prompt(random, new int[20]));
            Heard heard = new Heard();
            new Generation(model, first, cache, heard).run();
            int[] ids = heard.answer.orElseThrow().choices().getFirst().ids();
            int[] both = Arrays.copyOf(first.prompt().ids(), first.prompt().ids().length + ids.length);
            System.arraycopy(ids, 0, both, first.prompt().ids().length, ids.length);
            GenerationRequest second = request(random, prompt(random, both));
            int known = cache.find(second.prompt().ids(), second.prompt().ids().length - 1, 1).orElseThrow().cache().length();
            assertThat(known).isGreaterThanOrEqualTo(both.length - 1);
            Heard then = new Heard();
            new Generation(model, second, cache, then).run();
            assertThat(facts(then.answer.orElseThrow())).isEqualTo(alone(model, second));
        });
    }
}
