package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.diffusion.Golden.assertClose;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prompts with weights and prompts of more than 75 tokens, against a second implementation of the
 * same rules in make_golden.py and diffusers' pipeline behind it.
 */
class PromptParityTest {
    private static final double TOLERANCE = 1e-5;
    private static final JsonNode CASES =
            new JsonMapper().readTree(Golden.path("prompts.json").toFile());

    private DiffusionPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new DiffusionPipeline(TestTorch.start());
    }

    @AfterEach
    void free() {
        pipeline.close();
    }

    static IntStream cases() {
        return IntStream.range(0, CASES.size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void statesAndPicturesAreThoseOfTheReference(int index) {
        SafeTensorsFile golden = Golden.tensors("prompts");
        DiffusionModel model = model(index);
        PromptPair prompts = encode(model, index);

        assertClose(prompts.prompt().context(), golden.readFloats(index + ".context"), TOLERANCE);
        assertClose(prompts.prompt().pooled(), golden.readFloats(index + ".pooled"), TOLERANCE);
        FloatTensor negative = prompts.negative().context();
        if (CASES.get(index).get("negative").asString().isEmpty()) {
            assertThat(negative.values()).containsOnly(0);
            assertThat(negative.shape()).isEqualTo(prompts.prompt().context().shape());
        } else {
            assertClose(negative, golden.readFloats(index + ".negative"), TOLERANCE);
            assertClose(
                    prompts.negative().pooled(),
                    golden.readFloats(index + ".negative_pooled"),
                    TOLERANCE);
        }
        assertClose(
                denoise(model, prompts, golden.readFloats(index + ".latents")),
                golden.readFloats(index + ".final"),
                TOLERANCE);
    }

    private DiffusionModel model(int index) {
        String name = CASES.get(index).get("model").asString();
        return pipeline.model(ModelFolder.open(Golden.path(name)), NumberFormat.FLOAT32);
    }

    private static PromptPair encode(DiffusionModel model, int index) {
        JsonNode row = CASES.get(index);
        return model.encodePrompts(
                row.get("prompt").asString(), row.get("negative").asString(), () -> {});
    }

    private static FloatTensor denoise(
            DiffusionModel model, PromptPair prompts, FloatTensor latents) {
        try (NoiseStream unused = model.noiseOf(0)) {
            return model.denoise(
                    new DenoiseRequest(
                            latents,
                            List.of(unused),
                            prompts,
                            4.0,
                            SamplingMethod.EULER,
                            6,
                            List.of(),
                            Optional.empty(),
                            LatentView.WHOLE,
                            Shortcuts.none()),
                    step -> {},
                    () -> {});
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCounterAgreesWithTheChunks(int index) {
        JsonNode row = CASES.get(index);
        TokenCounter counter = TokenCounter.of(Golden.path(row.get("model").asString()));

        TokenCounter.Count count = counter.count(row.get("prompt").asString());

        assertThat(count.used()).isEqualTo(row.get("tokens").asInt());
        assertThat(count.room()).isEqualTo(count.used() > 75 ? 150 : 75);
    }

    @Test
    void aWordThatDoesNotFitBeginsTheNextChunk() {
        ClipTokenizer tokenizer = ClipTokenizer.read(Golden.path("tiny-conv").resolve("tokenizer"));
        WeightedText text = WeightedText.parse("x ".repeat(73) + "car y");
        int carTokens = tokenizer.words("car").getFirst().size();
        assertThat(carTokens).isGreaterThan(1);

        List<PromptChunk> chunks = PromptChunk.of(tokenizer, text, 76);

        assertThat(chunks).hasSize(2);
        int end = tokenizer.framed(List.of(), 2)[1];
        assertThat(chunks.get(0).ids()[74]).isEqualTo(end);
        assertThat(chunks.get(1).ids()[1 + carTokens + 1]).isEqualTo(end);
    }

    @Test
    void aWordLongerThanAChunkIsCut() {
        ClipTokenizer tokenizer = ClipTokenizer.read(Golden.path("tiny-conv").resolve("tokenizer"));

        assertThat(PromptChunk.of(tokenizer, WeightedText.parse("x".repeat(200)), 77)).hasSize(3);
    }
}
