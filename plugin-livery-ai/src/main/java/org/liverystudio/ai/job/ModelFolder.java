package org.liverystudio.ai.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.liverystudio.ai.diffusion.ControlNetFiles;
import org.liverystudio.ai.tensors.WeightView;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder in diffusers' layout, looked at from outside: which files are there, what they say. */
final class ModelFolder {
    private static final String ADVICE =
            "Give a folder in diffusers' SDXL layout: model_index.json beside unet, vae,"
                    + " text_encoder, text_encoder_2, tokenizer, tokenizer_2 and scheduler.";

    private static final List<String> SDXL_FILES =
            List.of(
                    "model_index.json",
                    "scheduler/scheduler_config.json",
                    "tokenizer/vocab.json",
                    "tokenizer/merges.txt",
                    "tokenizer_2/vocab.json",
                    "tokenizer_2/merges.txt",
                    "text_encoder/config.json",
                    "text_encoder/model.safetensors",
                    "text_encoder_2/config.json",
                    "text_encoder_2/model.safetensors",
                    "unet/config.json",
                    "unet/diffusion_pytorch_model.safetensors",
                    "vae/config.json",
                    "vae/diffusion_pytorch_model.safetensors");

    private final Path folder;

    private ModelFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws LiveryException if the folder or one of its files is missing, or it is no SDXL model
     */
    static ModelFolder ofSdxl(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new LiveryException("There is no model folder %s.".formatted(folder), ADVICE);
        }
        ModelFolder model = new ModelFolder(folder);
        model.require(SDXL_FILES, "model folder", ADVICE);
        String pipeline = model.json("model_index.json").path("_class_name").asString("");
        if (!pipeline.startsWith("StableDiffusionXL")) {
            throw new LiveryException(
                    "The model in %s is a \"%s\", not an SDXL model.".formatted(folder, pipeline),
                    "Choose a model of the SDXL family.");
        }
        return model;
    }

    /**
     * @throws LiveryException if the folder or one of its files is missing
     */
    static Path controlNet(Path folder) {
        String advice =
                "Give a folder with config.json and diffusion_pytorch_model.safetensors, as"
                        + " diffusers writes a ControlNetModel.";
        if (!Files.isDirectory(folder)) {
            throw new LiveryException(
                    "There is no ControlNet folder %s.".formatted(folder), advice);
        }
        ControlNetFiles files = ControlNetFiles.in(folder);
        new ModelFolder(folder)
                .require(
                        List.of(
                                files.config().getFileName().toString(),
                                files.weights() + ".safetensors"),
                        "ControlNet folder",
                        advice);
        return folder;
    }

    private void require(List<String> files, String what, String advice) {
        List<String> missing = new ArrayList<>();
        for (String file : files) {
            if (!isThere(file)) {
                missing.add(file);
            }
        }
        if (!missing.isEmpty()) {
            throw new LiveryException(
                    "The %s %s is incomplete; missing: %s."
                            .formatted(what, folder, String.join(", ", missing)),
                    advice);
        }
    }

    /** Weights may also lie in a half-precision variant or in shards, or a view of a checkpoint. */
    private boolean isThere(String file) {
        String stem = file.replaceFirst("\\.safetensors$", "");
        return Stream.of(
                        file,
                        stem + ".fp16.safetensors",
                        stem + ".safetensors.index.json",
                        stem + ".safetensors.index.fp16.json",
                        stem + WeightView.SUFFIX)
                .limit(stem.equals(file) ? 1 : 5)
                .anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    }

    /** Edge in pixels of the pictures that the model was trained on, as its configs say. */
    int nativeEdge() {
        int latentEdge = json("unet/config.json").path("sample_size").asInt(0);
        int halvings = json("vae/config.json").path("block_out_channels").size() - 1;
        if (latentEdge < 1 || halvings < 0 || latentEdge > 1 << 14 || halvings > 8) {
            throw new LiveryException(
                    "The model in %s does not say what size it was trained on.".formatted(folder),
                    "Check sample_size in unet/config.json and block_out_channels in"
                            + " vae/config.json.");
        }
        return latentEdge << halvings;
    }

    private JsonNode json(String name) {
        Path file = folder.resolve(name);
        try {
            return JsonMapper.shared().readTree(file.toFile());
        } catch (JacksonException e) {
            throw new LiveryException(
                    "The model file %s cannot be read as JSON.".formatted(file),
                    "Fetch the model again; nothing else is affected.",
                    e);
        }
    }
}
