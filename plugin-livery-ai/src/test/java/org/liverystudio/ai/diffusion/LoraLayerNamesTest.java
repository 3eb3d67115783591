package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.diffusion.lora.AdaptedNetwork;
import org.liverystudio.ai.diffusion.lora.LayerNames;
import org.liverystudio.ai.diffusion.lora.LayerPlace;

/** Full-size SDXL, from configs alone. */
class LoraLayerNamesTest {
    private final UnetConfig unet =
            UnetConfig.ofUnet(JsonConfig.read(Golden.path("sdxl/unet").resolve("config.json")));
    private final LayerNames names =
            new LayerNames(
                    Map.of(
                            AdaptedNetwork.UNET,
                            UnetLayout.of(unet).blocks(),
                            AdaptedNetwork.TEXT_ENCODER,
                            ClipLayout.of(ClipConfig.read(Golden.path("sdxl/text_encoder"), false))
                                    .blocks(),
                            AdaptedNetwork.TEXT_ENCODER_2,
                            ClipLayout.of(ClipConfig.read(Golden.path("sdxl/text_encoder_2"), true))
                                    .blocks()));

    @Test
    void theNamesOfTheFirstReleaseMeanTheLayersThatDiffusersSays() throws IOException {
        Map<String, String> expected = reference();

        assertThat(expected).hasSize(794);
        expected.forEach(
                (original, name) ->
                        assertThat(names.find(original).map(LayerPlace::name))
                                .as(original)
                                .contains(name));
    }

    @Test
    void everyLayerIsKnownByTheNamesOfDiffusers() throws IOException {
        for (String name : reference().values()) {
            for (String spelled :
                    List.of(
                            "unet." + name,
                            "lora_unet_" + name.replace('.', '_'),
                            "lycoris_" + name.replace('.', '_'))) {
                assertThat(names.find(spelled).map(LayerPlace::name)).as(spelled).contains(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lora_te1_text_model_encoder_layers_11_mlp_fc2",
                "lora_te_text_model_encoder_layers_0_self_attn_q_proj",
                "lora_te2_text_model_encoder_layers_31_self_attn_out_proj",
                "text_encoder.text_model.encoder.layers.0.self_attn.to_q_lora",
                "text_encoder_2.text_model.encoder.layers.31.mlp.fc1",
                "text_encoder_2.encoder.layers.31.mlp.fc1",
                "text_encoder_2.text_projection",
                "unet.mid_block.attentions.0.transformer_blocks.9.attn2.processor.to_out_lora",
                "diffusion_model.output_blocks.5.2.conv"
            })
    void namesOfOtherTrainersAndYearsAreKnown(String name) {
        assertThat(names.find(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lora_unet_down_blocks_0_attentions_0_proj_in",
                "lora_te1_text_model_encoder_layers_12_mlp_fc1",
                "lora_te1_text_model_embeddings_token_embedding",
                "lora_unet_conv_norm_out",
                "unet.controlnet_mid_block"
            })
    void layersThatSdxlLacksOrThatTakeNoLoraAreNotKnown(String name) {
        assertThat(names.find(name)).isEmpty();
    }

    private static Map<String, String> reference() throws IOException {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Files.newInputStream(
                                                Golden.path("sdxl/lora-names.txt.gz"))),
                                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        }
    }
}
