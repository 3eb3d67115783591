package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * No setting of a model is passed over in silence: whatever key of a config gets another value,
 * either the network becomes another one or the key is refused by name. The exceptions change no
 * number of a picture and are listed here.
 */
class ConfigKeysTest {
    /** Keys that change nothing while pictures are made, by the config that holds them. */
    private static final Map<String, Set<String>> HARMLESS =
            Map.of(
                    // The size trained on; regularisation; a width that only other embeddings use.
                    "unet",
                    Set.of("sample_size", "dropout", "addition_embed_type_num_heads"),
                    "controlnet",
                    Set.of("addition_embed_type_num_heads"),
                    "controlnet_union",
                    Set.of("addition_embed_type_num_heads"),
                    // The autoencoder computes in 32 bits whether 16 would do or not.
                    "vae",
                    Set.of("sample_size", "force_upcast"),
                    // Only the decoder is used, in 32 bits.
                    "taesd",
                    Set.of(
                            "encoder_block_out_channels",
                            "num_encoder_blocks",
                            "in_channels",
                            "latent_magnitude",
                            "latent_shift",
                            "force_upcast",
                            "block_out_channels"),
                    // For training, or told by the tokenizer.
                    "text_encoder",
                    Set.of(
                            "attention_dropout",
                            "bos_token_id",
                            "pad_token_id",
                            "initializer_factor",
                            "initializer_range",
                            "projection_dim",
                            "transformers_version"),
                    "text_encoder_2",
                    Set.of(
                            "attention_dropout",
                            "bos_token_id",
                            "pad_token_id",
                            "initializer_factor",
                            "initializer_range",
                            "transformers_version"));

    /** Where two keys contradict each other, the one that is named need not be the one changed. */
    private static final Map<String, String> PARTNERS =
            Map.of("in_channels", "out_channels", "block_out_channels", "num_trans_channel");

    private static final Map<String, Function<Path, Object>> READERS =
            Map.of(
                    "unet",
                    file -> UnetConfig.ofUnet(JsonConfig.read(file)),
                    "controlnet",
                    ControlNetConfig::read,
                    "controlnet_union",
                    ControlNetConfig::read,
                    "vae",
                    file -> VaeConfig.read(file.getParent()),
                    "taesd",
                    file -> TinyDecoderConfig.read(file.getParent()),
                    "text_encoder",
                    file -> ClipConfig.read(file.getParent(), false),
                    "text_encoder_2",
                    file -> ClipConfig.read(file.getParent(), true));

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                    .build();

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unet",
                "controlnet",
                "controlnet_union",
                "vae",
                "taesd",
                "text_encoder",
                "text_encoder_2"
            })
    void everyKeyOfANetworkIsObeyedOrRefusedByName(String part) {
        ObjectNode official =
                (ObjectNode)
                        JSON.readTree(Golden.path("sdxl/" + part).resolve("config.json").toFile());
        Function<Path, Object> reader = READERS.get(part);
        Object usual = reader.apply(write("config.json", official));
        Set<String> passedOver = new TreeSet<>();
        for (String key : official.propertyNames()) {
            if (key.startsWith("_") && !key.equals("_class_name")) {
                continue; // Notes of diffusers, such as its version.
            }
            Path file = write("config.json", flipped(official, key));
            try {
                if (reader.apply(file).equals(usual)) {
                    passedOver.add(key);
                }
            } catch (LiveryException e) {
                String partner = PARTNERS.getOrDefault(key, key);
                assertThat(e.getMessage())
                        .containsPattern("asks for (%s|%s) = ".formatted(key, partner));
            }
        }

        assertThat(passedOver).isEqualTo(new TreeSet<>(HARMLESS.get(part)));
        official.put("brand_new", 1);
        Path file = write("config.json", official);
        assertThatThrownBy(() -> reader.apply(file))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("asks for brand_new = 1, which is not supported");
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyOfASchedulerIsObeyedOrRefusedByName(SamplingMethod method) {
        JsonNode defaults =
                JSON.readTree(Golden.path("scheduler-defaults.json").toFile()).get(method.name());
        Set<String> passedOver = new TreeSet<>();
        for (String key : defaults.propertyNames()) {
            if (!key.startsWith("_") && !isNoticed(method, (ObjectNode) defaults, key)) {
                passedOver.add(key);
            }
        }

        assertThat(passedOver).isEqualTo(harmless(method));
    }

    /** What a config may say that the method itself fixes, or that another setting makes idle. */
    private static Set<String> harmless(SamplingMethod method) {
        // Bounds of a threshold that is refused; shifts of a flow that is.
        Set<String> threshold = Set.of("dynamic_thresholding_ratio", "sample_max_value");
        Set<String> flow = Set.of("flow_shift", "time_shift_type");
        Set<String> keys = new TreeSet<>();
        switch (method) {
            case EULER, EULER_ANCESTRAL -> {}
            // Counted back from the end, steps need no offset.
            case EULER_TRAILING -> keys.add("steps_offset");
            case DDIM -> keys.addAll(threshold);
            case DPMPP_2M -> {
                keys.addAll(threshold);
                keys.addAll(flow);
                keys.add("use_karras_sigmas");
            }
            // Noise levels by a formula: no steps to shift, and the last step, which the two
            // settings are about, either ends without noise or moves nothing.
            case DPMPP_2M_KARRAS, DPMPP_2M_SDE_KARRAS -> {
                keys.addAll(threshold);
                keys.addAll(flow);
                keys.addAll(List.of("use_karras_sigmas", "steps_offset"));
                keys.addAll(List.of("euler_at_final", "lower_order_final"));
            }
            case UNIPC -> {
                keys.addAll(threshold);
                keys.addAll(flow);
            }
            // Its steps are those of the distillation, and its last one goes nowhere.
            case LCM -> {
                keys.addAll(threshold);
                keys.addAll(List.of("steps_offset", "set_alpha_to_one"));
            }
        }
        return keys;
    }

    /** Whether a flipped key is refused or seen in a walk, with any of some usual settings. */
    private boolean isNoticed(SamplingMethod method, ObjectNode defaults, String key) {
        for (String spacing : List.of("leading", "linspace")) {
            for (String end : List.of("zero", "sigma_min")) {
                for (int steps : List.of(8, 20)) {
                    ObjectNode config = defaults.deepCopy();
                    config.put("timestep_spacing", spacing);
                    config.put("final_sigmas_type", end);
                    config.put("clip_sample", defaults.has("clip_sample"));
                    try {
                        List<Float> usual = walk(config, method, steps);
                        if (!walk(flipped(config, key), method, steps).equals(usual)) {
                            return true;
                        }
                    } catch (LiveryException e) {
                        assertThat(e.getMessage()).contains(key);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private List<Float> walk(ObjectNode config, SamplingMethod method, int steps) {
        write("scheduler_config.json", config);
        FloatTensor noise = new FloatTensor(List.of(3L), new float[] {0.3f, -2, 1});
        Sampler sampler = SamplerFactory.read(folder).sampler(method, steps, () -> noise);
        List<Float> seen = new ArrayList<>();
        FloatTensor latents = sampler.start(noise);
        for (int step = 0; step < sampler.steps(); step++) {
            seen.add(sampler.timestep(step));
            FloatTensor input = sampler.networkInput(latents, step);
            latents = sampler.next(latents, Mix.of(0.4, input), step);
            for (float value : latents.values()) {
                seen.add(value);
            }
        }
        return seen;
    }

    @Test
    void anUnknownKeyOfASchedulerIsRefusedByName() {
        write("scheduler_config.json", JSON.createObjectNode().put("brand_new", true));

        assertThatThrownBy(() -> SamplerFactory.read(folder))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("asks for brand_new = true, which is not supported");
    }

    /** The same object with one key set to what no one has heard of. */
    private static ObjectNode flipped(ObjectNode config, String key) {
        ObjectNode copy = config.deepCopy();
        copy.set(key, flipped(config.get(key)));
        return copy;
    }

    private static JsonNode flipped(JsonNode value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof ArrayNode list && !list.isEmpty()) {
            ArrayNode copy = list.deepCopy();
            copy.set(0, flipped(list.get(0)));
            return copy;
        }
        if (value.isBoolean()) {
            return nodes.booleanNode(!value.asBoolean());
        }
        if (value.isInt()) {
            return nodes.numberNode(2 * value.asInt() + 1);
        }
        if (value.isNumber() && !Double.isInfinite(value.asDouble())) {
            return nodes.numberNode(value.asDouble() * 1.5 + 0.001);
        }
        return nodes.stringNode("unheard-of");
    }

    private Path write(String name, JsonNode content) {
        try {
            return Files.writeString(folder.resolve(name), JSON.writeValueAsString(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
