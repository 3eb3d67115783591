package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.ai.diffusion.Shortcuts;
import org.liverystudio.ai.engine.LoraChoice;
import org.liverystudio.ai.engine.NetworkSettings;
import org.liverystudio.ai.engine.Precision;
import org.liverystudio.ai.engine.Sampling;
import org.liverystudio.ai.engine.SchedulerKind;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.fixture.Requests;
import org.liverystudio.ai.job.GenerationRequest.Control;
import org.liverystudio.ai.job.GenerationRequest.StartSource;
import org.liverystudio.ai.job.GenerationRequest.Where;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.job.detail.LargerPass;
import org.liverystudio.ai.job.detail.SecondPass;
import org.liverystudio.ai.job.detail.Target;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

class RequestJsonTest {
    static List<GenerationRequest> requests() {
        return List.of(
                Requests.sound(),
                Requests.from(new StartSource.Visible(), 0.35, new Where.Selected()),
                Requests.from(new StartSource.Named("Paint/Stripe"), 1, new Where.ByLayer("Patch")),
                Requests.with(new Where.Selected(), Optional.of(new Size(512, 384))),
                detailed(
                        new SecondPass.By(
                                new LargerPass(
                                        new Target.Factor(1.5),
                                        0.45,
                                        OptionalInt.of(12),
                                        Upscaler.LATENT)),
                        Optional.of(LargerPass.refining(new Target.Template())),
                        Seamless.BOTH),
                detailed(
                        new SecondPass.Automatic(),
                        Optional.of(LargerPass.refining(new Target.Exact(new Size(2048, 1024)))),
                        Seamless.X),
                Requests.with(new Where.Rectangle(new Rect(-3, 4, 5, 6)), Optional.empty()),
                Requests.with(
                        new Where.ByLayer("Paintable Area/Stripe"),
                        Optional.empty(),
                        new Control("Mask", ControlKind.MASK, 0.8, 0.1, 0.9),
                        Control.full("C:\\pictures\\wire.png", ControlKind.LINES)),
                GenerationRequest.builder(
                                "tiger \"stripes\" 🐅\nsecond line",
                                "/models/sdxl",
                                new Sampling(
                                        30,
                                        7.5,
                                        SchedulerKind.DPMPP_2M_KARRAS,
                                        Long.MAX_VALUE - 100,
                                        4))
                        .negativePrompt("blurry")
                        .controlNet(Optional.of("/models/controlnet-depth"))
                        .networks(
                                NetworkSettings.usual()
                                        .withPrecision(Precision.BF16)
                                        .withLoras(
                                                List.of(
                                                        new LoraChoice(Path.of("/l/a.st"), 0.8),
                                                        new LoraChoice(Path.of("b.st"), -1)))
                                        .withEmbeddings(List.of(Path.of("/e/gold look.st"))))
                        .shortcuts(new Shortcuts(3, 0.75))
                        .build());
    }

    private static GenerationRequest detailed(
            SecondPass second, Optional<LargerPass> refine, Seamless seamless) {
        return Requests.sound().toBuilder().detail(new Detail(second, refine, seamless)).build();
    }

    @Test
    void passesAreWrittenInWordsAndNeedTheNewestVersion() {
        String json =
                RequestJson.write(
                        detailed(
                                new SecondPass.By(
                                        LargerPass.second(new Target.Factor(2), Upscaler.PIXELS)),
                                Optional.of(LargerPass.refining(new Target.Template())),
                                Seamless.Y));

        assertThat(json)
                .startsWith("{\"version\":3,")
                .contains(
                        """
                        "secondPass":{"target":"2","strength":0.4,"upscaler":"pixels"},\
                        "refine":{"target":"template","strength":0.3,"upscaler":"pixels"},\
                        "seamless":"y"}""");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestSurvivesTheRoundTrip(GenerationRequest request) {
        assertThat(RequestJson.read(RequestJson.write(request))).isEqualTo(request);
    }

    @Test
    void theFormatStaysAsItIs() {
        GenerationRequest request =
                Requests.with(
                        new Where.Paintable(),
                        Optional.of(new Size(512, 512)),
                        new Control("Mask", ControlKind.MASK, 0.8, 0, 1));

        assertThat(RequestJson.write(request))
                .isEqualTo(
                        """
                        {"version":1,"prompt":"red stripes","negativePrompt":"",\
                        "controls":[{"source":"Mask","kind":"mask","strength":0.8,\
                        "start":0.0,"end":1.0}],"where":{"area":"paintable"},\
                        "size":"512x512","steps":4,"guidance":5.0,"sampler":"euler",\
                        "seed":7,"count":1,"model":"mini","precision":"auto"}""");
    }

    @Test
    void onlyARecipeWithAPictureToStartFromNeedsTheNewVersion() {
        String json =
                RequestJson.write(
                        Requests.from(new StartSource.Named("Stripe"), 0.6, new Where.Paintable()));

        assertThat(json)
                .startsWith("{\"version\":2,")
                .contains("\"start\":{\"from\":\"source\",\"source\":\"Stripe\",\"strength\":0.6}");
    }

    @Test
    void lorasAndEmbeddingsNeedTheNewestVersion() {
        NetworkSettings networks =
                NetworkSettings.usual()
                        .withLoras(List.of(new LoraChoice(Path.of("style.safetensors"), 0.8)))
                        .withEmbeddings(List.of(Path.of("gold.safetensors")));

        assertThat(RequestJson.write(Requests.sound().toBuilder().networks(networks).build()))
                .startsWith("{\"version\":3,")
                .endsWith(
                        "\"loras\":[{\"file\":\"style.safetensors\",\"weight\":0.8}],"
                                + "\"embeddings\":[\"gold.safetensors\"]}");
    }

    @Test
    void fieldsThatWereLeftOutHaveTheirUsualValues() {
        String shortest =
                """
                {"version":1,"prompt":"red stripes","steps":4,"guidance":5,"seed":7,
                 "model":"mini"}""";

        assertThat(RequestJson.read(shortest)).isEqualTo(Requests.sound());
    }

    @Test
    void aNewerVersionIsRefusedWithAdvice() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> RequestJson.read("{\"version\":4}"))
                .satisfies(
                        e ->
                                assertThat(e.oneLine())
                                        .isEqualTo(
                                                "The recipe has version 4; this plugin knows up"
                                                        + " to 3. Install a newer AI Livery"
                                                        + " plugin."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"version\":1}",
                "{\"version\":1,\"prompt\":5,\"steps\":4,\"guidance\":5,\"seed\":7,\"model\":\"m\"}",
                "{\"version\":1,\"prompt\":\"a\",\"steps\":4.5,\"guidance\":5,\"seed\":7,"
                        + "\"model\":\"m\"}",
                "{\"version\":1,\"prompt\":\"a\",\"steps\":4,\"guidance\":5,\"seed\":7,"
                        + "\"model\":\"m\",\"where\":{\"area\":\"moon\"}}",
                "{\"version\":2,\"prompt\":\"a\",\"steps\":4,\"guidance\":5,\"seed\":7,"
                        + "\"model\":\"m\",\"start\":{\"from\":\"moon\",\"strength\":1}}",
                "{\"version\":3,\"prompt\":\"a\",\"steps\":4,\"guidance\":5,\"seed\":7,"
                        + "\"model\":\"m\",\"seamless\":\"round\"}",
                "{\"version\":3,\"prompt\":\"a\",\"steps\":4,\"guidance\":5,\"seed\":7,"
                        + "\"model\":\"m\",\"refine\":{\"target\":\"huge\",\"strength\":1}}"
            })
    void whatIsNoRecipeIsRefusedInWords(String text) {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> RequestJson.read(text))
                .satisfies(
                        e ->
                                assertThat(e.oneLine())
                                        .startsWith("The recipe cannot be read: ")
                                        .endsWith("type the prompt again."));
    }
}
