package org.liverystudio.ai.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liverystudio.ai.diffusion.DiffusionModel;
import org.liverystudio.ai.diffusion.EncodedPicture;
import org.liverystudio.ai.diffusion.StartPicture;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.engine.pixels.Resampler;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;

/** Makes the pictures of one pass into what the next one begins with. */
final class Enlargement {
    private final DiffusionModel model;
    private final LaterPass pass;
    private final EdgeWrap wrap;
    private final NoiseSources sources;
    private final RunMonitor monitor;

    Enlargement(
            DiffusionModel model,
            LaterPass pass,
            EdgeWrap wrap,
            NoiseSources sources,
            RunMonitor monitor) {
        this.model = model;
        this.pass = pass;
        this.wrap = wrap;
        this.sources = sources;
        this.monitor = monitor;
    }

    /**
     * As diffusers' image to image does with the same sources of noise: pixels ask them twice, for
     * the choice among the latents that the autoencoder offers and for the noise, latents once.
     *
     * @param last latents of the pass before {@code [count, channels, height/8, width/8]}
     */
    PictureStart of(FloatTensor last) {
        int count = last.length(0);
        monitor.begin(Phase.ENLARGING, count);
        List<FloatTensor> large = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            FloatTensor one = last.slice(i, 1);
            large.add(
                    switch (pass.upscaler()) {
                        case PIXELS -> enlargedPixels(one, i);
                        case LATENT -> enlargedLatents(one, Resampler.Filter.BICUBIC);
                        case LATENT_NEAREST -> enlargedLatents(one, Resampler.Filter.NEAREST);
                    });
            monitor.done(i + 1);
        }
        FloatTensor latents = FloatTensor.stack(large);
        Optional<FloatTensor> coverage =
                pass.kept().map(kept -> Pictures.coverage(kept.mask(), model.pixelsPerLatent()));
        FloatTensor begin = coverage.map(covered -> withKept(latents, covered)).orElse(latents);
        return new PictureStart(
                sources.draw(pass.width(), pass.height()),
                Optional.of(new StartPicture(begin, pass.strength(), coverage)));
    }

    private FloatTensor enlargedLatents(FloatTensor latents, Resampler.Filter filter) {
        int unit = model.pixelsPerLatent();
        return resized(latents, pass.width() / unit, pass.height() / unit, filter);
    }

    private FloatTensor enlargedPixels(FloatTensor latents, int picture) {
        FloatTensor small = model.decode(latents, wrap, monitor::throwIfCancelled);
        FloatTensor large =
                resized(clipped(small), pass.width(), pass.height(), Resampler.Filter.LANCZOS3);
        EncodedPicture encoded = model.encode(clipped(large), wrap, monitor::throwIfCancelled);
        return encoded.sample(sources.draw(picture, pass.width(), pass.height()));
    }

    /** A picture beyond black and white would teach the next pass colours that do not exist. */
    private static FloatTensor clipped(FloatTensor picture) {
        float[] values = picture.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(values[i], -1f, 1f);
        }
        return picture;
    }

    /** What may not change is the kept picture itself, not an enlargement of its small copy. */
    private FloatTensor withKept(FloatTensor latents, FloatTensor coverage) {
        FloatTensor picture = Pictures.toSignedPlanes(pass.kept().orElseThrow().image());
        float[] kept = latents(picture);
        float[] covered = coverage.values();
        float[] values = latents.values().clone();
        for (int i = 0; i < values.length; i++) {
            if (covered[i % covered.length] == 0) {
                values[i] = kept[i % kept.length];
            }
        }
        return new FloatTensor(latents.shape(), values);
    }

    /** The likeliest latents of a picture, at the scale of the UNet. */
    private float[] latents(FloatTensor picture) {
        EncodedPicture encoded = model.encode(picture, wrap, monitor::throwIfCancelled);
        int length = encoded.mean().values().length;
        FloatTensor none = new FloatTensor(encoded.mean().shape(), new float[length]);
        return encoded.sample(none).values();
    }

    private FloatTensor resized(
            FloatTensor planes, int width, int height, Resampler.Filter filter) {
        Resampler.Grid from = new Resampler.Grid(planes.length(3), planes.length(2));
        Resampler.Grid to = new Resampler.Grid(width, height);
        int channels = planes.length(1);
        int plane = from.width() * from.height();
        float[] values = new float[channels * width * height];
        for (int channel = 0; channel < channels; channel++) {
            monitor.throwIfCancelled();
            float[] one = new float[plane];
            System.arraycopy(planes.values(), channel * plane, one, 0, plane);
            float[] large = Resampler.resize(one, from, to, filter, wrap);
            System.arraycopy(large, 0, values, channel * large.length, large.length);
        }
        return new FloatTensor(List.of(1L, (long) channels, (long) height, (long) width), values);
    }
}
