package org.liverystudio.ai.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.engine.DiffusionRequest;
import org.liverystudio.ai.engine.DiffusionResult;
import org.liverystudio.ai.engine.EngineListener;
import org.liverystudio.ai.engine.EnginePlaces;
import org.liverystudio.ai.engine.EngineProgress;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.torch.TestTorch;

/**
 * Makes a picture with a model of any size within a limit of memory, and tells what the worker
 * process held; runs only when asked by name (docs/benchmarks.md). {@code bench.model} is a folder,
 * {@code bench.memory} the limit in megabytes (0: automatic), {@code bench.size} the edge in
 * pixels, {@code bench.steps} the number of steps, {@code bench.libtorch} another libtorch.
 */
@EnabledIfSystemProperty(named = "bench.model", matches = ".+")
class MemoryBenchmark {
    @TempDir private Path logs;
    private final Map<String, Long> peaks = new HashMap<>();

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPictureWithinTheLimit() {
        int size = Integer.getInteger("bench.size", 512);
        long limit = Long.getLong("bench.memory", 0) * 1_000_000;
        NetworkSettings networks =
                NetworkSettings.usual()
                        .withMemoryLimit(
                                limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit));
        Sampling sampling =
                new Sampling(
                        Integer.getInteger("bench.steps", 2),
                        Double.parseDouble(System.getProperty("bench.guidance", "5")),
                        SchedulerKind.EULER,
                        1,
                        Integer.getInteger("bench.count", 1));
        DiffusionRequest request =
                DiffusionRequest.builder(
                                Path.of(System.getProperty("bench.model")),
                                "a red car with blue stripes",
                                size,
                                size,
                                sampling)
                        .networks(networks)
                        .build();
        EnginePlaces places =
                EnginePlaces.ofThisClassPath(TestTorch.NATIVES, logs)
                        .withLibtorch(
                                Optional.ofNullable(System.getProperty("bench.libtorch"))
                                        .map(Path::of));
        try (WorkerEngine engine = new WorkerEngine(places)) {
            DiffusionResult result = engine.run(request, watch(engine));
            System.out.printf(
                    "%s, predicted %d MB, peak %d MB, %s, seconds %s%n",
                    result.device(),
                    result.memory().predictedPeakBytes() / 1_000_000,
                    result.memory().peakBytes() / 1_000_000,
                    peaks,
                    result.phaseTimes());
            if (limit > 0) {
                assertThat(result.memory().peakBytes()).isLessThan(limit * 11 / 10);
            }
        }
    }

    /** Looks at the worker's kinds of memory at each sign of life. */
    private EngineListener watch(WorkerEngine engine) {
        return new EngineListener() {
            @Override
            public void onProgress(EngineProgress progress) {
                System.out.println(progress + " " + look(engine));
            }

            @Override
            public boolean isCancelled() {
                look(engine);
                return false;
            }
        };
    }

    private Map<String, Long> look(WorkerEngine engine) {
        Map<String, Long> now = new HashMap<>();
        engine.workerPid()
                .ifPresent(
                        pid -> {
                            Path status = Path.of("/proc", pid.toString(), "status");
                            for (String line : lines(status)) {
                                String[] parts = line.split("\\s+");
                                if (parts[0].matches("RssAnon:|RssFile:|VmHWM:|VmRSS:")) {
                                    now.put(parts[0], Long.parseLong(parts[1]) / 1000);
                                }
                            }
                        });
        now.forEach((name, megabytes) -> peaks.merge(name, megabytes, Math::max));
        return now;
    }

    private static Iterable<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
