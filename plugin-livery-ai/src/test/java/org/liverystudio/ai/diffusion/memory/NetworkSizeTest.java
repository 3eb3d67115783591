package org.liverystudio.ai.diffusion.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NetworkSizeTest {
    @Test
    void smallBlocksStayAndLargeOnesComeAndGo() {
        NetworkSize size =
                new NetworkSize(
                        Map.of(
                                "frame", new BlockSize(10, 0),
                                "first", new BlockSize(100, 0),
                                "second", new BlockSize(90, 0)));

        assertThat(size.staying(200)).containsExactlyInAnyOrder("frame", "first", "second");
        assertThat(size.staying(199)).containsExactlyInAnyOrder("frame");
        assertThat(size.staying(109)).isEmpty();
        assertThat(size.within(199)).isEqualTo(110);
    }

    @Test
    void whatAConversionReadsCountsWhileABlockLoads() {
        NetworkSize size =
                new NetworkSize(Map.of("a", new BlockSize(50, 100), "b", new BlockSize(60, 20)));

        assertThat(size.whole()).isEqualTo(210);
        assertThat(size.least()).isEqualTo(150);
        assertThat(size.staying(209)).containsExactly("a");
    }

    @Test
    void theFirstOfTwoNetworksGetsWhatBothCanDoWithout() {
        NetworkSize unet =
                new NetworkSize(Map.of("a", new BlockSize(50, 0), "b", new BlockSize(60, 0)));
        NetworkSize control = new NetworkSize(Map.of("c", new BlockSize(30, 0)));

        assertThat(NetworkSize.split(List.of(unet, control), 1000)).containsExactly(110L, 30L);
        assertThat(NetworkSize.split(List.of(unet, control), 120)).containsExactly(90L, 30L);
        assertThat(NetworkSize.split(List.of(unet, control), 0)).containsExactly(60L, 30L);
    }

    @Property
    void theLimitHoldsUnlessOneBlockAloneIsMore(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 1000) Integer> bytes,
            @ForAll @IntRange(max = 10_000) int limit) {
        Map<String, BlockSize> blocks = new LinkedHashMap<>();
        bytes.forEach(size -> blocks.put("b" + blocks.size(), new BlockSize(size, size / 3)));
        NetworkSize network = new NetworkSize(blocks);

        assertThat(network.within(limit)).isLessThanOrEqualTo(Math.max(limit, network.least()));
        assertThat(network.within(limit + 1)).isGreaterThanOrEqualTo(network.within(limit) - 1000);
        assertThat(network.within(Long.MAX_VALUE)).isEqualTo(network.whole());
    }
}
