package org.liverystudio.ai.diffusion.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.liverystudio.host.LiveryException;

class MemoryPlannerTest {
    private static final long MB = 1_000_000;
    private static final long GB = 1_000_000_000;

    /** As large as SDXL in bf16: 1.6 GB of text encoders, 5.1 GB of UNet, 0.3 GB of autoencoder. */
    private static MemoryNeeds sdxl(int pictures, int edge) {
        long area = (long) edge * edge;
        return new MemoryNeeds(
                400 * MB,
                List.of(network(12, 20 * MB), network(32, 43 * MB)),
                10 * MB,
                List.of(network(70, 73 * MB)),
                rows -> rows * area * 16_000,
                network(20, 17 * MB),
                (height, width) -> (long) height * width * 200_000,
                pictures,
                2,
                edge,
                edge);
    }

    private static NetworkSize network(int blocks, long bytes) {
        Map<String, BlockSize> sizes = new LinkedHashMap<>();
        for (int i = 0; i < blocks; i++) {
            sizes.put("block " + i, new BlockSize(bytes, 0));
        }
        return new NetworkSize(sizes);
    }

    @Test
    void withPlentyOfMemoryEverythingStaysAndPicturesAreDoneTogether() {
        MemoryPlan plan = MemoryPlanner.plan(sdxl(6, 128), 32 * GB);

        assertThat(plan.batch()).isEqualTo(4);
        assertThat(plan.guidanceTogether()).isTrue();
        assertThat(plan.streams()).isFalse();
        assertThat(plan.denoisersStay()).isTrue();
        assertThat(plan.tile()).isEmpty();
        // Text encoders of that size serve once a picture only.
        assertThat(plan.textEncodersStay()).isFalse();
        assertThat(plan.denoisersStayForText()).isTrue();
    }

    @Test
    void networksTakeTurnsBeforeAnythingGetsSlower() {
        MemoryPlan plan = MemoryPlanner.plan(sdxl(1, 128), 6500 * MB);

        assertThat(plan.streams()).isFalse();
        assertThat(plan.guidanceTogether()).isTrue();
        assertThat(plan.denoisersStayForText()).isFalse();
        assertThat(plan.denoisersStay()).isFalse();
        assertThat(plan.tile()).isEmpty();
    }

    @Test
    void weightsComeAndGoWhereTheyDoNotFitAndTheLimitIsUsed() {
        MemoryPlan plan = MemoryPlanner.plan(sdxl(1, 128), 3 * GB);

        assertThat(plan.streams()).isTrue();
        assertThat(plan.tile()).hasValue(64);
        assertThat(plan.predictedPeak()).isBetween(2850 * MB, 3 * GB);
    }

    @Test
    void theTwoHalvesOfGuidanceGoApartWhereTheirMapsAreTooLarge() {
        // 256 x 256 latents: 1 GB of maps for each row.
        assertThat(MemoryPlanner.plan(sdxl(1, 256), 3 * GB).guidanceTogether()).isTrue();

        MemoryPlan plan = MemoryPlanner.plan(sdxl(1, 256), 2200 * MB);

        assertThat(plan.guidanceTogether()).isFalse();
        assertThat(plan.batch()).isEqualTo(1);
    }

    @Test
    void tilesShrinkWithTheLimit() {
        assertThat(MemoryPlanner.plan(sdxl(1, 128), 1200 * MB).tile()).hasValue(32);
    }

    @Test
    void whatCannotBeDoneSaysWhatItWouldTake() {
        long least = MemoryPlanner.least(sdxl(1, 128));

        assertThatThrownBy(() -> MemoryPlanner.plan(sdxl(1, 128), 600 * MB))
                .isInstanceOf(LiveryException.class)
                .hasMessage("This picture needs at least 736 MB of memory; the limit is 600 MB.")
                .extracting(e -> ((LiveryException) e).advice())
                .isEqualTo(
                        "Choose a smaller size, or a memory limit of 736 MB or more (--memory"
                                + " 736MB).");
        assertThat(MemoryPlanner.plan(sdxl(1, 128), least).predictedPeak())
                .isLessThanOrEqualTo(least);
    }

    @Property
    void noPlanExpectsMoreThanItsLimit(
            @ForAll @IntRange(min = 1, max = 9) int pictures,
            @ForAll @IntRange(min = 8, max = 512) int edge,
            @ForAll @IntRange(min = 0, max = 40_000) int megabytesAboveLeast) {
        MemoryNeeds needs = sdxl(pictures, edge);
        long limit = MemoryPlanner.least(needs) + megabytesAboveLeast * MB;

        assertThat(MemoryPlanner.plan(needs, limit).predictedPeak()).isLessThanOrEqualTo(limit);
    }
}
