package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liverystudio.ai.diffusion.Golden.assertClose;
import static org.liverystudio.ai.diffusion.Golden.relativeError;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.EdgeWrap;

/** Large pictures tile by tile, against diffusers' {@code enable_tiling()}. */
class TiledVaeTest {
    private static final VaeTiling SMALL = new VaeTiling(0, 8, 2);

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void tilesAreDecodedAndBlendedAsDiffusersDoes(String name) {
        SafeTensorsFile golden = Golden.tensors(name + "-tiles");
        FloatTensor latents = golden.readFloats("latents");

        try (OpenedVae opened = new OpenedVae(name)) {
            FloatTensor tiled = opened.with(SMALL).decode(latents, EdgeWrap.NONE, () -> {});

            assertClose(tiled, golden.readFloats("decoded"), 1e-5);
            FloatTensor whole =
                    opened.with(VaeTiling.usual()).decode(latents, EdgeWrap.NONE, () -> {});
            assertThat(relativeError(tiled, whole)).isGreaterThan(1e-3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-linear", "tiny-conv"})
    void tilesAreEncodedAndBlendedAsDiffusersDoes(String name) {
        SafeTensorsFile golden = Golden.tensors(name + "-tiles");

        try (OpenedVae opened = new OpenedVae(name)) {
            EncodedPicture encoded =
                    opened.with(SMALL)
                            .encode(golden.readFloats("picture"), EdgeWrap.NONE, () -> {});

            assertClose(encoded.mean(), golden.readFloats("encoded_mean"), 1e-5);
            assertClose(encoded.logVariance(), golden.readFloats("encoded_logvar"), 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, '[0]'",
        "9, '[0, 6]'",
        "14, '[0, 6]'", // the tile from 12 on would show what its neighbour shows whole
        "15, '[0, 6, 12]'"
    })
    void tilesBeginAtEvenDistancesAndEachShowsSomethingNew(int length, String starts) {
        assertThat(SMALL.starts(length)).hasToString(starts);
    }

    @Test
    void whereTilesAgreeNoSeamIsLeft() {
        FloatTensor result =
                new TileMosaic(SMALL, 2)
                        .assemble(
                                1,
                                15,
                                14,
                                (top, left, height, width) -> ramp(top, left, height, width));

        FloatTensor whole = ramp(0, 0, 15, 14);
        assertThat(result.shape()).isEqualTo(whole.shape());
        for (int i = 0; i < whole.values().length; i++) {
            assertThat(result.values()[i]).isCloseTo(whole.values()[i], Offset.offset(1e-4f));
        }
    }

    private static FloatTensor ramp(int top, int left, int height, int width) {
        float[] values = new float[height * 2 * width * 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = (top * 2 + i / (width * 2)) * 3 + left * 2 + i % (width * 2);
        }
        return new FloatTensor(List.of(1L, 1L, height * 2L, width * 2L), values);
    }

    @Test
    void sdxlDecodesItsOwnSizeWholeAndLargerOnesInTiles() {
        VaeConfig sdxl = VaeConfig.read(Golden.path("sdxl/vae"));
        VaeTiling usual = VaeTiling.usual();

        assertThat(usual.isNeeded(sdxl, 128, 128)).isFalse();
        assertThat(usual.isNeeded(sdxl, 152, 128)).isTrue();
        assertThat(usual.isNeeded(sdxl, 512, 512)).isTrue();
        assertThat(usual.isNeeded(VaeConfig.read(Golden.MINI.resolve("vae")), 128, 128)).isFalse();
    }
}
