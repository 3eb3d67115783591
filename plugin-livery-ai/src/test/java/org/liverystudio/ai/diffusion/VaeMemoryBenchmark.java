package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.WeightLoader;

/**
 * Measures time and memory of SDXL's autoencoder with random weights; runs only when asked by name
 * (docs/benchmarks.md). {@code bench.size} is the edge in pixels, {@code bench.tile} the edge of a
 * tile in latents, 0 for none.
 */
class VaeMemoryBenchmark {
    @TempDir private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void decodeAndEncode() throws IOException {
        int size = Integer.getInteger("bench.size", 1024);
        int tile = Integer.getInteger("bench.tile", 64);
        VaeConfig config = VaeConfig.read(Golden.path("sdxl/vae"));
        SafeTensorsWriter.write(
                folder.resolve("diffusion_pytorch_model.safetensors"), weights(config), Map.of());
        Torch torch = TestTorch.start();
        Vae vae =
                new Vae(
                        config,
                        NetworkWeights.of(
                                VaeLayout.of(config),
                                WeightFiles.open(folder, "diffusion_pytorch_model"),
                                WeightNames.vae(),
                                new WeightLoader(torch, NumberFormat.FLOAT32)));
        VaeTiling tiling =
                tile == 0
                        ? new VaeTiling(Long.MAX_VALUE, 64, 16)
                        : new VaeTiling(0, tile, tile / 4);
        TiledVae tiled = new TiledVae(torch, new NetworkScripts(torch), vae, tiling);
        // Everything is loaded once before it counts.
        tiled.decode(random(4, 8, 8), EdgeWrap.NONE, () -> {});
        long before = peakMegabytes();

        long start = System.nanoTime();
        FloatTensor picture = tiled.decode(random(4, size / 8, size / 8), EdgeWrap.NONE, () -> {});
        report("decode", size, tile, start, before);
        start = System.nanoTime();
        EncodedPicture encoded = tiled.encode(random(3, size, size), EdgeWrap.NONE, () -> {});
        report("then encode", size, tile, start, before);

        assertThat(picture.length(3)).isEqualTo(size);
        assertThat(encoded.mean().length(3)).isEqualTo(size / 8);
    }

    private static void report(String what, int size, int tile, long start, long before)
            throws IOException {
        System.out.printf(
                "%s %d x %d, tile %d: %.1f s, peak %d MB, %d MB above the start%n",
                what,
                size,
                size,
                tile,
                (System.nanoTime() - start) / 1e9,
                peakMegabytes(),
                peakMegabytes() - before);
    }

    /** Most memory that this process held. */
    private static long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, FloatTensor> weights(VaeConfig config) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        VaeLayout.of(config)
                .blocks()
                .forEach(
                        (block, shapes) ->
                                shapes.forEach(
                                        (name, shape) -> weights.put(block + name, random(shape))));
        return weights;
    }

    private static FloatTensor random(long channels, long height, long width) {
        return random(List.of(1L, channels, height, width));
    }

    private static FloatTensor random(List<Long> shape) {
        Random random = new Random(1);
        float[] values = new float[Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 0.02f;
        }
        return new FloatTensor(shape, values);
    }
}
