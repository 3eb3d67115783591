package org.liverystudio.ai.diffusion.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.liverystudio.ai.diffusion.checkpoint.CheckpointNames.Cut;
import org.liverystudio.ai.diffusion.checkpoint.CheckpointNames.Target;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.WeightView;
import org.liverystudio.host.LiveryException;

/**
 * An SDXL checkpoint in the original layout, its table of contents sorted by network.
 *
 * @param path the safetensors file
 * @param parts tensors by diffusers' names, for each folder of diffusers' layout
 * @param turned tensors that must be turned, of the part {@code text_encoder_2}
 * @param predictsVelocity whether the UNet predicts velocity in place of noise
 * @param endsInPureNoise whether its noise schedule ends with a signal of 0
 */
record CheckpointFile(
        Path path,
        Map<String, Map<String, WeightView.Tensor>> parts,
        Map<String, TensorEntry> turned,
        boolean predictsVelocity,
        boolean endsInPureNoise) {
    private static final List<String> PARTS =
            List.of("unet", "vae", "text_encoder", "text_encoder_2");

    /**
     * @throws LiveryException if it holds something else; the message says what
     */
    static CheckpointFile open(Path path) {
        if (!path.getFileName().toString().endsWith(".safetensors")) {
            throw new LiveryException(
                    "%s is no safetensors file.".formatted(path),
                    "Other formats may run programs when they are opened, so they are not used.");
        }
        return of(path, List.copyOf(SafeTensorsFile.open(path).entries()));
    }

    static CheckpointFile of(Path path, List<TensorEntry> entries) {
        Map<String, Map<String, WeightView.Tensor>> parts = new LinkedHashMap<>();
        PARTS.forEach(part -> parts.put(part, new TreeMap<>()));
        Map<String, TensorEntry> turned = new TreeMap<>();
        for (TensorEntry entry : entries) {
            for (Target target : CheckpointNames.of(entry.name())) {
                switch (target.cut()) {
                    case Cut.Whole _ ->
                            parts.get(target.part()).put(target.name(), whole(target, entry));
                    case Cut.Third(int index) ->
                            parts.get(target.part()).put(target.name(), third(path, entry, index));
                    case Cut.Turned _ -> turned.put(target.name(), entry);
                }
            }
        }
        List<String> names = entries.stream().map(TensorEntry::name).toList();
        requireSdxl(path, parts, names);
        return new CheckpointFile(
                path, parts, turned, names.contains("v_pred"), names.contains("ztsnr"));
    }

    /** The autoencoder's attention was a convolution of one pixel; it is a matrix now. */
    private static WeightView.Tensor whole(Target target, TensorEntry entry) {
        List<Long> shape = entry.shape();
        boolean isPixelConvolution =
                target.part().equals("vae")
                        && target.name().contains(".attentions.")
                        && shape.size() == 4;
        return WeightView.Tensor.whole(
                entry.name(), isPixelConvolution ? shape.subList(0, 2) : shape);
    }

    private static WeightView.Tensor third(Path path, TensorEntry entry, int index) {
        long rows = entry.shape().isEmpty() ? 0 : entry.shape().getFirst();
        if (rows % 3 != 0) {
            throw new LiveryException(
                    "%s is no SDXL checkpoint: \"%s\" does not hold three matrices."
                            .formatted(path, entry.name()),
                    "Choose another file.");
        }
        List<Long> shape = new ArrayList<>(entry.shape());
        shape.set(0, rows / 3);
        return new WeightView.Tensor(entry.name(), index * rows / 3, shape, Optional.empty());
    }

    private static void requireSdxl(
            Path path, Map<String, Map<String, WeightView.Tensor>> parts, List<String> names) {
        List<String> missing = PARTS.stream().filter(part -> parts.get(part).isEmpty()).toList();
        if (missing.isEmpty()) {
            return;
        }
        throw new LiveryException(
                "%s is no SDXL checkpoint: %s.".formatted(path, whatItIs(names, missing)),
                "Choose a checkpoint of the SDXL family, or a folder in diffusers' layout.");
    }

    private static String whatItIs(List<String> names, List<String> missing) {
        if (names.stream().anyMatch(n -> n.contains("lora_down.") || n.contains("lora_A."))) {
            return "it holds a LoRA, which goes on top of a model";
        }
        if (names.stream().anyMatch(name -> name.startsWith("cond_stage_model."))) {
            return "it is of Stable Diffusion 1 or 2";
        }
        if (names.stream().anyMatch(name -> name.startsWith("conditioner.embedders.0.model."))) {
            return "it is SDXL's refiner";
        }
        if (names.stream().anyMatch(name -> name.startsWith("down_blocks."))) {
            return "it holds a single network";
        }
        return missing.size() == PARTS.size()
                ? "it holds nothing of it"
                : "it holds no " + String.join(" and no ", missing);
    }
}
