package org.liverystudio.ai.diffusion;

import java.util.List;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.ScriptModule;
import org.liverystudio.ai.torch.Tensor;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.TorchScope;

/** The autoencoder on plain numbers; large pictures go through it tile by tile. */
final class TiledVae {
    private final Torch torch;
    private final ScriptModule script;
    private final Vae vae;
    private final VaeTiling tiling;

    TiledVae(Torch torch, ScriptModule script, Vae vae, VaeTiling tiling) {
        this.torch = torch;
        this.script = script;
        this.vae = vae;
        this.tiling = tiling;
    }

    /**
     * @param latents of one picture {@code [1, channels, height/8, width/8]}, unscaled
     * @return {@code [1, 3, height, width]}, about -1 to 1
     */
    FloatTensor decode(FloatTensor latents, Runnable beforeEachBlock) {
        int height = latents.length(2);
        int width = latents.length(3);
        if (!tiling.isNeeded(vae.config(), height, width)) {
            return decodeWhole(latents, beforeEachBlock);
        }
        return new TileMosaic(tiling, vae.config().pixelsPerLatent())
                .assemble(
                        vae.config().pictureChannels(),
                        height,
                        width,
                        (top, left, rows, columns) ->
                                decodeWhole(
                                        part(latents, top, left, rows, columns), beforeEachBlock));
    }

    private FloatTensor decodeWhole(FloatTensor latents, Runnable beforeEachBlock) {
        try (TorchScope scope = torch.newScope()) {
            Tensor input = scope.floats(latents, NumberFormat.FLOAT32);
            return scope.read(vae.decode(script.in(scope, beforeEachBlock), input));
        }
    }

    /**
     * @param picture {@code [1, 3, height, width]} in -1 to 1; sides are multiples of a latent's
     */
    EncodedPicture encode(FloatTensor picture, Runnable beforeEachBlock) {
        int unit = vae.config().pixelsPerLatent();
        int height = picture.length(2) / unit;
        int width = picture.length(3) / unit;
        FloatTensor moments =
                tiling.isNeeded(vae.config(), height, width)
                        ? new TileMosaic(tiling, 1)
                                .assemble(
                                        2 * vae.config().latentChannels(),
                                        height,
                                        width,
                                        (top, left, rows, columns) ->
                                                encodeWhole(
                                                        part(
                                                                picture,
                                                                top * unit,
                                                                left * unit,
                                                                rows * unit,
                                                                columns * unit),
                                                        beforeEachBlock))
                        : encodeWhole(picture, beforeEachBlock);
        return split(moments);
    }

    /**
     * @return mean, then logarithm of the variance {@code [1, 2 * channels, height/8, width/8]}
     */
    private FloatTensor encodeWhole(FloatTensor picture, Runnable beforeEachBlock) {
        try (TorchScope scope = torch.newScope()) {
            Tensor input = scope.floats(picture, NumberFormat.FLOAT32);
            Vae.Moments moments = vae.encode(script.in(scope, beforeEachBlock), input);
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
        return new EncodedPicture(both.slice(0, 1), both.slice(1, 1), vae.config().scalingFactor());
    }

    /** A rectangle of all channels. */
    private static FloatTensor part(FloatTensor whole, int top, int left, int height, int width) {
        int channels = whole.length(1);
        int wholeHeight = whole.length(2);
        int wholeWidth = whole.length(3);
        float[] values = new float[channels * height * width];
        for (int row = 0; row < channels * height; row++) {
            int y = row / height * wholeHeight + top + row % height;
            System.arraycopy(whole.values(), y * wholeWidth + left, values, row * width, width);
        }
        return new FloatTensor(List.of(1L, (long) channels, (long) height, (long) width), values);
    }
}
