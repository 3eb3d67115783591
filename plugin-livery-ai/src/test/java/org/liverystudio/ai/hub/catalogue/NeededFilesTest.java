package org.liverystudio.ai.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liverystudio.host.LiveryException;

class NeededFilesTest {
    /** What the repository of SDXL holds, less pictures. */
    private static final List<String> SDXL =
            List.of(
                    ".gitattributes",
                    "LICENSE.md",
                    "README.md",
                    "model_index.json",
                    "scheduler/scheduler_config.json",
                    "sd_xl_base_1.0.safetensors",
                    "sd_xl_base_1.0_0.9vae.safetensors",
                    "sd_xl_offset_example-lora_1.0.safetensors",
                    "text_encoder/config.json",
                    "text_encoder/flax_model.msgpack",
                    "text_encoder/model.fp16.safetensors",
                    "text_encoder/model.onnx",
                    "text_encoder/model.safetensors",
                    "text_encoder/openvino_model.bin",
                    "text_encoder_2/config.json",
                    "text_encoder_2/model.fp16.safetensors",
                    "text_encoder_2/model.safetensors",
                    "tokenizer/merges.txt",
                    "tokenizer/special_tokens_map.json",
                    "tokenizer/tokenizer_config.json",
                    "tokenizer/vocab.json",
                    "tokenizer_2/merges.txt",
                    "tokenizer_2/special_tokens_map.json",
                    "tokenizer_2/tokenizer_config.json",
                    "tokenizer_2/vocab.json",
                    "unet/config.json",
                    "unet/diffusion_flax_model.msgpack",
                    "unet/diffusion_pytorch_model.fp16.safetensors",
                    "unet/diffusion_pytorch_model.safetensors",
                    "unet/model.onnx_data",
                    "vae/config.json",
                    "vae/diffusion_pytorch_model.fp16.safetensors",
                    "vae/diffusion_pytorch_model.safetensors",
                    "vae_1_0/config.json",
                    "vae_1_0/diffusion_pytorch_model.fp16.safetensors",
                    "vae_decoder/model.onnx");

    @Test
    void ofSdxlTheSameFilesAreChosenAsInTheMinimalSet() {
        List<String> minimal =
                Catalogue.builtIn().require("minimal").files().stream()
                        .map(PinnedFile::path)
                        .toList();

        assertThat(choose(SDXL)).containsExactlyInAnyOrderElementsOf(minimal);
    }

    @Test
    void partsAreFetchedInTheOrderInWhichTheyRun() {
        assertThat(choose(SDXL))
                .containsSubsequence(
                        "model_index.json",
                        "tokenizer/vocab.json",
                        "text_encoder/model.fp16.safetensors",
                        "text_encoder_2/model.fp16.safetensors",
                        "unet/diffusion_pytorch_model.fp16.safetensors",
                        "vae/diffusion_pytorch_model.fp16.safetensors");
    }

    @Test
    void fullPrecisionIsTakenWhereThereIsNoOther() {
        List<String> files =
                SDXL.stream()
                        .filter(path -> !path.startsWith("unet/") || !path.contains("fp16"))
                        .toList();

        assertThat(choose(files)).contains("unet/diffusion_pytorch_model.safetensors");
    }

    @Test
    void shardsComeWithTheirIndex() {
        List<String> shards =
                List.of(
                        "unet/diffusion_pytorch_model.safetensors.index.json",
                        "unet/diffusion_pytorch_model-00001-of-00002.safetensors",
                        "unet/diffusion_pytorch_model-00002-of-00002.safetensors");
        List<String> files =
                Stream.concat(
                                SDXL.stream()
                                        .filter(path -> !path.startsWith("unet/diffusion_pytorch")),
                                shards.stream())
                        .toList();

        assertThat(choose(files)).containsAll(shards);
    }

    @Test
    void aControlNetIsItsConfigAndItsHalfPrecisionWeights() {
        assertThat(
                        choose(
                                List.of(
                                        "README.md",
                                        "config.json",
                                        "diffusion_pytorch_model.bin",
                                        "diffusion_pytorch_model.fp16.safetensors",
                                        "diffusion_pytorch_model.safetensors")))
                .containsExactly("config.json", "diffusion_pytorch_model.fp16.safetensors");
    }

    @Test
    void aSingleWeightsFileIsTaken() {
        assertThat(choose(List.of("README.md", "pytorch_lora_weights.safetensors", "a.ckpt")))
                .containsExactly("pytorch_lora_weights.safetensors");
    }

    @Test
    void amongSeveralThePainterMustChoose() {
        List<String> files = List.of("a_fp16.safetensors", "b.safetensors");

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> choose(files))
                .withMessage("org/model holds several models: a_fp16.safetensors, b.safetensors.")
                .satisfies(
                        e ->
                                assertThat(e.advice())
                                        .isEqualTo(
                                                "Name one of them: org/model:a_fp16.safetensors"));
        assertThat(NeededFiles.only("org/model", listed(files), "b.safetensors")).hasSize(1);
    }

    @Test
    void otherFormatsAreRefusedSinceOpeningThemMayRunPrograms() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> choose(List.of("model.ckpt", "model.onnx")))
                .withMessage(
                        "org/model holds no model in safetensors files that can be used here.");
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(
                        () -> NeededFiles.only("org/model", listed(List.of("a.ckpt")), "a.ckpt"))
                .withMessage("a.ckpt of org/model is no safetensors file.");
    }

    @Test
    void aModelOfAnotherFamilyIsNamedByWhatItLacks() {
        List<String> files =
                SDXL.stream().filter(path -> !path.startsWith("text_encoder_2/")).toList();

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> choose(files))
                .withMessage(
                        "org/model is no SDXL model that can be used: it has no usable"
                                + " text_encoder_2.");
    }

    @Test
    void namesAreReadAsPaintersTypeThem() {
        assertThat(ModelName.parse("org/model").orElseThrow().revision()).isEqualTo("main");
        ModelName full = ModelName.parse("org/model@refs/pr/2:sub/a.safetensors").orElseThrow();
        assertThat(full.revision()).isEqualTo("refs/pr/2");
        assertThat(full.file()).contains("sub/a.safetensors");
        assertThat(full).hasToString("org/model@refs/pr/2:sub/a.safetensors");
        assertThat(ModelName.parse("org/model@main")).hasToString("Optional[org/model]");
        assertThat(ModelName.parse("minimal")).isEmpty();
        assertThat(ModelName.parse("a/b/c")).isEmpty();
    }

    private static List<String> choose(List<String> paths) {
        return NeededFiles.choose("org/model", listed(paths)).stream()
                .map(ListedFile::path)
                .toList();
    }

    private static List<ListedFile> listed(List<String> paths) {
        return paths.stream().map(path -> new ListedFile(path, 10, Optional.empty())).toList();
    }
}
