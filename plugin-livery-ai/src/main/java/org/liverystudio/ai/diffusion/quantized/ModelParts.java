package org.liverystudio.ai.diffusion.quantized;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.tensors.quantized.QuantizationManifest;
import org.liverystudio.host.LiveryException;

/**
 * The files of a model, or of one network of it such as a ControlNet.
 *
 * @param root the folder
 * @param networks whose weights are written anew
 * @param copies files that are taken as they are, below the root
 */
record ModelParts(Path root, List<Network> networks, List<Path> copies) {
    private static final String INDEX = "model_index.json";
    private static final String CONFIG = "config.json";
    private static final String DENOISER_STEM = "diffusion_pytorch_model";
    private static final String TEXT_STEM = "model";

    /** Configs and vocabularies are far smaller; what is larger was left there by others. */
    private static final long MOST_SETTINGS_BYTES = 32L << 20;

    /**
     * A network.
     *
     * @param folder below the root; empty for the root itself
     * @param stem of its file's name
     * @param isCoded whether its weights may take fewer bits
     */
    record Network(Path folder, String stem, WeightFiles weights, boolean isCoded) {
        /** Name of the file with coded weights. */
        Path file() {
            return folder.resolve(stem + ".safetensors");
        }
    }

    /**
     * @throws LiveryException if this is neither a model in diffusers' layout nor one network of
     *     it, or it is quantised already
     */
    static ModelParts of(Path root) {
        if (!Files.isDirectory(root)) {
            throw new LiveryException(
                    "The model folder %s does not exist.".formatted(root), "Check the path.");
        }
        Parts parts = new Parts(root);
        try {
            if (Files.isRegularFile(root.resolve(INDEX))) {
                parts.pipeline();
            } else if (Files.isRegularFile(root.resolve(CONFIG))) {
                parts.network("", DENOISER_STEM);
            } else {
                throw new LiveryException(
                        "%s is no model in the diffusers layout: it has neither %s nor %s."
                                .formatted(root, INDEX, CONFIG),
                        "Choose a folder that holds model_index.json, or that of a ControlNet.");
            }
        } catch (IOException e) {
            throw new LiveryException(
                    "The model folder %s cannot be read: %s.".formatted(root, e.getMessage()),
                    "Check that it may be read.",
                    e);
        }
        return new ModelParts(root, List.copyOf(parts.networks), List.copyOf(parts.copies));
    }

    /** Collects them. */
    private static final class Parts {
        private final Path root;
        private final List<Network> networks = new ArrayList<>();
        private final List<Path> copies = new ArrayList<>();

        Parts(Path root) {
            this.root = root;
        }

        void pipeline() throws IOException {
            copies.add(Path.of(INDEX));
            for (String folder : List.of("scheduler", "tokenizer", "tokenizer_2")) {
                settings(folder);
            }
            network("text_encoder", TEXT_STEM);
            network("text_encoder_2", TEXT_STEM);
            network("unet", DENOISER_STEM);
            // 16 bits are too few for SDXL's decoder already.
            add("vae", DENOISER_STEM, false);
            if (Files.isDirectory(root.resolve("controlnet"))) {
                network("controlnet", DENOISER_STEM);
            }
        }

        void network(String name, String stem) {
            Path folder = root.resolve(name);
            QuantizationManifest.find(folder)
                    .ifPresent(
                            found -> {
                                throw new LiveryException(
                                        "The weights in %s are stored as %s already."
                                                .formatted(folder, found.scheme().word()),
                                        "Quantise the original model.");
                            });
            add(name, stem, true);
        }

        private void add(String name, String stem, boolean isCoded) {
            copies.add(Path.of(name, CONFIG));
            WeightFiles weights = WeightFiles.open(root.resolve(name), stem);
            networks.add(new Network(Path.of(name), stem, weights, isCoded));
        }

        private void settings(String folder) throws IOException {
            Path path = root.resolve(folder);
            if (!Files.isDirectory(path)) {
                return;
            }
            try (Stream<Path> files = Files.list(path)) {
                for (Path file : files.sorted().toList()) {
                    if (Files.isRegularFile(file) && Files.size(file) <= MOST_SETTINGS_BYTES) {
                        copies.add(root.relativize(file));
                    }
                }
            }
        }
    }
}
