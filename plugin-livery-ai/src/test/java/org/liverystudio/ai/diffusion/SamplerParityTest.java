package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.torch.NoiseStream;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.host.LiveryException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every sampler with configs as models ship them, against diffusers' schedulers. */
class SamplerParityTest {
    private static final double TOLERANCE = 5e-6;

    @TempDir private Path folder;

    private JsonNode golden;

    @BeforeEach
    void read() {
        golden =
                JsonMapper.builder()
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .build()
                        .readTree(Golden.path("samplers.json").toFile());
    }

    @ParameterizedTest
    @EnumSource
    void timestepsAndNoiseLevelsAreThoseOfDiffusers(SamplingMethod method) throws IOException {
        int rows = 0;
        for (JsonNode row : golden.get("tables")) {
            if (!row.get("method").asString().equals(method.name())) {
                continue;
            }
            int steps = row.get("steps").asInt();
            Sampler sampler =
                    factory(row.get("config").asString())
                            .sampler(method, steps, SamplerFactory.NO_NOISE);
            String what = row.get("config") + " in " + steps;
            assertThat(sampler.steps()).as(what).isEqualTo(row.get("timesteps").size());
            for (int i = 0; i < steps; i++) {
                assertClose(sampler.timestep(i), row.get("timesteps").get(i), what);
            }
            JsonNode sigmas = row.path("sigmas");
            for (int i = 0; i < sigmas.size(); i++) {
                assertClose(sampler.sigma(i), sigmas.get(i), what);
            }
            rows++;
        }
        assertThat(rows).isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void wholeWalksEndWhereThoseOfDiffusersEnd(SamplingMethod method) throws IOException {
        Torch torch = TestTorch.start();
        SafeTensorsFile walks = Golden.tensors("samplers");
        FloatTensor latents = walks.readFloats("latents");
        int walked = 0;
        for (JsonNode row : golden.get("tables")) {
            String config = row.get("config").asString();
            int steps = row.get("steps").asInt();
            if (row.get("method").asString().equals(method.name()) && steps > 1) {
                FloatTensor end = walk(torch, config, method, steps, latents);
                String name = "%s.%s.%d".formatted(config, method, steps);
                if (walks.find(name).isPresent()) {
                    assertThat(Golden.relativeError(end, walks.readFloats(name)))
                            .as(name)
                            .isLessThan(TOLERANCE);
                } else {
                    // Diffusers ends in "not a number" here.
                    assertThat(end.values()[0]).as(name).isFinite();
                }
                walked++;
            }
        }
        assertThat(walked).isGreaterThan(10);
    }

    private FloatTensor walk(
            Torch torch, String config, SamplingMethod method, int steps, FloatTensor latents)
            throws IOException {
        try (NoiseStream first = NoiseStream.of(torch, 50);
                NoiseStream second = NoiseStream.of(torch, 51)) {
            StepNoise noise =
                    () ->
                            FloatTensor.stack(
                                    List.of(first.next(1, 4, 3, 4), second.next(1, 4, 3, 4)));
            Sampler sampler = factory(config).sampler(method, steps, noise);
            FloatTensor now = sampler.start(latents);
            for (int step = 0; step < steps; step++) {
                FloatTensor input = sampler.networkInput(now, step);
                now = sampler.next(now, toyPrediction(input, sampler.timestep(step)), step);
            }
            return now;
        }
    }

    /** As in make_golden.py. */
    private static FloatTensor toyPrediction(FloatTensor latents, float timestep) {
        float[] values = latents.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Math.tanh(values[i] * 0.6 + 0.1) * (0.5 + timestep / 2000) + 0.2);
        }
        return new FloatTensor(latents.shape(), values);
    }

    @Test
    void ddimLeavesTheRangeOfTheBuiltInModelAlone() {
        Sampler sampler =
                SamplerFactory.read(Golden.MINI.resolve("scheduler"))
                        .sampler(SamplingMethod.DDIM, 10, SamplerFactory.NO_NOISE);
        FloatTensor bright = new FloatTensor(List.of(1L), new float[] {3});
        FloatTensor none = new FloatTensor(List.of(1L), new float[] {0});

        assertThat(sampler.next(bright, none, 9).values()[0]).isGreaterThan(2.5f);
    }

    @Test
    void eulerDoesNotPretendToKnowModelsThatPredictTheCleanPicture() throws IOException {
        SamplerFactory factory = factory("sample");

        assertThatThrownBy(() -> factory.sampler(SamplingMethod.EULER, 10, SamplerFactory.NO_NOISE))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("prediction_type = \"sample\", which is not supported");
    }

    @Test
    void lcmTakesNoMoreStepsThanItWasDistilledFor() throws IOException {
        SamplerFactory factory = factory("unusual");

        assertThatThrownBy(() -> factory.sampler(SamplingMethod.LCM, 41, SamplerFactory.NO_NOISE))
                .isInstanceOf(LiveryException.class)
                .hasMessage("41 steps are more than the 40 that the sampler lcm can take.");
    }

    @Test
    void settingsThatASamplerCannotObeyAreRefusedByName() throws IOException {
        List<String> refusals = new ArrayList<>();
        for (String setting :
                List.of(
                        "\"solver_order\": 3",
                        "\"thresholding\": true",
                        "\"use_lu_lambdas\": true",
                        "\"algorithm_type\": \"dpmsolver\"")) {
            SamplerFactory factory = of("{" + setting + "}");
            assertThatThrownBy(
                            () ->
                                    factory.sampler(
                                            SamplingMethod.DPMPP_2M, 10, SamplerFactory.NO_NOISE))
                    .isInstanceOfSatisfying(
                            LiveryException.class, e -> refusals.add(e.getMessage()));
        }
        SamplerFactory corrected = of("{\"disable_corrector\": [0]}");
        assertThatThrownBy(
                        () -> corrected.sampler(SamplingMethod.UNIPC, 10, SamplerFactory.NO_NOISE))
                .hasMessageContaining("disable_corrector = [0], which is not supported");

        assertThat(refusals).hasSize(4);
        assertThat(refusals.getFirst())
                .endsWith("asks for solver_order = 3, which is not supported.");
        assertThat(refusals.get(2)).contains("use_lu_lambdas = true");
    }

    private SamplerFactory factory(String config) throws IOException {
        return of(
                golden.get("configs").get(config).toString().replace("\"-Infinity\"", "-Infinity"));
    }

    private SamplerFactory of(String json) throws IOException {
        Files.writeString(folder.resolve("scheduler_config.json"), json);
        return SamplerFactory.read(folder);
    }

    private static void assertClose(double actual, JsonNode expected, String what) {
        double value = expected.asDouble();
        assertThat(actual)
                .as(what)
                .isEqualTo(value, within(Math.max(1e-6, Math.abs(value) * 1e-6)));
    }
}
