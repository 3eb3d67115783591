package org.liverystudio.ai.tensors.quantized;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodingPlanTest {
    /** Against 16 bits for each weight of full-size SDXL. */
    @ParameterizedTest
    @CsvSource({
        "unet, INT8, 0.50, 0.55",
        "unet, INT4, 0.28, 0.32",
        "controlnet, INT8, 0.50, 0.55",
        "controlnet, INT4, 0.28, 0.32",
        "text_encoder, INT8, 0.6, 0.68",
        "text_encoder_2, INT8, 0.5, 0.58",
        "text_encoder_2, INT4, 0.5, 0.58"
    })
    void networksOfSdxlShrinkAsPromised(
            String network, QuantizationScheme scheme, double least, double most)
            throws IOException {
        Map<String, List<Long>> weights = weights(network);
        CodingPlan plan = CodingPlan.of(scheme, weights.keySet());
        double plain = 0;
        double coded = 0;
        for (var weight : weights.entrySet()) {
            List<Long> shape = weight.getValue();
            double whole = 2.0 * shape.stream().reduce(1L, Math::multiplyExact);
            plain += whole;
            coded +=
                    plan.codingOf(weight.getKey(), shape)
                            .map(how -> (double) how.byteCount(shape))
                            .orElse(whole);
        }

        assertThat(coded / plain).isBetween(least, most);
    }

    @ParameterizedTest
    @CsvSource({
        "conv_in.weight",
        "conv_in.bias",
        "conv_out.weight",
        "time_embedding.linear_1.weight",
        "add_embedding.linear_2.weight",
        "down_blocks.0.resnets.0.conv1.weight",
        "up_blocks.2.resnets.2.conv2.weight",
        "down_blocks.1.resnets.0.time_emb_proj.weight",
        "down_blocks.1.resnets.0.conv_shortcut.weight",
        "down_blocks.1.resnets.0.norm1.weight",
        "down_blocks.2.attentions.1.proj_in.weight",
        "mid_block.attentions.0.proj_out.weight",
        "mid_block.attentions.0.transformer_blocks.9.attn1.to_out.0.bias"
    })
    void sensitiveLayersKeepTheirSixteenBits(String name) throws IOException {
        assertThat(coding("unet", QuantizationScheme.INT8, name)).isEmpty();
        assertThat(coding("unet", QuantizationScheme.INT4, name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "unet, mid_block.attentions.0.transformer_blocks.9.attn1.to_q.weight, INT8, INT4",
        "unet, down_blocks.1.attentions.0.transformer_blocks.0.ff.net.2.weight, INT8, INT4",
        "unet, mid_block.resnets.0.conv1.weight, INT8, INT4",
        "unet, up_blocks.0.upsamplers.0.conv.weight, INT8, INT4",
        "unet, down_blocks.1.resnets.0.conv1.weight, INT8, INT8",
        "unet, up_blocks.1.resnets.0.conv1.weight, INT8, INT8",
        "text_encoder_2, text_model.encoder.layers.31.mlp.fc1.weight, INT8, INT8"
    })
    void largeLayersTakeFewerBits(String network, String name, Coding in8, Coding in4)
            throws IOException {
        assertThat(coding(network, QuantizationScheme.INT8, name)).contains(in8);
        assertThat(coding(network, QuantizationScheme.INT4, name)).contains(in4);
    }

    @Test
    void tablesOfTokensStayAsTheyAre() throws IOException {
        for (String name : weights("text_encoder").keySet()) {
            if (name.contains("embedding")) {
                assertThat(coding("text_encoder", QuantizationScheme.INT8, name)).isEmpty();
            }
        }
    }

    @Test
    void kernelsWhoseRowsWouldHaveToBeFilledTakeEightBits() {
        CodingPlan plan =
                CodingPlan.of(
                        QuantizationScheme.INT4, List.of("down_blocks.1.resnets.0.conv1.weight"));

        assertThat(plan.codingOf("mid_block.resnets.0.conv1.weight", List.of(8L, 32L, 3L, 3L)))
                .contains(Coding.INT4);
        assertThat(plan.codingOf("mid_block.resnets.0.conv1.weight", List.of(8L, 20L, 3L, 3L)))
                .contains(Coding.INT8);
    }

    private static Optional<Coding> coding(String network, QuantizationScheme scheme, String name)
            throws IOException {
        Map<String, List<Long>> weights = weights(network);
        String known = weights.containsKey(name) ? name : name.substring(name.indexOf('.') + 1);
        return CodingPlan.of(scheme, weights.keySet()).codingOf(name, weights.get(known));
    }

    /** Names and shapes as diffusers and transformers have them. */
    private static Map<String, List<Long>> weights(String network) throws IOException {
        Map<String, List<Long>> weights = new LinkedHashMap<>();
        String table = "/golden/sdxl/" + network + "/weights.txt.gz";
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        CodingPlanTest.class.getResourceAsStream(table)),
                                StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> line.strip().split(" "))
                    .forEach(
                            parts ->
                                    weights.put(
                                            parts[0],
                                            Arrays.stream(parts)
                                                    .skip(1)
                                                    .map(Long::valueOf)
                                                    .toList()));
        }
        return weights;
    }
}
