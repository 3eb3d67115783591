package org.liverystudio.ai.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.DiffusionModel;
import org.liverystudio.ai.diffusion.EncodedPicture;
import org.liverystudio.ai.diffusion.StartPicture;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.tensors.FloatTensor;

/**
 * What the pictures of a run begin with.
 *
 * @param noise {@code [count, channels, height/8, width/8]}, unit variance
 * @param picture of the same rows; empty where pure noise is the beginning
 */
record PictureStart(FloatTensor noise, Optional<StartPicture> picture) {
    /**
     * Pure noise.
     *
     * @param noise instead of the first draw of each picture
     */
    static PictureStart ofNoise(
            DiffusionRequest request, Optional<FloatTensor> noise, NoiseSources sources) {
        return new PictureStart(
                noise.orElseGet(() -> sources.draw(request.width(), request.height())),
                Optional.empty());
    }

    /**
     * A picture and noise to add. As in diffusers each picture's source of noise is asked twice:
     * first to choose among the latents that the autoencoder offers, then for the noise.
     *
     * @param noise to add, instead of the second draw
     */
    static PictureStart ofImage(
            DiffusionModel model,
            DiffusionRequest request,
            InitialImage initial,
            Optional<FloatTensor> noise,
            NoiseSources sources,
            RunMonitor monitor) {
        monitor.begin(Phase.ENCODING_PICTURE, 1);
        EncodedPicture encoded =
                model.encode(
                        Pictures.toSignedPlanes(initial.image()),
                        request.passes().seamless().wrap(),
                        monitor::throwIfCancelled);
        FloatTensor chosen = sources.draw(request.width(), request.height());
        List<FloatTensor> latents = new ArrayList<>();
        for (int i = 0; i < request.sampling().count(); i++) {
            latents.add(encoded.sample(chosen.slice(i, 1)));
        }
        StartPicture picture =
                new StartPicture(
                        FloatTensor.stack(latents),
                        initial.strength(),
                        initial.mask()
                                .map(mask -> Pictures.coverage(mask, model.pixelsPerLatent())));
        monitor.done(1);
        return new PictureStart(
                noise.orElseGet(() -> sources.draw(request.width(), request.height())),
                Optional.of(picture));
    }

    /** Of the steps of a whole walk, those that run. */
    int stepsToRun(int steps) {
        return picture.map(start -> StartPicture.stepsToRun(steps, start.strength())).orElse(steps);
    }

    /** A run of the rows. */
    PictureStart slice(int from, int count) {
        return new PictureStart(
                noise.slice(from, count),
                picture.map(
                        start ->
                                new StartPicture(
                                        start.latents().slice(from, count),
                                        start.strength(),
                                        start.coverage())));
    }
}
