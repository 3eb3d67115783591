package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;

/**
 * Models of shapes that nobody chose, against diffusers. To make some and check them:
 *
 * <pre>
 * python tools/golden/diffusion/make_golden.py random --seed 1 --seed 2 DIR
 * mvn verify -pl host-api,plugin-livery-ai -Dtest=RandomModelsTest -Dlivery.golden.random=DIR
 * </pre>
 */
class RandomModelsTest {
    private static final String FOLDER = "livery.golden.random";
    private static final double NETWORK_TOLERANCE = 1e-4;
    private static final double WALK_TOLERANCE = 1e-3;

    private final Torch torch = TestTorch.start();

    @Test
    void eachNetworkComputesWhatDiffusersComputes() throws IOException {
        for (Path model : models()) {
            SafeTensorsFile golden = golden(model, "networks");
            Map<String, FloatTensor> outputs =
                    GoldenNetworks.outputs(torch, model, NumberFormat.FLOAT32);
            requireWithin(model, outputs, golden, (_, _) -> NETWORK_TOLERANCE);
        }
    }

    @Test
    void bfloat16IsAsNearTo32BitsAsItIsInDiffusers() throws IOException {
        for (Path model : models()) {
            SafeTensorsFile golden = golden(model, "networks");
            Map<String, FloatTensor> outputs =
                    GoldenNetworks.outputs(torch, model, NumberFormat.BFLOAT16);
            requireWithin(model, outputs, golden, Golden::bfloat16Distance);
            assertThat(Golden.bfloat16Share(golden, outputs)).isLessThan(1.05);
        }
    }

    @Test
    void walksEndWhereThoseOfDiffusersEnd() throws IOException {
        for (Path model : models()) {
            try (DiffusionPipeline pipeline = new DiffusionPipeline(torch)) {
                GoldenRun run = new GoldenRun(pipeline, model);
                Map<String, FloatTensor> walks = run.allWalks();
                String last = walks.containsKey("final") ? "final" : "final_negative";
                walks.put(
                        "decoded",
                        run.model().decode(walks.get(last).slice(0, 1), EdgeWrap.NONE, () -> {}));
                requireWithin(model, walks, run.golden(), (_, _) -> WALK_TOLERANCE);
            }
        }
    }

    private static void requireWithin(
            Path model,
            Map<String, FloatTensor> outputs,
            SafeTensorsFile golden,
            BiFunction<SafeTensorsFile, String, Double> tolerance) {
        double worst = 0;
        double worstShare = 0;
        for (Map.Entry<String, FloatTensor> output : outputs.entrySet()) {
            double error =
                    Golden.relativeError(output.getValue(), golden.readFloats(output.getKey()));
            double allowed = tolerance.apply(golden, output.getKey());
            worst = Math.max(worst, error);
            worstShare = Math.max(worstShare, error / allowed);
            assertThat(error)
                    .as("%s of %s", output.getKey(), model.getFileName())
                    .isLessThan(allowed);
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %d outputs, largest error %.2e, %.0f %% of what is allowed%n",
                model.getFileName(),
                outputs.size(),
                worst,
                100 * worstShare);
    }

    private static SafeTensorsFile golden(Path model, String what) {
        return SafeTensorsFile.open(Path.of(model + "-" + what + ".safetensors"));
    }

    private static List<Path> models() throws IOException {
        String folder = System.getProperty(FOLDER, "");
        assumeThat(folder)
                .as("No folder of random models is given; set -D%s=DIR".formatted(FOLDER))
                .isNotEmpty();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Path> models =
                    files.filter(file -> Files.isRegularFile(file.resolve("model_index.json")))
                            .sorted()
                            .toList();
            assertThat(models).as("models in " + folder).isNotEmpty();
            return models;
        }
    }
}
