package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liverystudio.ai.diffusion.Golden.assertClose;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.diffusion.lora.ChosenAdditions;
import org.liverystudio.ai.diffusion.lora.ChosenAdditions.Lora;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.host.LiveryException;

/** LoRAs of every layout and learned words on random models: against diffusers, 10 steps. */
class LoraParityTest {
    private static final double TOLERANCE = 1e-5;

    /** LoRAs as strong as these let ten steps of a random network multiply a rounding error. */
    private static final double FINAL_TOLERANCE = 3e-4;

    private static final String PROMPT = "A red car, blue stripes!";

    private DiffusionPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = new DiffusionPipeline(TestTorch.start());
    }

    @AfterEach
    void free() {
        pipeline.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-linear, tiny-linear-kohya, tiny-linear-kohya, 0.7",
        "tiny-linear, diffusers, tiny-linear-kohya, 0.7",
        "tiny-linear, original, original, 1.0",
        "tiny-linear, processors, processors, 1.3",
        "tiny-linear, peft, peft, -0.6",
        "tiny-conv, tiny-conv-kohya, tiny-conv-kohya, 0.7"
    })
    void everyLayoutGivesThePictureOfTheReference(
            String model, String file, String values, double weight) {
        Run run = new Run(model, model + "-loras");

        run.add(new Lora(file(file), weight));

        run.assertPicture(values, PROMPT);
    }

    @Test
    void convolutionsOfThreePartsAndAlphasThatDifferAddUpByTheirDefinition() {
        Run run = new Run("tiny-linear", "tiny-linear-loras");

        run.add(new Lora(file("middle"), 0.9));

        assertClose(run.denoise(PROMPT), run.golden.readFloats("middle.final"), TOLERANCE);
    }

    @Test
    void severalAddUpEachWithItsWeight() {
        Run run = new Run("tiny-linear", "tiny-linear-loras");

        // The same numbers in two layouts, so that 0.4 and 0.3 of them are 0.7.
        run.add(new Lora(file("tiny-linear-kohya"), 0.4), new Lora(file("diffusers"), 0.3));

        run.assertPicture("tiny-linear-kohya", PROMPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void theWeightChangesAndTheLoraGoesWhileTheModelStays(String name) {
        Run run = new Run(name, name + "-loras");
        Path file = file(name + "-kohya");
        run.add(new Lora(file, 0.1));
        run.denoise(PROMPT);

        run.add(new Lora(file, 0.7));
        run.assertPicture(name + "-kohya", PROMPT);
        run.add(new Lora(file, 0));
        assertClose(run.denoise(PROMPT), run.golden.readFloats("bare.final"), TOLERANCE);
        run.add(new Lora(file, 0.7));
        run.assertPicture(name + "-kohya", PROMPT);
        run.add();
        assertClose(run.denoise(PROMPT), run.golden.readFloats("bare.final"), TOLERANCE);
    }

    @Test
    void aLoraThatDoesNotFitLeavesTheOthersInUse() {
        Run run = new Run("tiny-linear", "tiny-linear-loras");
        Lora good = new Lora(file("tiny-linear-kohya"), 0.7);
        run.add(good);

        assertThatThrownBy(() -> run.add(good, new Lora(file("tiny-conv-kohya"), 1)))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("tiny-conv-kohya.safetensors does not fit this model");

        run.assertPicture("tiny-linear-kohya", PROMPT);
    }

    @Test
    void sixteenBitsStayNearThirtyTwo() {
        Run run = new Run("tiny-linear", "tiny-linear-loras", NumberFormat.BFLOAT16);

        run.add(new Lora(file("tiny-linear-kohya"), 0.7));

        FloatTensor exact = run.golden.readFloats("tiny-linear-kohya.final");
        assertThat(Golden.relativeError(run.denoise(PROMPT), exact)).isBetween(1e-4, 0.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void learnedWordsStandWhereTheirNamesAre(String name) {
        Run run = new Run(name, name + "-words");
        String prompt = "a %s-gold car, %1$s-bold-look stripes".formatted(name);

        run.model.adapt(
                new ChosenAdditions(
                        List.of(), List.of(file(name + "-bold-look"), file(name + "-gold"))));

        run.assertPicture("words", prompt);
        // Other programs' ways to write them, in any case and order of the files.
        run.model.adapt(
                new ChosenAdditions(
                        List.of(), List.of(file(name + "-gold"), file(name + "-bold-look"))));
        run.assertPicture(
                "words", "a <%S-GOLD> car, embedding:%1$s-bold-look stripes".formatted(name));
    }

    private static Path file(String name) {
        return Golden.path("lora/" + name + ".safetensors");
    }

    private final class Run {
        private final SafeTensorsFile golden;
        private final DiffusionModel model;

        Run(String model, String values) {
            this(model, values, NumberFormat.FLOAT32);
        }

        Run(String model, String values, NumberFormat format) {
            this.golden = Golden.tensors(values);
            this.model = pipeline.model(ModelFolder.open(Golden.path(model)), format);
        }

        void add(Lora... loras) {
            model.adapt(new ChosenAdditions(List.of(loras), List.of()));
        }

        void assertPicture(String label, String prompt) {
            EncodedPrompt encoded = model.encodePrompts(prompt, "blurry", () -> {}).prompt();
            assertClose(encoded.context(), golden.readFloats(label + ".context"), TOLERANCE);
            assertClose(encoded.pooled(), golden.readFloats(label + ".pooled"), TOLERANCE);
            assertClose(denoise(prompt), golden.readFloats(label + ".final"), FINAL_TOLERANCE);
        }

        FloatTensor denoise(String prompt) {
            PromptPair prompts = model.encodePrompts(prompt, "blurry", () -> {});
            try (NoiseStream unused = model.noiseOf(0)) {
                return model.denoise(
                        new DenoiseRequest(
                                golden.readFloats("latents"),
                                List.of(unused),
                                prompts,
                                4.0,
                                SamplingMethod.EULER,
                                10,
                                List.of(),
                                Optional.empty(),
                                LatentView.WHOLE,
                                Shortcuts.none()),
                        step -> {},
                        () -> {});
            }
        }
    }
}
