package org.liverystudio.ai.diffusion;

import java.util.List;
import org.liverystudio.ai.diffusion.tiles.RingSeam;
import org.liverystudio.ai.diffusion.tiles.Window;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.EdgeWrap;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptCalls;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;

/** The autoencoder on plain numbers; large pictures go through it tile by tile. */
final class TiledVae {
    private final Torch torch;
    private final NetworkScripts scripts;
    private final Vae vae;
    private final VaeTiling tiling;

    TiledVae(Torch torch, NetworkScripts scripts, Vae vae, VaeTiling tiling) {
        this.torch = torch;
        this.scripts = scripts;
        this.vae = vae;
        this.tiling = tiling;
    }

    /**
     * @param latents of one picture {@code [1, channels, height/8, width/8]}, unscaled
     * @param wrap which edges of the picture continue on the opposite side
     * @return {@code [1, 3, height, width]}, about -1 to 1
     */
    FloatTensor decode(FloatTensor latents, EdgeWrap wrap, Runnable beforeEachBlock) {
        int height = latents.length(2);
        int width = latents.length(3);
        int unit = vae.config().pixelsPerLatent();
        if (!tiling.isNeeded(vae.config(), height, width)) {
            return decodeWhole(latents, wrap, beforeEachBlock);
        }
        RingSeam seam = new RingSeam(wrap, tiling.overlap());
        FloatTensor longer = seam.longer(latents, 1);
        FloatTensor picture =
                new TileMosaic(tiling, unit)
                        .assemble(
                                vae.config().pictureChannels(),
                                longer.length(2),
                                longer.length(3),
                                (top, left, rows, columns) ->
                                        decodeWhole(
                                                new Window(top, left, rows, columns).of(longer, 1),
                                                EdgeWrap.NONE,
                                                beforeEachBlock));
        return seam.closed(picture, height * unit, width * unit);
    }

    private FloatTensor decodeWhole(FloatTensor latents, EdgeWrap wrap, Runnable beforeEachBlock) {
        try (TorchScope scope = torch.newScope()) {
            Tensor input = scope.floats(latents, NumberFormat.FLOAT32);
            ScriptCalls calls = scripts.autoencoder(wrap).in(scope, beforeEachBlock);
            return scope.read(vae.decode(calls, input));
        }
    }

    /**
     * @param picture {@code [1, 3, height, width]} in -1 to 1; sides are multiples of a latent's
     * @param wrap which edges of the picture continue on the opposite side
     */
    EncodedPicture encode(FloatTensor picture, EdgeWrap wrap, Runnable beforeEachBlock) {
        int unit = vae.config().pixelsPerLatent();
        int height = picture.length(2) / unit;
        int width = picture.length(3) / unit;
        if (!tiling.isNeeded(vae.config(), height, width)) {
            return split(encodeWhole(picture, wrap, beforeEachBlock));
        }
        RingSeam seam = new RingSeam(wrap, tiling.overlap());
        FloatTensor longer = seam.longer(picture, unit);
        FloatTensor moments =
                new TileMosaic(tiling, 1)
                        .assemble(
                                2 * vae.config().latentChannels(),
                                longer.length(2) / unit,
                                longer.length(3) / unit,
                                (top, left, rows, columns) ->
                                        encodeWhole(
                                                new Window(top, left, rows, columns)
                                                        .of(longer, unit),
                                                EdgeWrap.NONE,
                                                beforeEachBlock));
        return split(seam.closed(moments, height, width));
    }

    /**
     * @return mean, then logarithm of the variance {@code [1, 2 * channels, height/8, width/8]}
     */
    private FloatTensor encodeWhole(FloatTensor picture, EdgeWrap wrap, Runnable beforeEachBlock) {
        try (TorchScope scope = torch.newScope()) {
            Tensor input = scope.floats(picture, NumberFormat.FLOAT32);
            ScriptCalls calls = scripts.autoencoder(wrap).in(scope, beforeEachBlock);
            Vae.Moments moments = vae.encode(calls, input);
            FloatTensor mean = scope.read(moments.mean());
            FloatTensor logVariance = scope.read(moments.logVariance());
            FloatTensor rows = FloatTensor.stack(List.of(mean, logVariance));
            return new FloatTensor(
                    List.of(1L, 2 * mean.shape().get(1), mean.shape().get(2), mean.shape().get(3)),
                    rows.values());
        }
    }

    private EncodedPicture split(FloatTensor moments) {
        List<Long> half =
                List.of(
                        2L,
                        moments.shape().get(1) / 2,
                        moments.shape().get(2),
                        moments.shape().get(3));
        FloatTensor both = new FloatTensor(half, moments.values());
        return new EncodedPicture(both.slice(0, 1), both.slice(1, 1), vae.config().scale());
    }
}
