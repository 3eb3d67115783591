package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;

/**
 * Runs UNet and ControlNets step by step. With guidance each latent is in the batch twice: first
 * the rows without, then those with the prompt.
 *
 * @see <a href="https://arxiv.org/abs/2207.12598">classifier-free guidance, arXiv 2207.12598</a>
 */
final class DenoiseLoop {
    private final Torch torch;
    private final ScriptModule script;
    private final Unet unet;
    private final NumberFormat format;
    private final int pixelsPerLatent;

    DenoiseLoop(
            Torch torch, ScriptModule script, Unet unet, NumberFormat format, int pixelsPerLatent) {
        this.torch = torch;
        this.script = script;
        this.unet = unet;
        this.format = format;
        this.pixelsPerLatent = pixelsPerLatent;
    }

    /**
     * @param onStep gets the number of steps that are done
     * @param beforeEachBlock may throw to stop
     * @return final latents, of the shape of the noise
     */
    FloatTensor run(
            DenoiseRequest request, Sampler sampler, IntConsumer onStep, Runnable beforeEachBlock) {
        try (TorchScope scope = torch.newScope()) {
            ScriptCalls calls = script.in(scope, beforeEachBlock);
            PromptConditioning prompt = conditioning(scope, request);
            List<Tensor> hints = new ArrayList<>();
            for (ControlGuide guide : request.controls()) {
                guide.net().requireFits(unet.config());
                FloatTensor picture = guide.net().ordered(guide.picture());
                hints.add(guide.net().net().hint(calls, scope.floats(picture, format)));
            }
            int skipped = request.stepsSkipped();
            FloatTensor latents = start(request, sampler, skipped);
            for (int step = skipped; step < sampler.steps(); step++) {
                if (step > skipped) {
                    latents = held(request, sampler, step, latents);
                }
                latents =
                        sampler.next(
                                latents,
                                predict(calls, request, sampler, step, latents, prompt, hints),
                                step);
                onStep.accept(step + 1 - skipped);
            }
            FloatTensor last = latents;
            return request.start().map(picture -> picture.restore(last)).orElse(last);
        }
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

    private FloatTensor predict(
            ScriptCalls calls,
            DenoiseRequest request,
            Sampler sampler,
            int step,
            FloatTensor latents,
            PromptConditioning prompt,
            List<Tensor> hints) {
        try (TorchScope scope = calls.scope().inner()) {
            ScriptCalls local = calls.in(scope);
            FloatTensor scaled = sampler.networkInput(latents, step);
            Tensor input =
                    scope.floats(
                            request.guided() ? FloatTensor.stack(List.of(scaled, scaled)) : scaled,
                            format);
            Tensor time =
                    scope.floats(
                            new FloatTensor(List.of(1L), new float[] {sampler.timestep(step)}),
                            NumberFormat.FLOAT32);
            int skipped = request.stepsSkipped();
            Optional<Residuals> control = Optional.empty();
            for (int i = 0; i < request.controls().size(); i++) {
                ControlGuide guide = request.controls().get(i);
                if (guide.active(step - skipped, sampler.steps() - skipped)) {
                    Residuals own =
                            guide.net()
                                    .net()
                                    .residuals(
                                            local,
                                            input,
                                            time,
                                            prompt,
                                            hints.get(i),
                                            guide.scale());
                    control = Optional.of(control.map(sum -> sum.plus(own, local)).orElse(own));
                }
            }
            FloatTensor prediction = scope.read(unet.predict(local, input, time, prompt, control));
            return request.guided() ? guided(prediction, request.guidanceScale()) : prediction;
        }
    }

    /** Negative half, positive half -> one prediction. */
    private static FloatTensor guided(FloatTensor both, double scale) {
        int half = both.values().length / 2;
        float pull = (float) scale;
        float[] values = new float[half];
        for (int i = 0; i < half; i++) {
            float without = both.values()[i];
            values[i] = without + pull * (both.values()[half + i] - without);
        }
        return new FloatTensor(both.slice(0, both.length(0) / 2).shape(), values);
    }

    private PromptConditioning conditioning(TorchScope scope, DenoiseRequest request) {
        int count = request.noise().length(0);
        List<EncodedPrompt> rows = new ArrayList<>();
        if (request.guided()) {
            rows.addAll(Collections.nCopies(count, request.prompts().negative()));
        }
        rows.addAll(Collections.nCopies(count, request.prompts().prompt()));
        return new PromptConditioning(
                scope.floats(
                        FloatTensor.stack(rows.stream().map(EncodedPrompt::context).toList()),
                        format),
                scope.floats(
                        FloatTensor.stack(rows.stream().map(EncodedPrompt::pooled).toList()),
                        format),
                scope.floats(sizes(request.noise(), rows.size()), NumberFormat.FLOAT32));
    }

    /** The picture is told to be whole and uncropped: that is what SDXL draws best. */
    private FloatTensor sizes(FloatTensor noise, int rows) {
        float height = noise.length(2) * pixelsPerLatent;
        float width = noise.length(3) * pixelsPerLatent;
        float[] row = {height, width, 0, 0, height, width};
        float[] all = new float[rows * row.length];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(row, 0, all, i * row.length, row.length);
        }
        return new FloatTensor(List.of((long) rows, (long) row.length), all);
    }
}
