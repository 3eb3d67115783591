package org.liverystudio.ai.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.diffusion.tiles.PictureParts;
import org.liverystudio.ai.diffusion.tiles.Window;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.WeightFiles;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;
import org.liverystudio.ai.torch.WeightLoader;

/**
 * The networks of a random model, each alone: what they make of golden inputs, by the names of the
 * golden outputs. Knows nothing of a model but its folder.
 */
final class GoldenNetworks {
    /** The pictures that the union network gets; as in tools/golden/diffusion/tiny_models.py. */
    private static final Map<String, List<Shown>> UNION =
            Map.of(
                    "one",
                    List.of(new Shown(ControlType.DEPTH, 0.7)),
                    "two",
                    List.of(
                            new Shown(ControlType.LINES, 0.6),
                            new Shown(ControlType.SEGMENTS, 1.1)));

    private record Shown(ControlType type, double scale) {}

    private final Torch torch;
    private final Path model;
    private final SafeTensorsFile golden;
    private final NumberFormat format;
    private final Map<String, FloatTensor> outputs = new LinkedHashMap<>();

    private GoldenNetworks(Torch torch, Path model, NumberFormat format) {
        this.torch = torch;
        this.model = model;
        this.golden = SafeTensorsFile.open(Path.of(model + "-networks.safetensors"));
        this.format = format;
    }

    /** Runs all networks that the model has. */
    static Map<String, FloatTensor> outputs(Torch torch, Path model, NumberFormat format) {
        GoldenNetworks networks = new GoldenNetworks(torch, model, format);
        networks.run();
        return networks.outputs;
    }

    private void run() {
        try (TorchScope scope = torch.newScope();
                Unet unet = unet();
                ScriptModule script = ScriptModule.load(torch, "denoiser", "Denoiser")) {
            Walk walk = new Walk(script.in(scope), unet);
            outputs.put("unet", walk.predict(Optional.empty()));
            for (String part : List.of("controlnet", "controlnet_plain")) {
                if (Files.isDirectory(model.resolve(part))) {
                    List<Shown> shown = List.of(new Shown(ControlType.DEPTH, 0.7));
                    walk.steer(part, part, shown, golden.readFloats("picture"));
                }
            }
            if (Files.isDirectory(model.resolve("controlnet_union"))) {
                UNION.forEach(
                        (name, shown) ->
                                walk.steer(
                                        "controlnet_union",
                                        "controlnet_union." + name,
                                        shown,
                                        golden.readFloats("picture")));
            }
            autoencode(scope);
        }
    }

    /** One step of the UNet with the golden inputs. */
    private final class Walk {
        private final ScriptCalls calls;
        private final Unet unet;
        private final Tensor latents;
        private final Tensor time;
        private final PromptConditioning prompt;

        Walk(ScriptCalls calls, Unet unet) {
            this.calls = calls;
            this.unet = unet;
            latents = input("latents", format);
            time = input("t", NumberFormat.FLOAT32);
            prompt =
                    new PromptConditioning(
                            calls.scope(),
                            golden.readFloats("prompt"),
                            golden.readFloats("pooled"),
                            golden.readFloats("sizes"),
                            format);
        }

        private Tensor input(String name, NumberFormat as) {
            return calls.scope().floats(golden.readFloats(name), as);
        }

        FloatTensor predict(Optional<Residuals> control) {
            return calls.scope().read(unet.predict(calls, latents, time, prompt, control));
        }

        void steer(String part, String label, List<Shown> shown, FloatTensor pictures) {
            try (LoadedControlNet net = LoadedControlNet.open(torch, model.resolve(part), format)) {
                List<ControlGuide> guides = new ArrayList<>();
                FloatTensor noisy = golden.readFloats("latents");
                Window whole = Window.whole(noisy);
                int unit = pictures.length(2) / noisy.length(2);
                for (Shown one : shown) {
                    // Union networks get one picture for all rows, others one for each.
                    FloatTensor picture =
                            net.union().isPresent() ? pictures.slice(guides.size(), 1) : pictures;
                    guides.add(
                            new ControlGuide(
                                    net, PictureParts.of(picture), one.type(), one.scale(), 0, 1));
                }
                Residuals residuals =
                        ControlStack.of(calls, guides, whole, unit, format)
                                .residuals(
                                        new ControlStack.Step(calls, latents, time, prompt, 0, 1))
                                .orElseThrow();
                for (int i = 0; i < residuals.skips().size(); i++) {
                    outputs.put(label + "." + i, calls.scope().read(residuals.skips().get(i)));
                }
                outputs.put(label + ".mid", calls.scope().read(residuals.middle()));
                outputs.put("unet+" + label, predict(Optional.of(residuals)));
            }
        }
    }

    private void autoencode(TorchScope scope) {
        FloatTensor latents = golden.readFloats("latents").slice(0, 1);
        FloatTensor picture = Mix.of(2, golden.readFloats("picture").slice(0, 1));
        for (int i = 0; i < picture.values().length; i++) {
            picture.values()[i] -= 1;
        }
        try (Vae vae = vae();
                ScriptModule script = ScriptModule.load(torch, "vae", "Vae")) {
            ScriptCalls calls = script.in(scope);
            outputs.put("decoded", scope.read(vae.decode(calls, scope.floats(latents, format))));
            Vae.Moments moments = vae.encode(calls, scope.floats(picture, format));
            outputs.put("encoded.mean", scope.read(moments.mean()));
            outputs.put("encoded.logvar", scope.read(moments.logVariance()));
        }
        if (Files.isDirectory(model.resolve("taesd"))) {
            try (TinyDecoder tiny = TinyDecoder.open(torch, model.resolve("taesd"))) {
                outputs.put("taesd", tiny.decode(latents, () -> {}));
            }
        }
    }

    private Unet unet() {
        Path folder = model.resolve("unet");
        UnetConfig config = UnetConfig.ofUnet(JsonConfig.read(folder.resolve("config.json")));
        return new Unet(config, weights(UnetLayout.of(config), folder));
    }

    private Vae vae() {
        Path folder = model.resolve("vae");
        VaeConfig config = VaeConfig.read(folder);
        return new Vae(config, weights(VaeLayout.of(config), folder));
    }

    private NetworkWeights weights(NetworkLayout layout, Path folder) {
        return NetworkWeights.of(
                layout,
                WeightFiles.open(folder, "diffusion_pytorch_model"),
                WeightNames.plain(),
                new WeightLoader(torch, format));
    }
}
