package org.liverystudio.ai.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.fixture.TestHost;
import org.liverystudio.ai.job.detail.Detail;

class DetailFormTest {
    @TempDir private Path folder;

    private PanelSettings settings;

    @BeforeEach
    void forget() {
        settings = new PanelSettings(new TestHost(folder).preferences());
    }

    @Test
    void atFirstASecondPassComesWhereTheSizeAsksForItAndNothingElse() {
        assertThat(new DetailForm(settings).detail()).isEqualTo(Detail.usual());
    }

    @Test
    void softLatentsBringTheStrengthThatTheyNeedButAStrengthOfOnesOwnStays() {
        DetailForm form = new DetailForm(settings);

        form.upscaler.set(Upscaler.LATENT);
        assertThat(form.strength.get()).isEqualTo(Upscaler.LATENT.usualStrength());
        form.strength.set(0.5);
        form.upscaler.set(Upscaler.PIXELS);

        assertThat(form.strength.get()).isEqualTo(0.5);
    }

    @Test
    void theNextSessionBeginsAsThisOneEnds() {
        DetailForm form = new DetailForm(settings);
        form.secondPass.set(SecondPassChoice.HALF_AGAIN);
        form.upscaler.set(Upscaler.LATENT_NEAREST);
        form.strength.set(0.55);
        form.refine.set(true);
        form.refineStrength.set(0.2);
        form.seamless.set(Seamless.BOTH);
        form.open.set(true);

        form.store();
        DetailForm next = new DetailForm(settings);

        assertThat(next.detail()).isEqualTo(form.detail());
        assertThat(next.open.get()).isTrue();
    }
}
