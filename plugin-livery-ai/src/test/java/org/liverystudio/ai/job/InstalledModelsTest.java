package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.liverystudio.ai.fixture.TestModels.layOut;
import static org.liverystudio.ai.fixture.TestModels.layOutControlNet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.fixture.TestModels;
import org.liverystudio.ai.livery.ControlKind;
import org.liverystudio.host.LiveryException;

class InstalledModelsTest {
    @TempDir Path folder;

    @Test
    void theBuiltInModelKnowsMaskAndDepthButNotLines() throws IOException {
        ModelFacts mini = TestModels.builtIn(folder).find("mini", Optional.empty());

        assertThat(mini.nativeEdge()).isEqualTo(256);
        assertThat(mini.controlNet().orElseThrow().kinds())
                .containsExactlyInAnyOrder(ControlKind.MASK, ControlKind.DEPTH);
    }

    @Test
    void aFolderIsReadByItsConfigsAndItsOwnControlNetIsOptional() throws IOException {
        layOut(folder, 128);

        ModelFacts model =
                TestModels.withoutDownloads(folder).find(folder.toString(), Optional.empty());

        assertThat(model.nativeEdge()).isEqualTo(1024);
        assertThat(model.usualSteps()).isEqualTo(30);
        assertThat(model.controlNet()).isEmpty();
    }

    @Test
    void anotherControlNetTakesThePlaceOfTheModelsOwn() throws IOException {
        layOut(folder, 128);
        Path other = folder.resolve("other");
        layOutControlNet(other);

        ModelFacts model =
                TestModels.withoutDownloads(folder)
                        .find(folder.toString(), Optional.of(other.toString()));

        assertThat(model.controlNet().orElseThrow().folder()).isEqualTo(other.toAbsolutePath());
        assertThat(model.controlNet().orElseThrow().kinds()).contains(ControlKind.LINES);
    }

    @Test
    void missingFilesAreAllNamed() throws IOException {
        layOut(folder, 128);
        Files.delete(folder.resolve("unet/config.json"));
        Files.delete(folder.resolve("tokenizer_2/merges.txt"));

        refused(
                folder.toString(),
                "The model folder %s is incomplete; missing: tokenizer_2/merges.txt,"
                                .formatted(folder)
                        + " unet/config.json.");
    }

    @Test
    void halfPrecisionAndShardedWeightsCountAsThere() throws IOException {
        layOut(folder, 128);
        Path unet = folder.resolve("unet/diffusion_pytorch_model.safetensors");
        Files.move(unet, unet.resolveSibling("diffusion_pytorch_model.fp16.safetensors"));
        Path encoder = folder.resolve("text_encoder_2/model.safetensors");
        Files.move(encoder, encoder.resolveSibling("model.safetensors.index.json"));

        ModelFacts model =
                TestModels.withoutDownloads(folder).find(folder.toString(), Optional.empty());

        assertThat(model.nativeEdge()).isEqualTo(1024);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path nowhere = folder.resolve("nowhere");

        refused(nowhere.toString(), "There is no model folder %s.".formatted(nowhere));
    }

    @Test
    void anUnknownNameListsWhatIsInstalled() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(
                        () -> TestModels.withoutDownloads(folder).find("sdxxl", Optional.empty()))
                .satisfies(
                        e ->
                                assertThat(e.oneLine())
                                        .isEqualTo(
                                                "There is no model \"sdxxl\". Installed is: mini."
                                                        + " Or give a folder in diffusers' SDXL layout,"
                                                        + " a .safetensors file, or the name of a"
                                                        + " downloaded model."));
    }

    @Test
    void anotherFamilyOfModelsIsRefusedByName() throws IOException {
        layOut(folder, 64);
        Files.writeString(
                folder.resolve("model_index.json"),
                "{\"_class_name\":\"StableDiffusionPipeline\"}");

        refused(
                folder.toString(),
                "The model in %s is a \"StableDiffusionPipeline\", not an SDXL model."
                        .formatted(folder));
    }

    @Test
    void aConfigThatIsNoJsonIsNamed() throws IOException {
        layOut(folder, 64);
        Files.writeString(folder.resolve("unet/config.json"), "{\"sample_size\":");

        refused(
                folder.toString(),
                "The model file %s cannot be read as JSON."
                        .formatted(folder.resolve("unet/config.json")));
    }

    private void refused(String name, String words) {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> TestModels.withoutDownloads(folder).find(name, Optional.empty()))
                .withMessage(words);
    }
}
