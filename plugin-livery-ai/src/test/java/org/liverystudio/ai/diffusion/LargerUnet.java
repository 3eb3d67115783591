package org.liverystudio.ai.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a model whose UNet is much larger than the committed ones, with random weights. */
public final class LargerUnet {
    private LargerUnet() {}

    /**
     * Copies a model and puts a UNet of about 64 million weights in it.
     *
     * @return the new model's folder
     */
    public static Path write(Path model, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(model)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(model.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Path unet = folder.resolve("unet");
        Path configFile = unet.resolve("config.json");
        JsonMapper json = new JsonMapper();
        ObjectNode config = (ObjectNode) json.readTree(configFile.toFile());
        ArrayNode channels = config.putArray("block_out_channels");
        int levels = config.get("down_block_types").size();
        for (int level = 0; level < levels; level++) {
            channels.add(level == levels - 1 ? 640 : 320);
        }
        json.writeValue(configFile.toFile(), config);
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        Random random = new Random(1);
        UnetLayout.of(UnetConfig.ofUnet(JsonConfig.read(configFile)))
                .blocks()
                .forEach(
                        (block, shapes) ->
                                shapes.forEach(
                                        (name, shape) ->
                                                weights.put(block + name, random(shape, random))));
        SafeTensorsWriter.write(
                unet.resolve("diffusion_pytorch_model.safetensors"), weights, Map.of());
        return folder;
    }

    private static FloatTensor random(List<Long> shape, Random random) {
        float[] values = new float[Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact))];
        float scale = (float) Math.sqrt(3.0 * shape.getFirst() / values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = scale * (random.nextFloat() - 0.5f);
        }
        return new FloatTensor(shape, values);
    }
}
