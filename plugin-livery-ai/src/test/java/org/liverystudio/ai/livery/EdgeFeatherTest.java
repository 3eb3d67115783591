package org.liverystudio.ai.livery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liverystudio.host.Rect;

class EdgeFeatherTest {
    private static final Rect DOCUMENT = new Rect(0, 0, 40, 30);
    private static final Coverage ALL = Coverage.full(DOCUMENT);

    @Test
    void paintRisesInEvenStepsFromTheEdgeToTheInside() {
        Coverage mask = Coverage.full(new Rect(10, 10, 20, 10));

        Coverage faded = EdgeFeather.inside(mask, ALL, 3);

        assertThat(row(faded, 15, 9, 15)).containsExactly(0, 63, 127, 191, 255, 255);
        assertThat(row(faded, 15, 26, 31)).containsExactly(255, 191, 127, 63, 0);
    }

    @Test
    void aPixelThatIsKeptHasAlphaZeroWhateverTheMaskLooksLike() {
        Random random = new Random(1);
        byte[] values = new byte[40 * 30];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt(256));
        }

        Coverage faded = EdgeFeather.inside(new Coverage(DOCUMENT, values), ALL, 5);

        for (int i = 0; i < values.length; i++) {
            assertThat(faded.values()[i] == 0).isEqualTo(values[i] == 0);
        }
    }

    @Test
    void halfStrengthIsFullPaintAwayFromTheEdge() {
        byte[] half = new byte[20 * 10];
        Arrays.fill(half, (byte) 128);

        Coverage faded = EdgeFeather.inside(new Coverage(new Rect(10, 10, 20, 10), half), ALL, 2);

        assertThat(row(faded, 15, 14, 16)).containsExactly(255, 255);
    }

    @Test
    void deadSpaceAndTheDocumentsBorderAreNoEdge() {
        Coverage paintable = Coverage.full(new Rect(0, 0, 20, 30));
        Coverage mask = Coverage.full(new Rect(0, 5, 20, 20));

        Coverage faded = EdgeFeather.inside(mask, paintable, 3);

        assertThat(row(faded, 15, 0, 2)).containsExactly(255, 255);
        assertThat(row(faded, 15, 18, 20)).containsExactly(255, 255);
        assertThat(row(faded, 5, 10, 11)).containsExactly(63);
    }

    private static int[] row(Coverage coverage, int y, int from, int to) {
        byte[] bytes = coverage.coverage(new Rect(from, y, to - from, 1));
        int[] values = new int[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 0xff;
        }
        return values;
    }
}
