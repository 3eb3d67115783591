package org.liverystudio.ai.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.diffusion.quantized.ModelQuantizer;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsFile;
import org.liverystudio.ai.tensors.quantized.QuantizationScheme;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.host.LiveryException;

/** Whole pictures with weights of 8 and 4 bits. */
class QuantizedModelTest {
    @TempDir private static Path folder;
    private static InProcessEngine engine;

    @BeforeAll
    static void start() {
        TestTorch.start();
        engine = new InProcessEngine(TestTorch.NATIVES);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    /** The mini model has 5 million weights and is hurt more than SDXL with its 2.6 billion. */
    @ParameterizedTest
    @CsvSource({"INT8, 36", "INT4, 22"})
    void theMiniModelStaysCloseToItself(Precision precision, double decibels) {
        FloatTensor exact = latents(Golden.MINI, Precision.BF16);

        FloatTensor coded = latents(Golden.MINI, precision);

        assertThat(psnr(coded, exact)).isBetween(decibels, decibels + 25);
    }

    @ParameterizedTest
    @CsvSource({"INT8", "INT4"})
    void aModelQuantisedOnceGivesTheSameLatentsAsOneQuantisedWhileItLoads(Precision precision) {
        Path stored = quantized("mini", Golden.MINI, precision);

        float[] fromFile = latents(stored, precision).values();

        assertThat(fromFile).isEqualTo(latents(Golden.MINI, precision).values());
        assertThat(latents(stored, Precision.BF16).values()).isEqualTo(fromFile);
    }

    @ParameterizedTest
    @CsvSource({"tiny-linear", "tiny-conv"})
    void modelsOfOddShapesRun(String model) {
        for (Precision precision : List.of(Precision.INT8, Precision.INT4)) {
            Path stored = quantized(model, Golden.path(model), precision);

            // Small networks compute in 32 bits unless told otherwise, coded ones too.
            assertThat(latents(stored, Precision.AUTO).values())
                    .isNotEqualTo(latents(Golden.path(model), Precision.AUTO).values())
                    .doesNotContain(Float.NaN);
        }
    }

    @Test
    void codesOfOneKindAreNotTakenForAnother() {
        Path stored = quantized("mini", Golden.MINI, Precision.INT8);

        assertThatThrownBy(() -> latents(stored, Precision.INT4))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("are stored as int8; int4 cannot be made of them");
    }

    @Test
    void aManifestThatPromisesWhatTheFileLacksIsRefusedByName() throws IOException {
        Path stored = quantized("lying", Golden.MINI, Precision.INT8);
        Path manifest = stored.resolve("unet/quantization.json");
        String text = Files.readString(manifest);
        Files.writeString(
                manifest,
                text.replaceFirst(
                        "(\"down_blocks\\.1\\.resnets\\.0\\.conv1\\.weight\" : )\"int8\"",
                        "$1\"int4\""));

        assertThatThrownBy(() -> latents(stored, Precision.AUTO))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("lack \"down_blocks.1.resnets.0.conv1.q4\"");
    }

    @Test
    void codesWithoutAManifestAreRefused() throws IOException {
        Path stored = quantized("bare", Golden.MINI, Precision.INT8);
        Files.delete(stored.resolve("unet/quantization.json"));

        assertThatThrownBy(() -> latents(stored, Precision.AUTO))
                .isInstanceOf(LiveryException.class)
                .hasMessageMatching("(?s)The weights in .*unet lack \".*weight\".*");
    }

    @Test
    void codesOfAnotherTypeAreRefused() throws IOException {
        Path stored = quantized("typed", Golden.MINI, Precision.INT8);
        Path file = stored.resolve("unet/diffusion_pytorch_model.safetensors");
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(
                file,
                bytes.replaceFirst("\"dtype\":\"I8\"", "\"dtype\":\"U8\""),
                StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> latents(stored, Precision.AUTO))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("is stored as U8 where I8 is expected");
    }

    private static Path quantized(String name, Path model, Precision precision) {
        Path target = folder.resolve(name + "-" + precision);
        if (!Files.exists(target)) {
            new ModelQuantizer(QuantizationScheme.valueOf(precision.name()), _ -> {}, () -> false)
                    .quantize(model, target);
        }
        return target;
    }

    private static FloatTensor latents(Path model, Precision precision) {
        Path out = folder.resolve("latents.safetensors");
        DiffusionRequest request =
                EngineFixture.request(
                        model, 5, 1, 128, 6, List.of(), Optional.empty(), Optional.of(out));
        engine.run(
                request.toBuilder()
                        .networks(NetworkSettings.usual().withPrecision(precision))
                        .build(),
                new EngineFixture.Recorder());
        return SafeTensorsFile.open(out).readFloats("latents");
    }

    private static double psnr(FloatTensor actual, FloatTensor expected) {
        double squares = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < expected.values().length; i++) {
            squares += Math.pow(actual.values()[i] - expected.values()[i], 2);
            low = Math.min(low, expected.values()[i]);
            high = Math.max(high, expected.values()[i]);
        }
        return 10 * Math.log10(Math.pow(high - low, 2) * expected.values().length / squares);
    }
}
