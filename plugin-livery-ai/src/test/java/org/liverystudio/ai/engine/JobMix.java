package org.liverystudio.ai.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.liverystudio.ai.diffusion.ControlType;
import org.liverystudio.ai.diffusion.Golden;

/**
 * Small requests of all kinds, one after the other: sizes, batches, samplers, control pictures,
 * pictures to start from, later passes and prompts change at different beats. The same index gives
 * the same request.
 */
public final class JobMix {
    private static final List<Integer> SIZES = List.of(64, 96, 128);
    private static final List<String> WORDS =
            List.of("red", "blue", "(green:1.3) stripes", "white", "black", "tiger", "checkered");

    private JobMix() {}

    public static DiffusionRequest request(int index) {
        int size = SIZES.get(index % SIZES.size());
        SchedulerKind[] samplers = SchedulerKind.values();
        Sampling sampling =
                new Sampling(
                        2,
                        index % 5 == 4 ? 1 : 5,
                        samplers[index % samplers.length],
                        index,
                        1 + index % 2);
        // Each prompt is new, as a painter's would be: a cache that keeps all of them shows.
        String prompt = "%s car number %d".formatted(WORDS.get(index % WORDS.size()), index);
        return DiffusionRequest.builder(Golden.MINI, prompt, size, size, sampling)
                .negativePrompt(index % 4 == 0 ? "" : "blurred")
                .controls(index % 3 == 0 ? List.of(control(size)) : List.of())
                .initialImage(index % 5 < 2 ? Optional.of(start(size, index)) : Optional.empty())
                .passes(passes(index, size))
                .previews(index % 2 == 0 ? Previews.by(Optional.empty()) : Previews.none())
                .build();
    }

    private static Passes passes(int index, int size) {
        int larger = size + 32;
        LaterPass later =
                new LaterPass(
                        larger,
                        larger,
                        index % 4 == 0 ? Upscaler.LATENT : Upscaler.PIXELS,
                        0.5,
                        2,
                        OptionalInt.empty(),
                        List.of(picture(larger)),
                        Optional.empty());
        return new Passes(
                index % 6 == 0 ? List.of(later) : List.of(),
                index % 7 == 0 ? Seamless.X : Seamless.NONE);
    }

    private static ControlInput control(int size) {
        return new ControlInput(
                Golden.MINI.resolve("controlnet"), picture(size), ControlType.DEPTH, 0.7, 0, 1);
    }

    private static InitialImage start(int size, int index) {
        Optional<StrengthMask> mask =
                index % 2 == 0
                        ? Optional.empty()
                        : Optional.of(new StrengthMask(size, size, new byte[size * size]));
        return new InitialImage(picture(size), 0.9, mask);
    }

    private static RgbImage picture(int size) {
        byte[] rgb = new byte[3 * size * size];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 % size < size / 2 ? 255 : 0);
        }
        return new RgbImage(size, size, rgb);
    }
}
