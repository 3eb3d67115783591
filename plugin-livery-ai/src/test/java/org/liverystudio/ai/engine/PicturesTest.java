package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.tensors.FloatTensor;

class PicturesTest {
    @Test
    void pixelsBecomePlanesOfRedGreenAndBlue() {
        RgbImage image = new RgbImage(2, 1, new byte[] {0, 51, -1, -1, 102, 0});

        FloatTensor planes = Pictures.toPlanes(image);

        assertThat(planes.shape()).containsExactly(1L, 3L, 1L, 2L);
        assertThat(planes.values()).containsExactly(0, 1, 0.2f, 0.4f, 1, 0);
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
