package org.liverystudio.ai.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.ControlGuide;
import org.liverystudio.ai.diffusion.DiffusionModel;
import org.liverystudio.ai.diffusion.DiffusionPipeline;
import org.liverystudio.ai.diffusion.LoadedControlNet;
import org.liverystudio.ai.diffusion.ModelFolder;
import org.liverystudio.ai.diffusion.PromptPair;
import org.liverystudio.ai.diffusion.SamplingMethod;
import org.liverystudio.ai.diffusion.lora.ChosenAdditions;
import org.liverystudio.ai.diffusion.memory.MemoryPlan;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.WeightFormat;
import org.liverystudio.host.LiveryException;

/** Leads one request through its phases, on the thread that owns the networks. */
final class PictureRun {
    private final DiffusionPipeline pipeline;
    private final DiffusionRequest request;
    private final RunMonitor monitor;
    private final MachineMemory machine = MachineMemory.ofThisComputer();
    private final EngineDevice device;
    private final MemoryPlan plan;

    /**
     * @param device what computes
     * @throws LiveryException if there is not enough memory for the request
     */
    PictureRun(
            DiffusionPipeline pipeline,
            DiffusionRequest request,
            RunMonitor monitor,
            EngineDevice device) {
        this.pipeline = pipeline;
        this.request = request;
        this.monitor = monitor;
        this.device = device;
        this.plan =
                MemoryForecast.plan(
                        request,
                        device.choice().device(),
                        device.runtimeBytes(),
                        device.limit(request.networks(), machine));
    }

    DiffusionResult execute() {
        machine.forgetPeak();
        ModelFolder folder = ModelFolder.open(request.model());
        WeightFormat format =
                NumberFormats.choose(
                        request.networks().precision(), folder, device.choice().device());
        DiffusionModel model = pipeline.model(folder, format);
        model.adapt(additions());
        checkSampling(model);
        List<ControlGuide> controls = controls(format);
        try (NoiseSources sources = NoiseSources.of(model, request)) {
            Optional<FloatTensor> noise = noiseFile(model);
            List<LoadedControlNet> nets =
                    controls.stream().map(ControlGuide::net).distinct().toList();
            pipeline.keepOnly(nets);
            model.obey(plan, nets);
            PromptPair prompts = encode(model, nets.size());
            if (request.previews().wanted()) {
                model.preparePreviews(request.previews().decoder(), monitor::throwIfCancelled);
            }
            PictureStart start = start(model, noise, sources);
            load(model, nets);
            Walk walk = new Walk(model, request, plan.batch(), prompts, sources, monitor);
            FloatTensor latents = walk.first(start, controls);
            for (LaterPass pass : request.passes().later()) {
                PictureStart larger =
                        new Enlargement(model, pass, wrap(), sources, monitor).of(latents);
                latents = walk.later(pass, larger, of(pass, controls));
            }
            FloatTensor last = latents;
            request.finalLatents().ifPresent(file -> LatentFiles.write(file, last));
            List<RgbImage> images = decode(model, last);
            return new DiffusionResult(
                    images,
                    sources.seeds(),
                    monitor.finish(),
                    new MemoryUse(plan.predictedPeak(), machine.peak().orElse(0)),
                    device.use());
        }
    }

    private ChosenAdditions additions() {
        NetworkSettings networks = request.networks();
        return new ChosenAdditions(
                networks.loras().stream()
                        .map(lora -> new ChosenAdditions.Lora(lora.file(), lora.weight()))
                        .toList(),
                networks.embeddings());
    }

    private List<ControlGuide> controls(WeightFormat format) {
        List<ControlGuide> guides = new ArrayList<>();
        for (ControlInput control : request.controls()) {
            LoadedControlNet net = pipeline.controlNet(control.controlNet(), format);
            guides.add(
                    new ControlGuide(
                            net,
                            Pictures.parts(control.image()),
                            control.type(),
                            control.conditioningScale(),
                            control.start(),
                            control.end()));
        }
        return guides;
    }

    /** Latents of the file, which must fit the request; read before the long work. */
    private Optional<FloatTensor> noiseFile(DiffusionModel model) {
        int scale = model.pixelsPerLatent();
        List<Long> shape =
                List.of(
                        (long) request.sampling().count(),
                        (long) model.latentChannels(),
                        (long) request.height() / scale,
                        (long) request.width() / scale);
        return request.initialLatents().map(file -> LatentFiles.read(file, shape));
    }

    private PictureStart start(
            DiffusionModel model, Optional<FloatTensor> noise, NoiseSources sources) {
        return request.initialImage()
                .map(
                        initial ->
                                PictureStart.ofImage(
                                        model, request, initial, noise, sources, monitor))
                .orElseGet(() -> PictureStart.ofNoise(request, noise, sources));
    }

    private PromptPair encode(DiffusionModel model, int controlNets) {
        monitor.begin(Phase.LOADING, 2 + controlNets);
        if (!model.knowsPrompts(request.prompt(), request.negativePrompt())) {
            model.loadTextEncoders(monitor::throwIfCancelled);
        }
        monitor.done(1);
        monitor.begin(Phase.ENCODING_PROMPT, 1);
        PromptPair prompts =
                model.encodePrompts(
                        request.prompt(), request.negativePrompt(), monitor::throwIfCancelled);
        model.promptsAreEncoded();
        monitor.done(1);
        return prompts;
    }

    /** Loads the networks that remove noise; only now, since text encoders have made room. */
    private void load(DiffusionModel model, List<LoadedControlNet> nets) {
        monitor.resume(Phase.LOADING, 2 + nets.size(), 1);
        model.loadUnet(monitor::throwIfCancelled);
        for (int i = 0; i < nets.size(); i++) {
            monitor.done(2 + i);
            nets.get(i).load(monitor::throwIfCancelled);
        }
        monitor.done(2 + nets.size());
    }

    /** Before any long work: a pass may have other steps than the first. */
    private void checkSampling(DiffusionModel model) {
        SamplingMethod method = request.sampling().scheduler().method();
        model.checkSampling(method, request.sampling().steps());
        request.passes().later().forEach(pass -> model.checkSampling(method, pass.steps()));
    }

    /** The same ControlNets with their pictures in the size of a pass. */
    private static List<ControlGuide> of(LaterPass pass, List<ControlGuide> controls) {
        List<ControlGuide> guides = new ArrayList<>();
        for (int i = 0; i < controls.size(); i++) {
            RgbImage image = pass.controlImages().get(i);
            guides.add(controls.get(i).withPicture(Pictures.parts(image)));
        }
        return guides;
    }

    private EdgeWrap wrap() {
        return request.passes().seamless().wrap();
    }

    private List<RgbImage> decode(DiffusionModel model, FloatTensor latents) {
        monitor.begin(Phase.DECODING, request.sampling().count());
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < request.sampling().count(); i++) {
            FloatTensor one = latents.slice(i, 1);
            images.add(Pictures.toImage(model.decode(one, wrap(), monitor::throwIfCancelled)));
            monitor.done(i + 1);
        }
        return images;
    }
}
