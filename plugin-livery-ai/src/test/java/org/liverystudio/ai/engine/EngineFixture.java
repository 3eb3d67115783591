package org.liverystudio.ai.engine;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.engine.EngineProgress.Phase;

/** Requests and listeners for tests of engines. */
public final class EngineFixture {
    public static final String PROMPT = "orange and black tiger stripes";

    /** The phases of a run from noise. */
    public static final Phase[] PHASES = {
        Phase.STARTING, Phase.LOADING, Phase.ENCODING_PROMPT, Phase.DENOISING, Phase.DECODING
    };

    private EngineFixture() {}

    /** A small quick picture of the built-in model. */
    public static DiffusionRequest request(long seed, int count) {
        return request(
                Golden.MINI, seed, count, 128, 3, List.of(), Optional.empty(), Optional.empty());
    }

    public static DiffusionRequest request(long seed, int count, SchedulerKind sampler) {
        DiffusionRequest usual = request(seed, count);
        return usual.toBuilder().sampling(usual.sampling().withScheduler(sampler)).build();
    }

    public static DiffusionRequest request(Path model) {
        return request(model, 1, 1, 128, 3, List.of(), Optional.empty(), Optional.empty());
    }

    public static DiffusionRequest request(
            Path model,
            long seed,
            int count,
            int size,
            int steps,
            List<ControlInput> controls,
            Optional<Path> initialLatents,
            Optional<Path> finalLatents) {
        Sampling sampling = new Sampling(steps, 5.0, SchedulerKind.EULER, seed, count);
        return DiffusionRequest.builder(model, PROMPT, size, size, sampling)
                .controls(controls)
                .initialLatents(initialLatents)
                .finalLatents(finalLatents)
                .build();
    }

    public static RgbImage controlPicture() {
        return picture("mini-control.png");
    }

    /** A picture among the golden values. */
    public static RgbImage picture(String name) {
        try {
            BufferedImage picture = ImageIO.read(Golden.path(name).toFile());
            byte[] rgb = new byte[picture.getWidth() * picture.getHeight() * 3];
            for (int i = 0; i < rgb.length / 3; i++) {
                int pixel = picture.getRGB(i % picture.getWidth(), i / picture.getWidth());
                rgb[3 * i] = (byte) (pixel >> 16);
                rgb[3 * i + 1] = (byte) (pixel >> 8);
                rgb[3 * i + 2] = (byte) pixel;
            }
            return new RgbImage(picture.getWidth(), picture.getHeight(), rgb);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what it heard and stops after a number of reports, if told so. */
    public static final class Recorder implements EngineListener {
        public final List<EngineProgress> heard = new ArrayList<>();
        public final List<RgbImage> previews = new ArrayList<>();
        private final EngineProgress stopAt;
        private volatile boolean stop;

        public Recorder() {
            this(null);
        }

        public Recorder(EngineProgress stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public synchronized void onProgress(EngineProgress progress) {
            // How quick it was is no test's matter.
            EngineProgress where =
                    new EngineProgress(progress.phase(), progress.done(), progress.total());
            heard.add(where);
            stop |= where.equals(stopAt);
        }

        @Override
        public synchronized void onPreview(RgbImage picture) {
            previews.add(picture);
        }

        @Override
        public boolean isCancelled() {
            return stop;
        }
    }
}
