package org.liverystudio.ai.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.ControlGuide;
import org.liverystudio.ai.diffusion.DenoiseRequest;
import org.liverystudio.ai.diffusion.DiffusionModel;
import org.liverystudio.ai.diffusion.DiffusionPipeline;
import org.liverystudio.ai.diffusion.LatentView;
import org.liverystudio.ai.diffusion.LoadedControlNet;
import org.liverystudio.ai.diffusion.ModelFolder;
import org.liverystudio.ai.diffusion.PromptPair;
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
    private final MemoryPlan plan;

    /**
     * @param runtimeBytes what the process holds without networks
     * @throws LiveryException if there is not enough memory for the request
     */
    PictureRun(
            DiffusionPipeline pipeline,
            DiffusionRequest request,
            RunMonitor monitor,
            long runtimeBytes) {
        this.pipeline = pipeline;
        this.request = request;
        this.monitor = monitor;
        this.plan =
                MemoryForecast.plan(
                        request,
                        runtimeBytes,
                        request.networks().memoryLimit().orElseGet(machine::limit));
    }

    DiffusionResult execute() {
        machine.forgetPeak();
        ModelFolder folder = ModelFolder.open(request.model());
        WeightFormat format = NumberFormats.choose(request.networks().precision(), folder);
        DiffusionModel model = pipeline.model(folder, format);
        model.checkSampling(request.sampling().scheduler().method(), request.sampling().steps());
        List<ControlGuide> controls = controls(format);
        try (NoiseSources sources = NoiseSources.of(model, request)) {
            Optional<FloatTensor> noise = noiseFile(model);
            List<LoadedControlNet> nets =
                    controls.stream().map(ControlGuide::net).distinct().toList();
            pipeline.keepOnly(nets);
            model.obey(plan, nets);
            PromptPair prompts = encode(model, nets.size());
            PictureStart start = start(model, noise, sources);
            load(model, nets);
            FloatTensor latents = denoise(model, controls, prompts, start, sources);
            request.finalLatents().ifPresent(file -> LatentFiles.write(file, latents));
            List<RgbImage> images = decode(model, latents);
            return new DiffusionResult(
                    images,
                    sources.seeds(),
                    monitor.finish(),
                    new MemoryUse(plan.predictedPeak(), machine.peak().orElse(0)));
        }
    }

    private List<ControlGuide> controls(WeightFormat format) {
        List<ControlGuide> guides = new ArrayList<>();
        for (ControlInput control : request.controls()) {
            LoadedControlNet net = pipeline.controlNet(control.controlNet(), format);
            guides.add(
                    new ControlGuide(
                            net,
                            Pictures.toPlanes(control.image()),
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
        model.loadTextEncoders(monitor::throwIfCancelled);
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

    private FloatTensor denoise(
            DiffusionModel model,
            List<ControlGuide> controls,
            PromptPair prompts,
            PictureStart start,
            NoiseSources sources) {
        int most = plan.batch();
        int batches = (request.sampling().count() + most - 1) / most;
        monitor.begin(Phase.DENOISING, batches * request.stepsToRun());
        FloatTensor[] latents = new FloatTensor[batches];
        for (int batch = 0; batch < batches; batch++) {
            int first = batch * most;
            int pictures = Math.min(most, request.sampling().count() - first);
            int stepsBefore = batch * request.stepsToRun();
            PictureStart rows = start.slice(first, pictures);
            latents[batch] =
                    model.denoise(
                            new DenoiseRequest(
                                    rows.noise(),
                                    sources.streams(first, pictures),
                                    prompts,
                                    request.sampling().guidanceScale(),
                                    request.sampling().scheduler().method(),
                                    request.sampling().steps(),
                                    controls,
                                    rows.picture(),
                                    view()),
                            pass -> monitor.done(stepsBefore + pass),
                            monitor::throwIfCancelled);
        }
        return FloatTensor.stack(Arrays.asList(latents));
    }

    private LatentView view() {
        return new LatentView(request.passes().seamless().wrap(), Optional.empty());
    }

    private List<RgbImage> decode(DiffusionModel model, FloatTensor latents) {
        monitor.begin(Phase.DECODING, request.sampling().count());
        EdgeWrap wrap = request.passes().seamless().wrap();
        List<RgbImage> images = new ArrayList<>();
        for (int i = 0; i < request.sampling().count(); i++) {
            FloatTensor one = latents.slice(i, 1);
            images.add(Pictures.toImage(model.decode(one, wrap, monitor::throwIfCancelled)));
            monitor.done(i + 1);
        }
        return images;
    }
}
