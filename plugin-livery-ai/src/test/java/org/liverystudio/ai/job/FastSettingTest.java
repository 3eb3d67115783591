package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.host.LiveryException;

class FastSettingTest {
    /** Names as the makers publish them. */
    @ParameterizedTest
    @CsvSource({
        "sdxl_lightning_4step_lora.safetensors, LIGHTNING, EULER_TRAILING, 4, 1",
        "sdxl_lightning_8step_lora.safetensors, LIGHTNING, EULER_TRAILING, 8, 1",
        "lcm-lora-sdxl/pytorch_lora_weights.safetensors, LCM, LCM, 6, 1",
        "models--latent-consistency--lcm-lora-sdxl/snapshots/a18548dd4956/pytorch_lora_weights.safetensors, LCM, LCM, 6, 1",
        "Hyper-SDXL-8steps-lora.safetensors, HYPER, EULER_TRAILING, 8, 1",
        "Hyper-SDXL-12steps-CFG-lora.safetensors, HYPER, EULER_TRAILING, 12, 5",
        "Hyper-SDXL-1step-lora.safetensors, HYPER, EULER_TRAILING, 2, 1",
        "dmd2_sdxl_4step_lora_fp16.safetensors, DMD2, LCM, 4, 1",
        "sd_xl_turbo_lora_v1.safetensors, TURBO, EULER_TRAILING, 4, 1"
    })
    void theNameTellsHowItIsRun(
            String path, FastSetting.Kind kind, SchedulerKind sampler, int steps, double guidance) {
        assertThat(FastSetting.of(Path.of("/loras").resolve(path)))
                .isEqualTo(new FastSetting(kind, sampler, steps, guidance));
    }

    @Test
    void theFilesOwnNameGoesBeforeItsFolders() {
        Path file = Path.of("/loras/lightning and turbo/lcm.safetensors");

        assertThat(FastSetting.of(file).kind()).isEqualTo(FastSetting.Kind.LCM);
    }

    @Test
    void aNameThatTellsNothingIsRefusedWithAdvice() {
        Path file = Path.of("/loras/style.safetensors");

        assertThat(FastSetting.find(file)).isEmpty();
        assertThatThrownBy(() -> FastSetting.of(file))
                .isInstanceOf(LiveryException.class)
                .hasMessage(
                        "The name of %s does not tell for which few steps this LoRA was made."
                                .formatted(file))
                .extracting(e -> ((LiveryException) e).advice())
                .isEqualTo(
                        "Known are SDXL-Lightning, LCM, Hyper-SD, DMD2, SDXL Turbo. For others use --lora, --sampler, --steps and --guidance.");
    }
}
