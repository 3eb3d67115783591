package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.diffusion.Golden.assertClose;
import static org.liverystudio.ai.diffusion.Golden.relativeError;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.WeightLoader;

/** Each network of two random models alone, against diffusers. */
class NetworkParityTest {
    private static final double ROUNDING = 2e-6;

    private Torch torch;

    @BeforeEach
    void start() {
        torch = TestTorch.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void everyNetworkComputesWhatDiffusersComputes(String model) {
        SafeTensorsFile golden = Golden.tensors(model + "-networks");

        Map<String, FloatTensor> outputs =
                GoldenNetworks.outputs(torch, Golden.path(model), NumberFormat.FLOAT32);

        assertThat(outputs.keySet()).isEqualTo(outputsIn(golden));
        outputs.forEach(
                (name, output) ->
                        assertThat(relativeError(output, golden.readFloats(name)))
                                .as(name)
                                .isLessThan(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void bfloat16IsAsNearTo32BitsAsItIsInDiffusers(String model) {
        SafeTensorsFile golden = Golden.tensors(model + "-networks");

        Map<String, FloatTensor> outputs =
                GoldenNetworks.outputs(torch, Golden.path(model), NumberFormat.BFLOAT16);

        outputs.forEach(
                (name, output) ->
                        assertThat(relativeError(output, golden.readFloats(name)))
                                .as(name)
                                .isLessThan(Golden.bfloat16Distance(golden, name)));
        assertThat(Golden.bfloat16Share(golden, outputs)).isLessThan(1.05);
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-linear, controlnet",
        "tiny-linear, controlnet_plain",
        "tiny-linear, controlnet_union.one",
        "tiny-linear, controlnet_union.two",
        "tiny-conv, controlnet",
        "tiny-conv, controlnet_plain"
    })
    void theGoldenPicturesShowWhatSteers(String model, String part) {
        SafeTensorsFile golden = Golden.tensors(model + "-networks");

        assertThat(relativeError(golden.readFloats("unet"), golden.readFloats("unet+" + part)))
                .isGreaterThan(0.01);
    }

    @Test
    void aUnionNetworkMindsWhatItsPictureShows() {
        SafeTensorsFile golden = Golden.tensors("tiny-linear-networks");
        FloatTensor one = golden.readFloats("controlnet_union.one.mid");
        FloatTensor two = golden.readFloats("controlnet_union.two.mid");

        assertThat(relativeError(one, two)).isGreaterThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void bothTextEncodersTogetherGiveDiffusersPromptEmbedding(String model) {
        SafeTensorsFile golden = Golden.tensors(model + "-pipeline");
        ModelFolder folder = ModelFolder.open(Golden.path(model));
        WeightLoader loader = new WeightLoader(torch, NumberFormat.FLOAT32);
        try (PromptEncoder prompts = new PromptEncoder(torch, folder, loader)) {
            EncodedPrompt encoded =
                    prompts.encode(List.of("A red car, blue stripes!"), () -> {}).getFirst();

            assertClose(encoded.context(), golden.readFloats("context"), ROUNDING);
            assertClose(encoded.pooled(), golden.readFloats("pooled"), ROUNDING);
        }
    }

    private static Set<String> outputsIn(SafeTensorsFile golden) {
        return golden.entries().stream()
                .map(TensorEntry::name)
                .filter(name -> !name.startsWith("bf16."))
                .filter(
                        name ->
                                !Set.of("latents", "t", "prompt", "pooled", "sizes", "picture")
                                        .contains(name))
                .collect(Collectors.toSet());
    }
}
