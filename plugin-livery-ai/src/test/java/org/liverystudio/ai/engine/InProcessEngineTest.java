package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liverystudio.ai.diffusion.ControlType;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.engine.EngineProgress.Phase;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.host.LiveryException;

class InProcessEngineTest {
    private static InProcessEngine engine;

    @TempDir private Path folder;

    @BeforeAll
    static void open() {
        engine = new InProcessEngine(TestTorch.NATIVES);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void theMiniModelWithItsControlNetAgreesWithDiffusersOnTheFinalLatents() {
        Path in = goldenLatents();
        Path out = folder.resolve("out.safetensors");
        ControlInput control =
                new ControlInput(
                        Golden.MINI.resolve("controlnet"),
                        EngineFixture.controlPicture(),
                        ControlType.DEPTH,
                        0.8,
                        0,
                        0.8);

        DiffusionResult result =
                engine.run(
                        EngineFixture.request(
                                Golden.MINI,
                                0,
                                1,
                                256,
                                8,
                                List.of(control),
                                Optional.of(in),
                                Optional.of(out)),
                        new EngineFixture.Recorder());

        FloatTensor latents = SafeTensorsFile.open(out).readFloats("latents");
        FloatTensor expected =
                SafeTensorsFile.open(Golden.path("mini.safetensors")).readFloats("final");
        assertThat(Golden.relativeError(latents, expected)).isLessThan(1e-5);
        assertThat(result.images()).hasSize(1);
        assertThat(result.images().getFirst().width()).isEqualTo(256);
    }

    @Test
    void theNoiseOfASeedIsThatOfTorch() {
        Path out = folder.resolve("out.safetensors");
        Path seeded = folder.resolve("seeded.safetensors");
        Path in = folder.resolve("in.safetensors");
        SafeTensorsWriter.write(
                in,
                Map.of(
                        "latents",
                        SafeTensorsFile.open(Golden.path("mini.safetensors"))
                                .readFloats("seed_42")),
                Map.of());

        engine.run(mini(42, Optional.empty(), seeded), new EngineFixture.Recorder());
        engine.run(mini(0, Optional.of(in), out), new EngineFixture.Recorder());

        assertThat(out).hasSameBinaryContentAs(seeded);
    }

    @Test
    void theSameSeedTwiceGivesTheSameBytes() {
        DiffusionResult first =
                engine.run(EngineFixture.request(5, 1), new EngineFixture.Recorder());
        DiffusionResult second =
                engine.run(EngineFixture.request(5, 1), new EngineFixture.Recorder());
        DiffusionResult other =
                engine.run(EngineFixture.request(6, 1), new EngineFixture.Recorder());

        assertThat(second.images().getFirst().rgb()).isEqualTo(first.images().getFirst().rgb());
        assertThat(other.images().getFirst().rgb()).isNotEqualTo(first.images().getFirst().rgb());
    }

    @ParameterizedTest
    @EnumSource(names = {"EULER", "EULER_ANCESTRAL"})
    void aPictureOfManyIsThePictureOfItsOwnSeed(SchedulerKind sampler) {
        DiffusionResult many =
                engine.run(EngineFixture.request(20, 6, sampler), new EngineFixture.Recorder());

        assertThat(many.seeds()).containsExactly(20L, 21L, 22L, 23L, 24L, 25L);
        for (int i : new int[] {1, 5}) {
            DiffusionResult one =
                    engine.run(
                            EngineFixture.request(20 + i, 1, sampler),
                            new EngineFixture.Recorder());
            byte[] expected = one.images().getFirst().rgb();
            byte[] actual = many.images().get(i).rgb();
            for (int at = 0; at < expected.length; at++) {
                assertThat(Math.abs((actual[at] & 0xff) - (expected[at] & 0xff)))
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void previewsAreSmallAndShownOnlyIfTheyAreAskedFor() {
        EngineFixture.Recorder unasked = new EngineFixture.Recorder();
        EngineFixture.Recorder asked = new EngineFixture.Recorder();
        DiffusionRequest request = EngineFixture.request(1, 2);

        DiffusionResult plain = engine.run(request, unasked);
        DiffusionResult watched =
                engine.run(
                        request.toBuilder().previews(Previews.by(Optional.empty())).build(), asked);

        assertThat(unasked.previews).isEmpty();
        assertThat(asked.previews).isNotEmpty();
        assertThat(asked.previews.getFirst().width()).isEqualTo(request.width() / 8);
        assertThat(asked.previews.getFirst().height()).isEqualTo(request.height() / 8);
        assertThat(watched.images().getLast().rgb()).isEqualTo(plain.images().getLast().rgb());
    }

    @Test
    void progressGoesThroughThePhasesStepByStep() {
        EngineFixture.Recorder recorder = new EngineFixture.Recorder();

        DiffusionResult result = engine.run(EngineFixture.request(1, 2), recorder);

        assertThat(recorder.heard.stream().map(EngineProgress::phase).distinct())
                .containsExactly(EngineFixture.PHASES);
        assertThat(recorder.heard)
                .contains(
                        new EngineProgress(Phase.DENOISING, 0, 3),
                        new EngineProgress(Phase.DENOISING, 3, 3),
                        new EngineProgress(Phase.DECODING, 2, 2));
        assertThat(result.phaseTimes()).containsOnlyKeys(EngineFixture.PHASES);
    }

    @Test
    void aRunEndsWithinTheStepInWhichItIsCancelled() {
        EngineFixture.Recorder recorder =
                new EngineFixture.Recorder(new EngineProgress(Phase.DENOISING, 1, 3));

        assertThatThrownBy(() -> engine.run(EngineFixture.request(1, 1), recorder))
                .isInstanceOf(CancellationException.class);

        assertThat(recorder.heard.getLast()).isEqualTo(new EngineProgress(Phase.DENOISING, 1, 3));
        assertThat(engine.run(EngineFixture.request(1, 1), new EngineFixture.Recorder()).images())
                .hasSize(1);
    }

    @Test
    void closingTheEngineEndsTheRunInProgress() {
        InProcessEngine own = new InProcessEngine(TestTorch.NATIVES);
        EngineListener closer =
                new EngineListener() {
                    @Override
                    public void onProgress(EngineProgress progress) {
                        if (progress.phase() == Phase.DENOISING && progress.done() == 1) {
                            Thread.startVirtualThread(own::close);
                        }
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };
        DiffusionRequest longRun =
                EngineFixture.request(
                        Golden.MINI, 1, 1, 256, 900, List.of(), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> own.run(longRun, closer))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void manyRunsTakeNoMoreMemoryThanFew() throws IOException {
        for (int i = 0; i < 5; i++) {
            engine.run(EngineFixture.request(i, 1), new EngineFixture.Recorder());
        }
        long before = nativeBytes();

        for (int i = 0; i < 30; i++) {
            engine.run(EngineFixture.request(i, 1), new EngineFixture.Recorder());
        }

        // One leaked feature map a step would be 30 x 3 x 2 MB.
        assertThat(nativeBytes() - before).isLessThan(60L << 20);
    }

    /** Resident memory without mapped files and without the Java heap. */
    private static long nativeBytes() throws IOException {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            String line = lines.filter(l -> l.startsWith("RssAnon:")).findFirst().orElseThrow();
            long kilobytes = Long.parseLong(line.replaceAll("\\D", ""));
            return kilobytes * 1024 - runtime.totalMemory();
        }
    }

    @Test
    void aMissingModelFolderIsNamed() {
        assertThatThrownBy(() -> run(folder.resolve("no-model")))
                .isInstanceOf(LiveryException.class)
                .hasMessage(
                        "The model folder %s does not exist."
                                .formatted(folder.resolve("no-model")));
    }

    @Test
    void aFolderWithoutAnIndexIsNoModel() {
        assertThatThrownBy(() -> run(folder))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("it has no model_index.json");
    }

    @Test
    void aMissingPartIsNamed() throws IOException {
        Path model = copyOfMini();
        Files.delete(model.resolve("unet/diffusion_pytorch_model.safetensors"));

        assertThatThrownBy(() -> run(model))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining(model.resolve("unet").toString())
                .hasMessageContaining("diffusion_pytorch_model.safetensors is missing");
    }

    @Test
    void aWeightFileThatWasCutShortIsNamed() throws IOException {
        Path model = copyOfMini();
        Path weights = model.resolve("vae/diffusion_pytorch_model.safetensors");
        try (FileChannel channel = FileChannel.open(weights, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1000);
        }

        assertThatThrownBy(() -> run(model))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining(weights.toString())
                .hasMessageContaining("is not a whole safetensors file");
    }

    @Test
    void weightsOfAnotherShapeAreRefusedByName() throws IOException {
        Path model = copyOfMini();
        Path config = model.resolve("unet/config.json");
        String text = Files.readString(config);
        Files.writeString(config, text.replaceFirst("144", "160"));

        assertThatThrownBy(() -> run(model))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("has the shape")
                .hasMessageContaining("config.json promises");
    }

    @Test
    void aSettingThatIsNotBuiltIsRefusedByName() throws IOException {
        Path model = copyOfMini();
        Path config = model.resolve("unet/config.json");
        String text = Files.readString(config);
        Files.writeString(config, text.replace("\"act_fn\": \"silu\"", "\"act_fn\": \"mish\""));

        assertThatThrownBy(() -> run(model))
                .isInstanceOf(LiveryException.class)
                .hasMessage(config + " asks for act_fn = \"mish\", which is not supported.");
    }

    @Test
    void latentsOfAnotherSizeAreRefusedWithBothShapes() {
        Path in = goldenLatents();

        assertThatThrownBy(
                        () ->
                                engine.run(
                                        EngineFixture.request(
                                                Golden.MINI,
                                                0,
                                                1,
                                                128,
                                                2,
                                                List.of(),
                                                Optional.of(in),
                                                Optional.empty()),
                                        new EngineFixture.Recorder()))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("[1, 4, 32, 32]")
                .hasMessageContaining("[1, 4, 16, 16]");
    }

    @Test
    void aControlNetOfAnotherModelIsRefused() {
        ControlInput control =
                new ControlInput(
                        Golden.path("tiny-linear").resolve("controlnet"),
                        EngineFixture.controlPicture(),
                        ControlType.DEPTH,
                        1,
                        0,
                        1);

        assertThatThrownBy(
                        () ->
                                engine.run(
                                        EngineFixture.request(
                                                Golden.MINI,
                                                0,
                                                1,
                                                256,
                                                2,
                                                List.of(control),
                                                Optional.empty(),
                                                Optional.empty()),
                                        new EngineFixture.Recorder()))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("does not fit the model");
    }

    private static void run(Path model) {
        engine.run(EngineFixture.request(model), new EngineFixture.Recorder());
    }

    private static DiffusionRequest mini(long seed, Optional<Path> in, Path out) {
        return EngineFixture.request(Golden.MINI, seed, 1, 256, 2, List.of(), in, Optional.of(out));
    }

    private Path goldenLatents() {
        Path in = folder.resolve("latents.safetensors");
        SafeTensorsWriter.write(
                in,
                Map.of(
                        "latents",
                        SafeTensorsFile.open(Golden.path("mini.safetensors"))
                                .readFloats("latents")),
                Map.of());
        return in;
    }

    private Path copyOfMini() throws IOException {
        Path copy = folder.resolve("model");
        try (Stream<Path> files = Files.walk(Golden.MINI)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(Golden.MINI.relativize(file).toString()));
            }
        }
        return copy;
    }
}
