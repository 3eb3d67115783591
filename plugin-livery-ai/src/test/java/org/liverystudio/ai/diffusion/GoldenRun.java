package org.liverystudio.ai.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.liverystudio.ai.diffusion.tiles.PictureParts;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.NumberFormat;

/**
 * Whole walks of a random model, two pictures at once, as tools/golden/diffusion/tiny_models.py has
 * diffusers do them. Knows nothing of the model but its folder.
 */
final class GoldenRun {
    static final String PROMPT = "A red car, blue stripes!";
    static final int STEPS = 6;

    private static final double GUIDANCE = 4;

    private final DiffusionPipeline pipeline;
    private final Path folder;
    private final SafeTensorsFile golden;
    private final DiffusionModel model;

    GoldenRun(DiffusionPipeline pipeline, Path folder) {
        this.pipeline = pipeline;
        this.folder = folder;
        golden = SafeTensorsFile.open(Path.of(folder + "-pipeline.safetensors"));
        model = pipeline.model(ModelFolder.open(folder), NumberFormat.FLOAT32);
    }

    SafeTensorsFile golden() {
        return golden;
    }

    DiffusionModel model() {
        return model;
    }

    /** Final latents of all walks that the model can do, by the names of the golden ones. */
    Map<String, FloatTensor> allWalks() {
        Map<String, FloatTensor> walks = new LinkedHashMap<>();
        walks.put("final_without_control", denoise("", GUIDANCE, _ -> {}));
        walks.put("final_negative", denoise("blurry", GUIDANCE, _ -> {}));
        if (Files.isDirectory(folder.resolve("controlnet"))) {
            ControlGuide first = guide("controlnet", 0, ControlType.DEPTH, 0.8, 0, 0.7);
            ControlGuide second = guide("controlnet_plain", 1, ControlType.DEPTH, 0.5, 0.3, 1);
            walks.put("final", denoise("blurry", GUIDANCE, _ -> {}, first, second));
            ControlGuide alone = guide("controlnet", 0, ControlType.DEPTH, 0.8, 0, 1);
            walks.put("final_unguided", denoise("ignored", 1, _ -> {}, alone));
        }
        if (Files.isDirectory(folder.resolve("controlnet_union"))) {
            String net = "controlnet_union";
            walks.put(
                    "final_union.one",
                    denoise(
                            "blurry",
                            GUIDANCE,
                            _ -> {},
                            guide(net, 0, ControlType.DEPTH, 0.7, 0, 0.7)));
            walks.put(
                    "final_union.two",
                    denoise(
                            "blurry",
                            GUIDANCE,
                            _ -> {},
                            guide(net, 0, ControlType.LINES, 0.6, 0, 0.7),
                            guide(net, 1, ControlType.SEGMENTS, 1.1, 0.3, 1)));
        }
        return walks;
    }

    private ControlGuide guide(
            String part, int picture, ControlType type, double scale, double start, double end) {
        LoadedControlNet net = pipeline.controlNet(folder.resolve(part), NumberFormat.FLOAT32);
        FloatTensor shown = Golden.planes(golden.readFloats("pixels").slice(picture, 1));
        return new ControlGuide(net, PictureParts.of(shown), type, scale, start, end);
    }

    /**
     * @param onStep gets the steps done
     */
    FloatTensor denoise(
            String negative, double guidance, IntConsumer onStep, ControlGuide... controls) {
        List<NoiseStream> sources = List.of(model.noiseOf(0), model.noiseOf(1));
        FloatTensor latents =
                model.denoise(
                        new DenoiseRequest(
                                golden.readFloats("latents"),
                                sources,
                                model.encodePrompts(PROMPT, negative, () -> {}),
                                guidance,
                                SamplingMethod.EULER,
                                STEPS,
                                List.of(controls),
                                Optional.empty(),
                                LatentView.WHOLE,
                                Shortcuts.none()),
                        onStep,
                        () -> {});
        sources.forEach(NoiseStream::close);
        return latents;
    }
}
