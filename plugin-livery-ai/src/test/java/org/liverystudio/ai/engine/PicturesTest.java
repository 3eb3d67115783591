package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.diffusion.tiles.Window;
import org.liverystudio.ai.tensors.FloatTensor;

class PicturesTest {
    @Test
    void pixelsBecomePlanesOfRedGreenAndBlue() {
        RgbImage image = new RgbImage(2, 1, new byte[] {0, 51, -1, -1, 102, 0});

        FloatTensor planes = Pictures.parts(image).part(new Window(0, 0, 1, 2), 1);
        FloatTensor signed = Pictures.toSignedPlanes(image);

        assertThat(planes.shape()).containsExactly(1L, 3L, 1L, 2L);
        assertThat(planes.values()).containsExactly(0, 1, 0.2f, 0.4f, 1, 0);
        assertThat(signed.values())
                .containsExactly(new float[] {-1, 1, -0.6f, -0.2f, 1, -1}, within(1e-6f));
    }

    @Test
    void aPartBeyondTheLastPixelGoesOnWithTheFirst() {
        RgbImage image = new RgbImage(2, 1, new byte[] {0, 51, -1, -1, 102, 0});

        FloatTensor part = Pictures.parts(image).part(new Window(0, 1, 1, 2), 1);

        assertThat(part.values()).containsExactly(1, 0, 0.4f, 0.2f, 0, 1);
    }

    @Test
    void numbersBeyondTheRangeAreClippedAndOthersRounded() {
        FloatTensor planes =
                new FloatTensor(List.of(1L, 3L, 1L, 2L), new float[] {-7, -1, 0, 0.01f, 1, 1.5f});

        RgbImage image = Pictures.toImage(planes);

        // 0 is 127.5, which rounds to the even 128.
        assertThat(image.rgb()).containsExactly(0, 128, 255, 0, 129, 255);
    }
}
