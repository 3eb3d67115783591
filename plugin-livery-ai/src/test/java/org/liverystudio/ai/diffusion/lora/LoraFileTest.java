package org.liverystudio.ai.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.torch.LowRank;
import org.liverystudio.host.LiveryException;

class LoraFileTest {
    private static final String LAYER = "lora_unet_mid_block_resnets_0_time_emb_proj";
    private static final String CONV = "lora_unet_mid_block_resnets_0_conv1";

    private final LayerNames names =
            new LayerNames(
                    Map.of(
                            AdaptedNetwork.UNET,
                            Map.of(
                                    "mid_block.resnets.0.",
                                    Map.of(
                                            "time_emb_proj.weight",
                                            List.of(4L, 6L),
                                            "conv1.weight",
                                            List.of(4L, 2L, 3L, 3L)))));

    private final Map<String, FloatTensor> tensors = new HashMap<>();
    private final Map<String, String> metadata = new HashMap<>();

    @TempDir private Path folder;

    @Test
    void alphaIsDividedByTheRank() {
        tensor(LAYER + ".lora_down.weight", 2, 6);
        tensor(LAYER + ".lora_up.weight", 4, 2);
        tensors.put(LAYER + ".alpha", new FloatTensor(List.of(), new float[] {3}));

        assertThat(onlyChange().scale()).isEqualTo(1.5);
    }

    @Test
    void withoutAlphaTheChangeIsAsItIsWritten() {
        tensor(LAYER + ".lora_down.weight", 2, 6);
        tensor(LAYER + ".lora_up.weight", 4, 2);

        assertThat(onlyChange().scale()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"unet.lora_alpha\": 3}|1.5",
                "{\"unet.lora_alpha\": 3, \"unet.alpha_pattern\": {\"time_emb_proj\": 5}}|2.5",
                "{\"unet.lora_alpha\": 3, \"unet.alpha_pattern\": {\"emb_proj\": 5}}|1.5",
                "{\"unet.lora_alpha\": 3, \"unet.alpha_pattern\": {\"^time_emb_proj\": 5}}|1.5",
                "{\"unet.lora_alpha\": 3, \"unet.use_rslora\": true}|2.1213203435596424",
                "{\"text_encoder.lora_alpha\": 3}|1",
            })
    void peftKeepsItsAlphasInTheNotes(String settings, double scale) {
        metadata.put("lora_adapter_metadata", settings);
        tensor("unet.mid_block.resnets.0.time_emb_proj.lora_A.weight", 2, 6);
        tensor("unet.mid_block.resnets.0.time_emb_proj.lora_B.weight", 4, 2);

        assertThat(onlyChange().scale()).isEqualTo(scale);
    }

    @Test
    void linearLayersWrittenAsConvolutionsAreReadAsLinear() {
        tensor(LAYER + ".lora_down.weight", 2, 6, 1, 1);
        tensor(LAYER + ".lora_up.weight", 4, 2, 1, 1);

        assertThat(onlyChange().down().shape()).containsExactly(2L, 6L);
        assertThat(onlyChange().up().shape()).containsExactly(4L, 2L);
    }

    @Test
    void convolutionsKeepTheirKernel() {
        tensor(CONV + ".lora_down.weight", 5, 2, 3, 3);
        tensor(CONV + ".lora_up.weight", 4, 5);

        assertThat(onlyChange().down().shape()).containsExactly(5L, 2L, 3L, 3L);
        assertThat(onlyChange().up().shape()).containsExactly(4L, 5L, 1L, 1L);
    }

    @ParameterizedTest
    @CsvSource({"7, 4, 2", "6, 5, 2", "6, 4, 3"})
    void aLoraForAnotherModelIsToldByItsShapes(int in, int out, int rank) {
        metadata.put("ss_base_model_version", "sd_1.5");
        tensor(LAYER + ".lora_down.weight", 2, in);
        tensor(LAYER + ".lora_up.weight", out, rank);

        assertThatThrownBy(this::changes)
                .isInstanceOf(LiveryException.class)
                .hasMessage(
                        "The LoRA %s does not fit this model: its layer \"%s\" has weights [2, %d] and [%d, %d], where the model's layer has [4, 6]. Its notes say that it was made for \"sd_1.5\"."
                                .formatted(file(), LAYER, in, out, rank))
                .extracting(e -> ((LiveryException) e).advice())
                .isEqualTo("Choose a LoRA that was trained for SDXL.");
    }

    @Test
    void aMiddlePartThatDoesNotFitIsRefused() {
        tensor(CONV + ".lora_down.weight", 2, 2, 1, 1);
        tensor(CONV + ".lora_mid.weight", 3, 5, 3, 3);
        tensor(CONV + ".lora_up.weight", 4, 3, 1, 1);

        assertThatThrownBy(this::changes).hasMessageContaining("does not fit this model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lora_unet_down_blocks_9_proj_in|\"lora_unet_down_blocks_9_proj_in\".",
                "lora_te3_encoder_0|\"lora_te3_encoder_0\" (part of a third text encoder, as Stable Diffusion 3 has).",
                "lora_unet_double_blocks_0_img_attn_proj|\"lora_unet_double_blocks_0_img_attn_proj\" (part of Flux)."
            })
    void layersThatTheModelLacksAreCountedAndTheFirstIsNamed(String layer, String end) {
        tensor(LAYER + ".lora_down.weight", 2, 6);
        tensor(LAYER + ".lora_up.weight", 4, 2);
        tensor(layer + ".lora_down.weight", 2, 6);
        tensor(layer + ".lora_up.weight", 4, 2);

        assertThatThrownBy(this::changes)
                .isInstanceOf(LiveryException.class)
                .hasMessage(
                        "The LoRA %s does not fit this model: 1 of its 2 layers do not exist here, the first is %s"
                                .formatted(file(), end));
    }

    @Test
    void aLayerUnderTwoNamesIsRefused() {
        for (String name : List.of(LAYER, "lora_unet_middle_block_0_emb_layers_1")) {
            tensor(name + ".lora_down.weight", 2, 6);
            tensor(name + ".lora_up.weight", 4, 2);
        }

        assertThatThrownBy(this::changes)
                .hasMessageContaining(
                        "changes the layer \"mid_block.resnets.0.time_emb_proj\" twice, under two names");
    }

    @Test
    void aHalfThatIsMissingIsNamed() {
        tensor(LAYER + ".lora_down.weight", 2, 6);

        assertThatThrownBy(this::changes)
                .hasMessage(
                        "The LoRA %s is incomplete: its layer \"%s\" has no up weights."
                                .formatted(file(), LAYER));
    }

    @ParameterizedTest
    @CsvSource({
        ".dora_scale, DoRA",
        ".lora_magnitude_vector.weight, DoRA",
        ".hada_w1_a, LoHa",
        ".lokr_w1, LoKr",
        ".oft_blocks, OFT",
        ".a1.weight, GLoRA",
        ".on_input, IA3",
        ".diff, whole changed weights",
        ".diff_b, whole changed weights",
        ".w_norm, changed norms",
        ".lora_B.bias, changed biases"
    })
    void otherKindsOfChangesAreRefusedByName(String ending, String kind) {
        tensor(LAYER + ".lora_down.weight", 2, 6);
        tensor(LAYER + ".lora_up.weight", 4, 2);
        tensor(LAYER + ending, 4);

        assertThatThrownBy(this::open)
                .isInstanceOf(LiveryException.class)
                .hasMessage(
                        "%s is no plain LoRA: it holds %s, which is not supported."
                                .formatted(file(), kind));
    }

    @Test
    void doraIsToldByPeftsSettingsToo() {
        metadata.put("lora_adapter_metadata", "{\"unet.use_dora\": true}");
        tensor(LAYER + ".lora_down.weight", 2, 6);

        assertThatThrownBy(this::open).hasMessageContaining("it holds DoRA, which");
    }

    @Test
    void settingsOfPeftThatCannotBeReadAreNoGuess() {
        metadata.put("lora_adapter_metadata", "{\"unet.lora_alpha\": ");
        tensor(LAYER + ".lora_down.weight", 2, 6);

        assertThatThrownBy(this::open)
                .isInstanceOf(LiveryException.class)
                .hasMessageStartingWith("The settings \"lora_adapter_metadata\" in the LoRA");
    }

    @Test
    void aWholeModelIsNoLora() {
        tensor("conv_in.weight", 2, 6);
        tensor("conv_in.bias", 2);
        tensor(LAYER + ".lora_down.weight", 2, 6);

        assertThatThrownBy(this::open)
                .hasMessageContaining("is no LoRA: 2 of its 3 tensors have no name of a LoRA's")
                .hasMessageContaining("\"conv_in.");
    }

    @Test
    void anEmptyFileIsNoLora() {
        assertThatThrownBy(this::open).hasMessageEndingWith("holds no LoRA: it is empty.");
    }

    @Test
    void aFileThatIsGoneIsNamed() {
        assertThatThrownBy(() -> LoraFile.open(folder.resolve("gone.safetensors")))
                .isInstanceOf(LiveryException.class)
                .hasMessage(
                        "The LoRA file %s does not exist."
                                .formatted(folder.resolve("gone.safetensors")));
    }

    @Test
    void pytorchsOwnFormatIsRefusedWithTheReason() throws IOException {
        Path file = Files.createFile(folder.resolve("style.PT"));

        assertThatThrownBy(() -> LoraFile.open(file))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("which can run programs while it is read")
                .extracting(e -> ((LiveryException) e).advice())
                .isEqualTo("Choose the LoRA as a .safetensors file; most sites offer both.");
    }

    private void tensor(String name, int... lengths) {
        List<Long> shape = Arrays.stream(lengths).asLongStream().boxed().toList();
        int count = Arrays.stream(lengths).reduce(1, (a, b) -> a * b);
        tensors.put(name, new FloatTensor(shape, new float[count]));
    }

    private Path file() {
        return folder.resolve("style.safetensors");
    }

    private LoraFile open() {
        SafeTensorsWriter.write(file(), tensors, metadata);
        return LoraFile.open(file());
    }

    private Map<LayerPlace, LowRank> changes() {
        return open().changes(names);
    }

    private LowRank onlyChange() {
        return changes().values().iterator().next();
    }
}
