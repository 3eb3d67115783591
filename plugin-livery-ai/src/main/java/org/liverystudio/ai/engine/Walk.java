package org.liverystudio.ai.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.liverystudio.ai.diffusion.ControlGuide;
import org.liverystudio.ai.diffusion.DenoiseRequest;
import org.liverystudio.ai.diffusion.DiffusionModel;
import org.liverystudio.ai.diffusion.LatentView;
import org.liverystudio.ai.diffusion.PromptPair;
import org.liverystudio.ai.diffusion.tiles.LatentTiling;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.tensors.FloatTensor;

/** Takes the noise out of all pictures of a run, a few at a time. */
final class Walk {
    private final DiffusionModel model;
    private final DiffusionRequest request;
    private final int batch;
    private final PromptPair prompts;
    private final NoiseSources sources;
    private final RunMonitor monitor;
    private final StepPreviews previews;

    /**
     * @param batch pictures that go through the networks together
     */
    Walk(
            DiffusionModel model,
            DiffusionRequest request,
            int batch,
            PromptPair prompts,
            NoiseSources sources,
            RunMonitor monitor) {
        this.model = model;
        this.request = request;
        this.batch = batch;
        this.prompts = prompts;
        this.sources = sources;
        this.monitor = monitor;
        this.previews = new StepPreviews(model, request.previews(), monitor, System::nanoTime);
    }

    /** The first walk over the pictures. */
    FloatTensor first(PictureStart start, List<ControlGuide> controls) {
        LatentView view = view(OptionalInt.empty());
        return run(Phase.DENOISING, start, controls, request.sampling().steps(), view);
    }

    /** A walk over pictures that were made larger. */
    FloatTensor later(LaterPass pass, PictureStart start, List<ControlGuide> controls) {
        return run(Phase.REFINING, start, controls, pass.steps(), view(pass.tile()));
    }

    private FloatTensor run(
            Phase phase,
            PictureStart start,
            List<ControlGuide> controls,
            int steps,
            LatentView view) {
        int count = start.noise().length(0);
        int passes = start.stepsToRun(steps) * view.windows(start.noise()).size();
        monitor.begin(phase, Math.ceilDiv(count, batch) * passes);
        List<FloatTensor> latents = new ArrayList<>();
        for (int first = 0; first < count; first += batch) {
            int pictures = Math.min(batch, count - first);
            int passesBefore = latents.size() * passes;
            PictureStart rows = start.slice(first, pictures);
            latents.add(
                    model.denoise(
                            new DenoiseRequest(
                                    rows.noise(),
                                    sources.streams(first, pictures),
                                    prompts,
                                    request.sampling().guidanceScale(),
                                    request.sampling().scheduler().method(),
                                    steps,
                                    controls,
                                    rows.picture(),
                                    view,
                                    request.shortcuts()),
                            previews::see,
                            pass -> monitor.done(passesBefore + pass),
                            monitor::throwIfCancelled));
        }
        return FloatTensor.stack(latents);
    }

    private LatentView view(OptionalInt tile) {
        Optional<LatentTiling> tiling =
                tile.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                LatentTiling.ofEdge(tile.getAsInt() / model.pixelsPerLatent()));
        return new LatentView(request.passes().seamless().wrap(), tiling);
    }
}
