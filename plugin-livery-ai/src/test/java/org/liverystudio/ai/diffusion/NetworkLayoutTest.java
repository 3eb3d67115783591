package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.host.LiveryException;

/**
 * Full-size SDXL, from configs alone: every weight that diffusers has is expected, by name and
 * shape.
 */
class NetworkLayoutTest {
    @Test
    void theUnetOfSdxlHasAllItsWeights() throws IOException {
        UnetConfig config =
                UnetConfig.ofUnet(JsonConfig.read(Golden.path("sdxl/unet").resolve("config.json")));
        NetworkLayout layout = UnetLayout.of(config);

        assertThat(names(layout, WeightNames.plain())).isEqualTo(diffusers("unet"));
        assertThat(layout.weightCount()).isEqualTo(2_567_463_684L);
    }

    @Test
    void itsControlNetHasAllItsWeights() throws IOException {
        ControlNetConfig config =
                ControlNetConfig.read(Golden.path("sdxl/controlnet").resolve("config.json"));

        assertThat(names(UnetLayout.of(config), WeightNames.plain()))
                .isEqualTo(diffusers("controlnet"));
    }

    @Test
    void itsAutoencoderHasAllItsWeights() throws IOException {
        VaeConfig config = VaeConfig.read(Golden.path("sdxl/vae"));

        assertThat(names(VaeLayout.of(config), WeightNames.vae())).isEqualTo(diffusers("vae"));
        assertThat(config.pixelsPerLatent()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"text_encoder, false", "text_encoder_2, true"})
    void itsTextEncodersHaveAllTheirWeights(String part, boolean projected) throws IOException {
        ClipConfig config = ClipConfig.read(Golden.path("sdxl/" + part), projected);

        Map<String, String> expected = new TreeMap<>();
        diffusers(part)
                .forEach((name, shape) -> expected.put(name.replace("text_model.", ""), shape));
        assertThat(names(ClipLayout.of(config), WeightNames.clip())).isEqualTo(expected);
    }

    @Test
    void weightsOfAllYearsAreFound() {
        assertThat(WeightNames.clip().spellings("encoder.layers.0.mlp.fc1.bias"))
                .containsExactly(
                        "encoder.layers.0.mlp.fc1.bias",
                        "text_model.encoder.layers.0.mlp.fc1.bias");
        assertThat(WeightNames.vae().spellings("encoder.mid_block.attentions.0.to_out.0.bias"))
                .contains("encoder.mid_block.attentions.0.proj_attn.bias");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"act_fn\": \"silu\"|\"act_fn\": \"relu\"|act_fn = \"relu\"",
                "\"addition_embed_type\": \"text_time\"|\"addition_embed_type\": null|addition_embed_type = null (no SDXL network)",
                "\"class_embed_type\": null|\"class_embed_type\": \"timestep\"|class_embed_type = \"timestep\"",
                "\"dual_cross_attention\": false|\"dual_cross_attention\": true|dual_cross_attention = true",
                "\"UpBlock2D\"|\"AttnUpBlock2D\"|up_block_types = AttnUpBlock2D",
                "\"resnet_time_scale_shift\": \"default\"|\"resnet_time_scale_shift\": \"scale_shift\"|resnet_time_scale_shift = \"scale_shift\"",
                "\"sample_size\": 128|\"sample_size\": 128, \"brand_new\": 1|brand_new = 1",
                "\"norm_num_groups\": 32|\"norm_num_groups\": \"many\"|norm_num_groups = \"many\""
            })
    void whatIsNotBuiltIsRefusedByName(
            String setting, String changed, String named, @TempDir Path folder) throws IOException {
        String official = Files.readString(Golden.path("sdxl/unet").resolve("config.json"));
        assertThat(official).contains(setting);
        Path file = folder.resolve("config.json");
        Files.writeString(file, official.replace(setting, changed));

        assertThatThrownBy(() -> UnetConfig.ofUnet(JsonConfig.read(file)))
                .isInstanceOf(LiveryException.class)
                .hasMessage("%s asks for %s, which is not supported.".formatted(file, named));
    }

    @Test
    void aBrokenConfigIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, "{\"act_fn\": ");

        assertThatThrownBy(() -> JsonConfig.read(file))
                .isInstanceOf(LiveryException.class)
                .hasMessageStartingWith("%s is no valid JSON".formatted(file));
    }

    private static Map<String, String> names(NetworkLayout layout, WeightNames spelling) {
        Map<String, String> names = new TreeMap<>();
        layout.blocks()
                .forEach(
                        (prefix, shapes) ->
                                shapes.forEach(
                                        (name, shape) ->
                                                names.put(
                                                        spelling.spellings(prefix + name)
                                                                .getFirst(),
                                                        shape.stream()
                                                                .map(String::valueOf)
                                                                .collect(
                                                                        Collectors.joining(" ")))));
        return names;
    }

    private static Map<String, String> diffusers(String part) throws IOException {
        Path file = Golden.path("sdxl/" + part).resolve("weights.txt.gz");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            return new TreeMap<>(
                    lines.lines()
                            .map(line -> line.split(" ", 2))
                            .collect(Collectors.toMap(line -> line[0], line -> line[1])));
        }
    }
}
