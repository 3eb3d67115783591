package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.torch.LiveNatives;
import org.liverystudio.ai.torch.TestTorch;

/** Runs of all kinds, one after the other, as in a long session. */
class ManyRunsTest {
    private static final int RUNS = 60;

    /** After these all networks have been loaded. */
    private static final int WARM_UP = 15;

    @Test
    void noRunLeavesTensorsBehindAndEachTellsItsProgressInOrder() {
        List<Integer> alive = new ArrayList<>();
        try (InProcessEngine engine = new InProcessEngine(TestTorch.NATIVES)) {
            for (int run = 0; run < RUNS; run++) {
                EngineFixture.Recorder recorder = new EngineFixture.Recorder();
                DiffusionRequest request = JobMix.request(run);

                DiffusionResult result = engine.run(request, recorder);

                assertThat(result.images()).hasSize(request.sampling().count());
                assertInOrder(recorder.heard);
                alive.add(LiveNatives.count());
            }
        }
        int once = alive.get(WARM_UP);
        assertThat(once).isPositive();
        assertThat(alive.subList(WARM_UP, RUNS)).allMatch(count -> count == once);
    }

    /** Counts grow and stay within their total; loading, done in two parts, does not fall back. */
    private static void assertInOrder(List<EngineProgress> heard) {
        assertThat(heard.getFirst().phase()).isEqualTo(Phase.STARTING);
        assertThat(heard.getLast().phase()).isEqualTo(Phase.DECODING);
        Map<Phase, EngineProgress> latest = new EnumMap<>(Phase.class);
        for (EngineProgress now : heard) {
            EngineProgress before = latest.getOrDefault(now.phase(), now);
            assertThat(now.total()).isEqualTo(before.total());
            assertThat(now.done()).isBetween(before.done(), now.total());
            latest.put(now.phase(), now);
        }
        latest.values().forEach(last -> assertThat(last.done()).isEqualTo(last.total()));
    }
}
