package org.liverystudio.ai.diffusion.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.WeightView;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder in diffusers' layout that shows a checkpoint: configs, a vocabulary, and lists that
 * point into the file. It takes a few megabytes; the weights stay where they are and are not
 * copied, but for one matrix of the second text encoder that must be turned.
 */
public final class CheckpointView {
    private static final String INDEX = "model_index.json";
    private static final String TURNED = "text_projection.safetensors";

    private CheckpointView() {}

    /**
     * Makes the folder, unless it is there from an earlier time and the file has not changed since.
     *
     * @param checkpoint a safetensors file
     * @param views folder of such folders; may be deleted at any time
     * @throws LiveryException if the file is no SDXL checkpoint, or the folder cannot be written
     */
    public static Path of(Path checkpoint, Path views) {
        CheckpointFile file = CheckpointFile.open(checkpoint.toAbsolutePath());
        try {
            Path folder = views.resolve(name(file.path()));
            if (!Files.isRegularFile(folder.resolve(INDEX))) {
                make(file, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new LiveryException(
                    "The folder for the view of %s cannot be written in %s: %s."
                            .formatted(checkpoint, views, e.getMessage()),
                    "Check the drive and its free space.",
                    e);
        }
    }

    /** Another name whenever the file is another one. */
    private static String name(Path file) throws IOException {
        String state =
                "%s %d %d"
                        .formatted(
                                file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
        UUID id = UUID.nameUUIDFromBytes(state.getBytes(StandardCharsets.UTF_8));
        String stem = file.getFileName().toString().replaceFirst("\\.safetensors$", "");
        return stem + "-" + id.toString().substring(0, 8);
    }

    /** Under another name first, so that nobody sees half of it. */
    private static void make(CheckpointFile file, Path folder) throws IOException {
        Path temporary =
                folder.resolveSibling(folder.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            fill(file, temporary);
            delete(folder);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(temporary);
        }
    }

    private static void fill(CheckpointFile file, Path folder) throws IOException {
        CheckpointConfigs configs = new CheckpointConfigs(file);
        network(file, folder, "unet", "diffusion_pytorch_model", configs.unet());
        network(file, folder, "vae", "diffusion_pytorch_model", configs.vae());
        network(file, folder, "text_encoder", "model", configs.clip("text_encoder"));
        network(file, folder, "text_encoder_2", "model", configs.clip("text_encoder_2"));
        json(folder.resolve("scheduler/scheduler_config.json"), configs.scheduler());
        ClipWords.write(folder.resolve("tokenizer"), "<|endoftext|>");
        ClipWords.write(folder.resolve("tokenizer_2"), "!");
        json(folder.resolve(INDEX), CheckpointConfigs.index());
    }

    private static void network(
            CheckpointFile file, Path folder, String part, String stem, Map<String, Object> config)
            throws IOException {
        Path place = folder.resolve(part);
        json(place.resolve("config.json"), config);
        Map<String, WeightView.Tensor> tensors = new LinkedHashMap<>(file.parts().get(part));
        if (part.equals("text_encoder_2")) {
            for (Map.Entry<String, TensorEntry> entry : file.turned().entrySet()) {
                FloatTensor turned = turned(file.path(), entry.getValue());
                SafeTensorsWriter.write(
                        place.resolve(TURNED), Map.of(entry.getKey(), turned), Map.of());
                tensors.put(
                        entry.getKey(),
                        new WeightView.Tensor(
                                entry.getKey(), 0, turned.shape(), Optional.of(TURNED)));
            }
        }
        WeightView.write(place.resolve(stem + WeightView.SUFFIX), file.path(), tensors);
    }

    private static FloatTensor turned(Path file, TensorEntry entry) {
        FloatTensor tensor = SafeTensorsFile.open(file).readFloats(entry.name());
        int rows = Math.toIntExact(tensor.shape().getFirst());
        int columns = Math.toIntExact(tensor.shape().getLast());
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[column * rows + row] = tensor.values()[row * columns + column];
            }
        }
        return new FloatTensor(List.of((long) columns, (long) rows), values);
    }

    private static void json(Path file, Map<String, Object> content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
