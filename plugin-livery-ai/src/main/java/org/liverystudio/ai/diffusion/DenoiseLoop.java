package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.liverystudio.ai.diffusion.tiles.Window;
import org.liverystudio.ai.diffusion.tiles.WindowBlend;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;

/**
 * Runs UNet and ControlNets step by step. With guidance each latent is in the batch twice: first
 * the rows without, then those with the prompt; or in two batches, where memory is short.
 */
final class DenoiseLoop {
    private final Torch torch;
    private final NetworkScripts scripts;
    private final Unet unet;
    private final NumberFormat format;
    private final int pixelsPerLatent;

    DenoiseLoop(
            Torch torch,
            NetworkScripts scripts,
            Unet unet,
            NumberFormat format,
            int pixelsPerLatent) {
        this.torch = torch;
        this.scripts = scripts;
        this.unet = unet;
        this.format = format;
        this.pixelsPerLatent = pixelsPerLatent;
    }

    /**
     * @param guidanceTogether whether rows without and with the prompt are in one batch, or one
     *     after the other in half the memory
     * @param onClean gets in each step a way to see the picture so far: clean latents
     * @param onPass gets the number of passes that are done: one for each window of each step
     * @param beforeEachBlock may throw to stop
     * @return final latents, of the shape of the noise
     */
    FloatTensor run(
            DenoiseRequest request,
            Sampler sampler,
            boolean guidanceTogether,
            Consumer<Supplier<FloatTensor>> onClean,
            IntConsumer onPass,
            Runnable beforeEachBlock) {
        request.controls().forEach(guide -> guide.requireFits(unet.config()));
        ScriptModule script = scripts.denoiser(request.view().insideWindows(request.noise()));
        try (TorchScope scope = torch.newScope()) {
            ScriptCalls calls = script.in(scope, beforeEachBlock);
            List<Window> windows = request.view().windows(request.noise());
            List<PromptConditioning> prompts =
                    conditionings(scope, request, guidanceTogether, windows.getFirst());
            // One window keeps what is the same in all steps; of many that would be too much.
            Optional<ControlStack> kept =
                    windows.size() == 1
                            ? Optional.of(controls(calls, request, windows.getFirst()))
                            : Optional.empty();
            int skipped = request.stepsSkipped();
            Guidance guidance =
                    Guidance.endingAfter(
                            request.shortcuts().guidanceEnd(),
                            request.guidanceScale(),
                            sampler.steps() - skipped);
            // Of many windows, deep features would take more memory than the windows save.
            StepCache cache =
                    new StepCache(scope, windows.size() == 1 ? request.shortcuts().stepCache() : 1);
            FloatTensor latents = start(request, sampler, skipped);
            for (int step = skipped; step < sampler.steps(); step++) {
                if (step > skipped) {
                    latents = held(request, sampler, step, latents);
                }
                if (guidance.endsBefore(step - skipped)) {
                    prompts = List.of(ofPromptAlone(scope, request, windows.getFirst()));
                }
                Moment moment = new Moment(request, sampler, step, guidance, cache);
                int passes = (step - skipped) * windows.size();
                FloatTensor prediction;
                if (kept.isPresent()) {
                    prediction =
                            predict(
                                    calls,
                                    moment,
                                    latents,
                                    windows.getFirst(),
                                    prompts,
                                    kept.get());
                    onPass.accept(passes + 1);
                } else {
                    WindowBlend blend = request.view().blend(latents);
                    for (Window window : windows) {
                        try (TorchScope inner = scope.inner()) {
                            ScriptCalls local = calls.in(inner);
                            FloatTensor part = window.of(latents, 1);
                            ControlStack own = controls(local, request, window);
                            blend.add(window, predict(local, moment, part, window, prompts, own));
                        }
                        onPass.accept(++passes);
                    }
                    prediction = blend.result();
                }
                FloatTensor before = latents;
                int now = step;
                onClean.accept(() -> clean(request, sampler, before, prediction, now));
                latents = sampler.next(latents, prediction, step);
            }
            FloatTensor last = latents;
            return request.start().map(picture -> picture.restore(last)).orElse(last);
        }
    }

    /** The ControlNets with their pictures' part in a window. */
    private ControlStack controls(ScriptCalls calls, DenoiseRequest request, Window window) {
        return ControlStack.of(calls, request.controls(), window, pixelsPerLatent, format);
    }

    private static FloatTensor clean(
            DenoiseRequest request,
            Sampler sampler,
            FloatTensor latents,
            FloatTensor prediction,
            int step) {
        FloatTensor clean = sampler.clean(latents, prediction, step);
        return request.start().map(picture -> picture.restore(clean)).orElse(clean);
    }

    private static FloatTensor start(DenoiseRequest request, Sampler sampler, int step) {
        return request.start()
                .map(picture -> sampler.noised(picture.latents(), request.noise(), step))
                .orElseGet(() -> sampler.start(request.noise()));
    }

    /** What the mask still holds back is the picture, at the noise of the coming step. */
    private static FloatTensor held(
            DenoiseRequest request, Sampler sampler, int step, FloatTensor latents) {
        int skipped = request.stepsSkipped();
        double share = (double) (step - skipped) / (sampler.steps() - skipped);
        return request.start()
                .map(
                        picture ->
                                picture.hold(
                                        latents,
                                        sampler.noised(picture.latents(), request.noise(), step),
                                        share))
                .orElse(latents);
    }

    /** A step on its way through all windows. */
    private record Moment(
            DenoiseRequest request, Sampler sampler, int step, Guidance guidance, StepCache cache) {
        /** Counts from the first step that runs. */
        int index() {
            return step - request.stepsSkipped();
        }

        /** Steps that run. */
        int count() {
            return sampler.steps() - request.stepsSkipped();
        }
    }

    private FloatTensor predict(
            ScriptCalls calls,
            Moment moment,
            FloatTensor latents,
            Window window,
            List<PromptConditioning> prompts,
            ControlStack controls) {
        FloatTensor scaled = moment.sampler().networkInput(latents, moment.step());
        int copies = (moment.guidance().asksBoth(moment.index()) ? 2 : 1) / prompts.size();
        FloatTensor input = FloatTensor.stack(Collections.nCopies(copies, scaled));
        List<FloatTensor> predictions = new ArrayList<>();
        for (PromptConditioning prompt : prompts) {
            predictions.add(predict(calls, moment, input, prompt, controls));
        }
        return moment.guidance().guided(FloatTensor.stack(predictions), moment.index(), window);
    }

    private FloatTensor predict(
            ScriptCalls calls,
            Moment moment,
            FloatTensor latents,
            PromptConditioning prompt,
            ControlStack controls) {
        Optional<DeepFeatures> deep = moment.cache().of(prompt, moment.index());
        try (TorchScope scope = calls.scope().inner()) {
            ScriptCalls local = calls.in(scope);
            Tensor input = scope.floats(latents, format);
            float timestep = moment.sampler().timestep(moment.step());
            Tensor time =
                    scope.floats(
                            new FloatTensor(List.of(1L), new float[] {timestep}),
                            NumberFormat.FLOAT32);
            Optional<Residuals> control;
            if (deep.filter(DeepFeatures::isKept).isPresent()) {
                control = deep.flatMap(DeepFeatures::control);
            } else {
                ScriptCalls lasting = deep.map(left -> calls.in(left.scope())).orElse(local);
                Optional<Residuals> added =
                        controls.residuals(
                                new ControlStack.Step(
                                        lasting,
                                        input,
                                        time,
                                        prompt,
                                        moment.index(),
                                        moment.count()));
                deep.ifPresent(left -> left.keepControl(added));
                control = added;
            }
            return scope.read(unet.predict(local, input, time, prompt, control, deep));
        }
    }

    /**
     * One batch, or two with guidance apart: first the rows without, then those with the prompt.
     */
    private List<PromptConditioning> conditionings(
            TorchScope scope, DenoiseRequest request, boolean together, Window shown) {
        int count = request.noise().length(0);
        List<EncodedPrompt> with = Collections.nCopies(count, request.prompts().prompt());
        if (!request.guided()) {
            return List.of(conditioning(scope, with, shown));
        }
        List<EncodedPrompt> without = Collections.nCopies(count, request.prompts().negative());
        if (!together) {
            return List.of(conditioning(scope, without, shown), conditioning(scope, with, shown));
        }
        List<EncodedPrompt> both = new ArrayList<>(without);
        both.addAll(with);
        return List.of(conditioning(scope, both, shown));
    }

    private PromptConditioning ofPromptAlone(
            TorchScope scope, DenoiseRequest request, Window shown) {
        int count = request.noise().length(0);
        return conditioning(scope, Collections.nCopies(count, request.prompts().prompt()), shown);
    }

    private PromptConditioning conditioning(
            TorchScope scope, List<EncodedPrompt> rows, Window shown) {
        return new PromptConditioning(
                scope,
                FloatTensor.stack(rows.stream().map(EncodedPrompt::context).toList()),
                FloatTensor.stack(rows.stream().map(EncodedPrompt::pooled).toList()),
                sizes(shown, rows.size()),
                format);
    }

    /** A window is told to be a picture whole and uncropped: that is what SDXL draws best. */
    private FloatTensor sizes(Window shown, int rows) {
        float height = shown.height() * pixelsPerLatent;
        float width = shown.width() * pixelsPerLatent;
        float[] row = {height, width, 0, 0, height, width};
        float[] all = new float[rows * row.length];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(row, 0, all, i * row.length, row.length);
        }
        return new FloatTensor(List.of((long) rows, (long) row.length), all);
    }
}
