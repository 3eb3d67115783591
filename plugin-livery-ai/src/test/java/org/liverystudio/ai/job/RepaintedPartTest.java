package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.engine.InProcessEngine;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.fixture.TestDocument;
import org.liverystudio.ai.fixture.TestLayer;
import org.liverystudio.ai.fixture.TestSnapshot;
import org.liverystudio.ai.job.GenerationRequest.Start;
import org.liverystudio.ai.job.GenerationRequest.StartSource;
import org.liverystudio.ai.job.GenerationRequest.Where;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.job.detail.LargerPass;
import org.liverystudio.ai.job.detail.SecondPass;
import org.liverystudio.ai.job.detail.Target;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.host.Layer;
import org.liverystudio.host.LayerRole;
import org.liverystudio.host.Rect;

/** A part of a document repainted by the built-in model, through the whole job. */
class RepaintedPartTest {
    private static final Rect ALL = new Rect(0, 0, 160, 160);
    private static final Rect PART = new Rect(48, 56, 64, 40);
    private static final ModelFacts MINI =
            new ModelFacts(
                    "mini",
                    "Mini",
                    Golden.MINI,
                    256,
                    128,
                    4,
                    5,
                    Optional.empty(),
                    Optional.empty());

    private final TestDocument document =
            new TestDocument(
                    "car",
                    TestSnapshot.of(
                            160,
                            160,
                            TestLayer.pixels(
                                    "Paint",
                                    LayerRole.NONE,
                                    ALL,
                                    (x, y) -> 0xff000000 | x * 0x010000 | y * 0x0100 | (x ^ y))));

    @Test
    void whatWasNotToChangeIsBitForBitTheSameAfterwards() throws InterruptedException {
        byte[] before = document.snapshot().composite(ALL).toRgba();

        run(request(Detail.single(), 1));

        assertOnlyThePartChanged(before);
    }

    @Test
    void aSecondPassKeepsToThePartToo() throws InterruptedException {
        byte[] before = document.snapshot().composite(ALL).toRgba();
        LargerPass pass = LargerPass.second(new Target.Factor(1.5), Upscaler.PIXELS);

        run(request(new Detail(new SecondPass.By(pass), Optional.empty(), Seamless.NONE), 1));

        assertOnlyThePartChanged(before);
    }

    private void assertOnlyThePartChanged(byte[] before) {
        Layer layer = document.snapshot().layers().getLast();
        byte[] paint = layer.pixels(ALL).toRgba();
        byte[] after = document.snapshot().composite(ALL).toRgba();
        int changed = 0;
        for (int i = 0; i < paint.length; i += 4) {
            int x = i / 4 % ALL.width();
            int y = i / 4 / ALL.width();
            if (!PART.contains(x, y)) {
                assertThat(paint[i + 3]).as("alpha at %d, %d", x, y).isZero();
                assertThat(Arrays.mismatch(before, i, i + 4, after, i, i + 4))
                        .as("pixel at %d, %d", x, y)
                        .isEqualTo(-1);
            } else if (after[i] != before[i]) {
                changed++;
            }
        }
        assertThat(changed).isGreaterThan(PART.width() * PART.height() / 2);
        int middle = (PART.y() + PART.height() / 2) * ALL.width();
        int edge = paint[4 * (middle + PART.x()) + 3] & 0xff;
        int inner = paint[4 * (middle + PART.x() + 2) + 3] & 0xff;
        int centre = paint[4 * (middle + PART.x() + PART.width() / 2) + 3] & 0xff;
        assertThat(edge).isBetween(1, 128);
        assertThat(inner).isGreaterThan(edge);
        assertThat(centre).isEqualTo(255);
    }

    private static GenerationRequest request(Detail detail, int count) {
        Sampling sampling = new Sampling(4, 5, SchedulerKind.EULER, 3, count);
        return GenerationRequest.builder("orange stripes", "mini", sampling)
                .where(new Where.Rectangle(PART))
                .start(Optional.of(new Start(new StartSource.Visible(), 0.8)))
                .size(Optional.of(new Size(128, 96)))
                .detail(detail)
                .build();
    }

    private void run(GenerationRequest request) throws InterruptedException {
        Generation generation =
                new Generation(
                        document,
                        document.snapshot(),
                        request,
                        MINI,
                        Map.of(),
                        LatentFiles.NONE,
                        false);
        try (JobQueue queue =
                new JobQueue(() -> new InProcessEngine(TestTorch.NATIVES), Duration.ofMinutes(1))) {
            assertThat(queue.submit(generation, () -> false, _ -> {}).await())
                    .isInstanceOf(JobState.Finished.class);
        }
    }
}
