package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.engine.EngineFixture;
import org.liverystudio.ai.engine.JobMix;
import org.liverystudio.ai.torch.TestTorch;

/**
 * Runs a thousand small jobs of all kinds in one worker process and looks at its memory after each:
 * whatever a job leaves behind shows. Fails if the last hundred hold 2 % more than the first
 * hundred after the warm-up. Linux only, and by name only; see docs/benchmarks.md.
 */
class ManyJobsBenchmark {
    private static final int WARM_UP = 100;
    private static final int WINDOW = 100;

    /** Memory of the worker in kB, as /proc tells it. */
    private record Held(long resident, long anonymous) {
        static Held by(long pid) throws IOException {
            List<String> status =
                    Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
            return new Held(field(status, "VmRSS:"), field(status, "RssAnon:"));
        }

        private static long field(List<String> status, String name) {
            return status.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).replace("kB", "").strip())
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aThousandJobsLeaveNothingBehind(@TempDir Path logs) throws IOException {
        int jobs = Integer.getInteger("bench.jobs", 1000);
        List<Held> held = new ArrayList<>();
        long start = System.nanoTime();
        try (WorkerEngine engine =
                new WorkerEngine(WorkerFixture.places(TestTorch.NATIVES, logs))) {
            for (int job = 0; job < jobs; job++) {
                engine.run(JobMix.request(job), new EngineFixture.Recorder());
                held.add(Held.by(engine.workerPid().orElseThrow()));
                if (job % 50 == 49) {
                    System.out.printf(
                            Locale.ROOT,
                            "%5d jobs  %6.1f s  resident %7d kB  anonymous %7d kB%n",
                            job + 1,
                            (System.nanoTime() - start) / 1e9,
                            held.getLast().resident(),
                            held.getLast().anonymous());
                }
            }
        }
        double resident = growth("resident", held.stream().map(Held::resident).toList());
        double anonymous = growth("anonymous", held.stream().map(Held::anonymous).toList());

        assertThat(List.of(resident, anonymous))
                .allSatisfy(growth -> assertThat(growth).isLessThan(0.02));
    }

    /** Of the last jobs against the first after the warm-up, as a share. */
    private static double growth(String what, List<Long> values) {
        long first = median(values.subList(WARM_UP, WARM_UP + WINDOW));
        long last = median(values.subList(values.size() - WINDOW, values.size()));
        double growth = (double) last / first - 1;
        System.out.printf(
                Locale.ROOT,
                "%s: median of jobs %d to %d %d kB, of the last %d %d kB: %+.2f %%%n",
                what,
                WARM_UP + 1,
                WARM_UP + WINDOW,
                first,
                WINDOW,
                last,
                100 * growth);
        return growth;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
