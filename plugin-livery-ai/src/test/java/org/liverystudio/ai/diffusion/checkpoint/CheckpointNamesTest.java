package org.liverystudio.ai.diffusion.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.diffusion.Golden;
import org.liverystudio.ai.diffusion.checkpoint.CheckpointTable.Row;
import org.liverystudio.ai.tensors.DType;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.ai.tensors.TensorEntry;
import org.liverystudio.ai.tensors.WeightView;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All names and shapes of SDXL, against the pairs that diffusers' own converters made. */
class CheckpointNamesTest {
    private static final Path FILE = Path.of("sd_xl_base_1.0.safetensors");

    @TempDir Path folder;

    @Test
    void everyTensorOfSdxlGoesWhereDiffusersPutsIt() throws IOException {
        CheckpointFile file = CheckpointFile.of(FILE, sdxl());

        Map<String, Map<String, WeightView.Tensor>> expected = new LinkedHashMap<>();
        Map<String, TensorEntry> turned = new TreeMap<>();
        for (Row row : CheckpointTable.sdxl()) {
            Map<String, WeightView.Tensor> part =
                    expected.computeIfAbsent(row.part(), _ -> new TreeMap<>());
            if (row.how().equals("turned")) {
                turned.put(row.name(), file.turned().get(row.name()));
                assertThat(file.turned().get(row.name()).name()).isEqualTo(row.original());
            } else {
                part.put(
                        row.name(),
                        new WeightView.Tensor(
                                row.original(), row.firstRow(), row.shape(), Optional.empty()));
            }
        }
        assertThat(file.turned()).isEqualTo(turned).hasSize(1);
        assertThat(file.parts().keySet()).isEqualTo(expected.keySet());
        expected.forEach((part, tensors) -> assertThat(file.parts().get(part)).isEqualTo(tensors));
    }

    @ParameterizedTest
    @CsvSource({"unet", "vae", "text_encoder", "text_encoder_2"})
    void theConfigsThatAreMadeSayWhatDiffusersSays(String part) throws IOException {
        CheckpointConfigs configs = new CheckpointConfigs(CheckpointFile.of(FILE, sdxl()));
        Map<String, Object> made =
                switch (part) {
                    case "unet" -> configs.unet();
                    case "vae" -> configs.vae();
                    default -> configs.clip(part);
                };
        JsonMapper json = JsonMapper.shared();
        JsonNode ours = json.readTree(json.writeValueAsBytes(made));
        JsonNode theirs =
                json.readTree(Golden.path("sdxl/" + part).resolve("config.json").toFile());

        List<String> common = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : theirs.properties()) {
            if (ours.has(entry.getKey())) {
                common.add(entry.getKey());
                assertThat(ours.get(entry.getKey()).toString())
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue().toString());
            }
        }
        assertThat(common).hasSizeGreaterThan(7);
    }

    @Test
    void aCheckpointThatPredictsVelocitySaysSo() throws IOException {
        List<TensorEntry> entries = new ArrayList<>(sdxl());
        entries.add(new TensorEntry(FILE, "v_pred", DType.F16, List.of(0L), 0, 0));

        assertThat(new CheckpointConfigs(CheckpointFile.of(FILE, entries)).scheduler())
                .containsEntry("prediction_type", "v_prediction")
                .containsEntry("rescale_betas_zero_snr", false);
    }

    @ParameterizedTest
    @CsvSource({
        "lora_unet_mid_block.lora_down.weight, it holds a LoRA which goes on top of a model",
        "cond_stage_model.transformer.x, it is of Stable Diffusion 1 or 2",
        "conditioner.embedders.0.model.ln_final.bias, it is SDXL's refiner",
        "down_blocks.0.resnets.0.conv1.bias, it holds a single network",
        "something.else, it holds nothing of it",
        "model.diffusion_model.out.2.bias, it holds no vae and no text_encoder and no"
                + " text_encoder_2",
    })
    void otherFilesAreToldByWhatTheyAre(String name, String words) {
        Path file = folder.resolve("other.safetensors");
        SafeTensorsWriter.write(
                file, Map.of(name, new FloatTensor(List.of(1L), new float[1])), Map.of());

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> CheckpointView.of(file, folder.resolve("views")))
                .satisfies(
                        e ->
                                assertThat(e.getMessage().replace(",", ""))
                                        .isEqualTo(
                                                "%s is no SDXL checkpoint: %s."
                                                        .formatted(file, words)));
        assertThat(folder.resolve("views")).doesNotExist();
    }

    @Test
    void picklesAreRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("model.ckpt"));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> CheckpointView.of(file, folder))
                .withMessage(file + " is no safetensors file.")
                .satisfies(e -> assertThat(e.advice()).contains("may run programs"));
    }

    private static List<TensorEntry> sdxl() throws IOException {
        Map<String, TensorEntry> entries = new LinkedHashMap<>();
        for (Row row : CheckpointTable.sdxl()) {
            entries.put(
                    row.original(),
                    new TensorEntry(FILE, row.original(), DType.F16, row.originalShape(), 0, 0));
        }
        for (String ignored :
                List.of(
                        "conditioner.embedders.0.transformer.text_model.embeddings.position_ids",
                        "conditioner.embedders.1.model.logit_scale",
                        "model_ema.diffusion_modelout2bias",
                        "first_stage_model.loss.logvar",
                        "denoiser.sigmas")) {
            entries.put(ignored, new TensorEntry(FILE, ignored, DType.F32, List.of(), 0, 4));
        }
        return List.copyOf(entries.values());
    }
}
