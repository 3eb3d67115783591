package org.liverystudio.ai.diffusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.diffusion.tiles.Window;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;

/** The ControlNets of one run, their pictures embedded; their residuals add up. */
final class ControlStack {
    /** One network with all that it is shown. */
    interface Shown {
        /** What it adds in a step; empty if it is not at work then. */
        Optional<Residuals> residuals(Step step);
    }

    /**
     * What a network needs to know of a step.
     *
     * @param calls the denoiser's script in the scope of the step
     * @param latents as the UNet gets them
     * @param timestep {@code [1]}
     * @param index counts from the first step that runs
     * @param count steps that run
     */
    record Step(
            ScriptCalls calls,
            Tensor latents,
            Tensor timestep,
            PromptConditioning prompt,
            int index,
            int count) {}

    private final List<Shown> shown;

    private ControlStack(List<Shown> shown) {
        this.shown = shown;
    }

    /**
     * Embeds the pictures; they stay the same in all steps.
     *
     * @param calls the denoiser's script in the scope of the run
     * @param window the part of the latents that is shown to the networks
     * @param unit pixels of a latent's edge
     * @param format what the networks compute in
     */
    static ControlStack of(
            ScriptCalls calls,
            List<ControlGuide> guides,
            Window window,
            int unit,
            NumberFormat format) {
        List<Shown> shown = new ArrayList<>();
        Map<LoadedControlNet, List<UnionControl.Picture>> unions = new LinkedHashMap<>();
        for (ControlGuide guide : guides) {
            LoadedControlNet net = guide.net();
            FloatTensor picture = net.ordered(guide.picture().part(window, unit));
            Tensor hint = net.net().hint(calls, calls.scope().floats(picture, format));
            if (net.union().isPresent()) {
                unions.computeIfAbsent(net, _ -> new ArrayList<>())
                        .add(new UnionControl.Picture(guide, hint));
            } else {
                shown.add(step -> plain(guide, hint, step));
            }
        }
        unions.forEach(
                (net, pictures) ->
                        shown.add(
                                new UnionControl(
                                        calls, net.net(), net.union().orElseThrow(), pictures)));
        return new ControlStack(shown);
    }

    private static Optional<Residuals> plain(ControlGuide guide, Tensor hint, Step step) {
        if (!guide.active(step.index(), step.count())) {
            return Optional.empty();
        }
        return Optional.of(
                guide.net()
                        .net()
                        .residuals(
                                step.calls(),
                                step.latents(),
                                step.timestep(),
                                step.prompt(),
                                hint,
                                Optional.empty(),
                                guide.scale()));
    }

    /** The sum of what the networks at work add in a step; empty if none is. */
    Optional<Residuals> residuals(Step step) {
        Optional<Residuals> sum = Optional.empty();
        for (Shown one : shown) {
            Optional<Residuals> own = one.residuals(step);
            if (own.isPresent()) {
                sum = Optional.of(sum.map(s -> s.plus(own.get(), step.calls())).orElse(own.get()));
            }
        }
        return sum;
    }
}
