package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EulerSamplerTest {
    private static final String OFFICIAL =
            """
            {"_class_name": "EulerDiscreteScheduler", "_diffusers_version": "0.19.0.dev0",
             "beta_end": 0.012, "beta_schedule": "scaled_linear", "beta_start": 0.00085,
             "clip_sample": false, "interpolation_type": "linear", "num_train_timesteps": 1000,
             "prediction_type": "epsilon", "sample_max_value": 1.0, "set_alpha_to_one": false,
             "skip_prk_steps": true, "steps_offset": 1, "timestep_spacing": "leading",
             "trained_betas": null, "use_karras_sigmas": false}
            """;

    @TempDir private Path folder;

    @Test
    void stepsAndNoiseLevelsAreThoseOfDiffusers() throws IOException {
        JsonNode table = new JsonMapper().readTree(Golden.path("schedulers.json").toFile());
        assertThat(table.size()).isGreaterThan(20);
        for (JsonNode row : table) {
            Sampler sampler = euler(row.get("config").toString(), row.get("steps").asInt());
            String what = row.get("config") + " " + row.get("steps");
            for (int i = 0; i < sampler.steps(); i++) {
                assertClose(sampler.timestep(i), row.get("timesteps").get(i), what);
            }
            for (int i = 0; i <= sampler.steps(); i++) {
                assertClose(sampler.sigma(i), row.get("sigmas").get(i), what);
            }
            FloatTensor one = new FloatTensor(List.of(1L), new float[] {1});
            assertClose(sampler.start(one).values()[0], row.get("start"), what);
        }
    }

    @Test
    void theOfficialSdxlConfigIsUnderstood() throws IOException {
        Sampler sampler = euler(OFFICIAL, 30);

        assertThat(sampler.timestep(0)).isEqualTo(958);
        assertThat(sampler.timestep(29)).isEqualTo(1);
    }

    @Test
    void aPerfectPredictionEndsAtTheCleanPicture() throws IOException {
        Sampler sampler = euler(OFFICIAL, 12);
        float clean = 0.7f;
        float noise = -1.3f;
        FloatTensor latents =
                new FloatTensor(
                        List.of(1L), new float[] {(float) (clean + sampler.sigma(0) * noise)});
        FloatTensor prediction = new FloatTensor(List.of(1L), new float[] {noise});

        for (int step = 0; step < 12; step++) {
            latents = sampler.next(latents, prediction, step);
        }

        assertThat(latents.values()[0]).isEqualTo(clean, within(1e-5f));
    }

    @Test
    void settingsThatNobodyObeysAreRefusedByName() {
        assertThatThrownBy(() -> euler("{\"beta_schedule\": \"squaredcos_cap_v2\"}", 5))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining(
                        "beta_schedule = \"squaredcos_cap_v2\", which is not supported");
        assertThatThrownBy(() -> euler("{\"novel_setting\": 3}", 5))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("novel_setting = 3, which is not supported");
    }

    @Test
    void noMoreStepsAreTakenThanWereTrained() {
        assertThatThrownBy(() -> euler(OFFICIAL, 1001))
                .isInstanceOf(LiveryException.class)
                .hasMessage("1001 steps are more than the 1000 that the model was trained with.");
    }

    private Sampler euler(String json, int steps) throws IOException {
        Files.writeString(folder.resolve("scheduler_config.json"), json);
        return SamplerFactory.read(folder)
                .sampler(SamplingMethod.EULER, steps, SamplerFactory.NO_NOISE);
    }

    private static void assertClose(double actual, JsonNode expected, String what) {
        double value = expected.asDouble();
        assertThat(actual)
                .as(what)
                .isEqualTo(value, within(Math.max(1e-6, Math.abs(value) * 2e-6)));
    }
}
