package org.liverystudio.ai.diffusion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;

/**
 * A union ControlNet at work in one run with one or several pictures. As in diffusers' pipeline, a
 * single picture's weight scales the residuals, while several are weighed against each other before
 * the network.
 */
final class UnionControl implements ControlStack.Shown {
    private final ScriptCalls calls;
    private final ControlNet net;
    private final UnionParts parts;
    private final List<Picture> pictures;
    private final Tensor kinds;

    /** Feature maps by the weights of the pictures, which change when one sets in or stops. */
    private final Map<List<Double>, Tensor> sums = new HashMap<>();

    /**
     * @param hint the picture embedded
     */
    record Picture(ControlGuide guide, Tensor hint) {}

    /**
     * @param calls the denoiser's script in the scope of the run
     */
    UnionControl(ScriptCalls calls, ControlNet net, UnionParts parts, List<Picture> pictures) {
        this.calls = calls;
        this.net = net;
        this.parts = parts;
        this.pictures = pictures;
        this.kinds =
                parts.kinds(
                        calls,
                        pictures.stream().map(picture -> picture.guide().type()).toList(),
                        pictures.getFirst().hint());
    }

    @Override
    public Optional<Residuals> residuals(ControlStack.Step step) {
        List<Double> scales =
                pictures.stream()
                        .map(Picture::guide)
                        .map(
                                guide ->
                                        guide.active(step.index(), step.count())
                                                ? guide.scale()
                                                : 0.0)
                        .toList();
        // Told of kinds but shown nothing it would still steer: diffusers lets it, a painter who
        // ends all controls early means none.
        if (scales.stream().allMatch(scale -> scale == 0)) {
            return Optional.empty();
        }
        boolean alone = scales.size() == 1;
        return Optional.of(
                net.residuals(
                        step.calls(),
                        step.latents(),
                        step.timestep(),
                        step.prompt(),
                        sums.computeIfAbsent(alone ? List.of(1.0) : scales, this::sum),
                        Optional.of(kinds),
                        alone ? scales.getFirst() : 1));
    }

    private Tensor sum(List<Double> scales) {
        Tensor sum = weighed(0, scales);
        for (int i = 1; i < scales.size(); i++) {
            try (Tensor before = sum;
                    Tensor next = weighed(i, scales)) {
                sum = calls.call("add", before, next);
            }
        }
        return sum;
    }

    private Tensor weighed(int index, List<Double> scales) {
        Picture picture = pictures.get(index);
        return parts.weighed(calls, picture.hint(), picture.guide().type(), scales.get(index));
    }
}
