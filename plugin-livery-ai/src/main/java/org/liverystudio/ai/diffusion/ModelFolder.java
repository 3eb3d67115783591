package org.liverystudio.ai.diffusion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;

/**
 * A model on disk in the diffusers layout, its index read.
 *
 * @param path the folder with model_index.json
 * @param zerosForEmptyNegative whether an empty negative prompt means zeros instead of the encoded
 *     empty text
 */
public record ModelFolder(Path path, boolean zerosForEmptyNegative) {
    static final String FIRST_ENCODER = "text_encoder";
    static final String SECOND_ENCODER = "text_encoder_2";

    private static final String INDEX = "model_index.json";

    /**
     * @throws LiveryException if this is no SDXL model, naming what is wrong or missing
     */
    public static ModelFolder open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new LiveryException(
                    "The model folder %s does not exist.".formatted(path),
                    "Check the path, or choose the built-in model \"mini\".");
        }
        if (!Files.exists(path.resolve(INDEX))) {
            throw new LiveryException(
                    "%s is no model in the diffusers layout: it has no %s.".formatted(path, INDEX),
                    "Choose the folder that holds model_index.json, unet, vae and text_encoder.");
        }
        JsonConfig index = JsonConfig.read(path.resolve(INDEX));
        index.only(
                "_class_name",
                "StableDiffusionXLPipeline",
                "StableDiffusionXLControlNetPipeline",
                "StableDiffusionXLImg2ImgPipeline");
        requirePart(index, "text_encoder", "CLIPTextModel");
        requirePart(index, "text_encoder_2", "CLIPTextModelWithProjection");
        requirePart(index, "unet", "UNet2DConditionModel");
        requirePart(index, "vae", "AutoencoderKL");
        return new ModelFolder(path, index.flag("force_zeros_for_empty_prompt", true));
    }

    private static void requirePart(JsonConfig index, String part, String type) {
        JsonNode entry = index.find(part).orElse(null);
        String found = entry == null ? "nothing" : entry.path(1).asString("nothing");
        if (!found.equals(type)) {
            throw index.unsupported(part, found);
        }
    }

    UnetConfig unetConfig() {
        return UnetConfig.ofUnet(JsonConfig.read(part("unet").resolve("config.json")));
    }

    NetworkFiles unetFiles() {
        return NetworkFiles.of(
                UnetLayout.of(unetConfig()),
                WeightFiles.open(part("unet"), "diffusion_pytorch_model"),
                WeightNames.plain());
    }

    VaeConfig vaeConfig() {
        return VaeConfig.read(part("vae"));
    }

    NetworkFiles vaeFiles() {
        return NetworkFiles.of(
                VaeLayout.of(vaeConfig()),
                WeightFiles.open(part("vae"), "diffusion_pytorch_model"),
                WeightNames.vae());
    }

    /**
     * @param encoder name of its folder; the second of SDXL's two has a projection
     */
    ClipConfig clipConfig(String encoder) {
        return ClipConfig.read(part(encoder), encoder.equals(SECOND_ENCODER));
    }

    NetworkFiles clipFiles(String encoder) {
        return NetworkFiles.of(
                ClipLayout.of(clipConfig(encoder)),
                WeightFiles.open(part(encoder), "model"),
                WeightNames.clip());
    }

    /** Number of weights in the UNet, from its config alone. */
    public long unetWeightCount() {
        return UnetLayout.of(unetConfig()).weightCount();
    }

    Path part(String name) {
        return path.resolve(name);
    }

    /**
     * Changes whenever a file below a folder is replaced, so that networks in memory are not taken
     * for files that they no longer are.
     */
    static String fingerprint(Path folder) {
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
            StringBuilder text = new StringBuilder();
            for (Path file : sorted) {
                text.append(folder.relativize(file))
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append('\n');
            }
            return text.toString();
        } catch (IOException | UncheckedIOException e) {
            throw new LiveryException(
                    "The model folder %s cannot be read: %s.".formatted(folder, e.getMessage()),
                    "Check that it exists and may be read.",
                    e);
        }
    }
}
