package org.liverystudio.ai.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.host.LiveryException;

class WeightFilesTest {
    @TempDir private Path folder;

    @Test
    void shardsAreJoinedByTheirIndex() throws IOException {
        write("model-1.safetensors", "a");
        write("model-2.safetensors", "b");
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                """
                {"weight_map": {"a": "model-1.safetensors", "b": "model-2.safetensors"}}
                """);

        WeightFiles weights = WeightFiles.open(folder, "model");

        assertThat(weights.find("b"))
                .get()
                .extracting(TensorEntry::file)
                .isEqualTo(folder.resolve("model-2.safetensors"));
        assertThat(weights.find("c")).isEmpty();
    }

    @Test
    void anIndexMayNotPointOutOfItsFolder() throws IOException {
        for (String shard : List.of("../x.safetensors", "/x.safetensors", "a\\\\x.safetensors")) {
            Files.writeString(
                    folder.resolve("model.safetensors.index.json"),
                    "{\"weight_map\": {\"a\": \"%s\"}}".formatted(shard));

            assertThatThrownBy(() -> WeightFiles.open(folder, "model"))
                    .isInstanceOf(LiveryException.class)
                    .hasMessageContaining("which is not a plain file name");
        }
    }

    @Test
    void theHalfPrecisionVariantIsFoundWhereThereIsNoOther() {
        write("model.fp16.safetensors", "a");

        assertThat(WeightFiles.open(folder, "model").find("a")).isPresent();
    }

    @Test
    void missingWeightsAreToldWithWhatIsThereInstead() throws IOException {
        Files.createFile(folder.resolve("model.bin"));

        assertThatThrownBy(() -> WeightFiles.open(folder, "model"))
                .isInstanceOf(LiveryException.class)
                .hasMessage(
                        "The model folder %s holds no weights: model.safetensors is missing. It holds model.bin."
                                .formatted(folder));
        assertThatThrownBy(() -> WeightFiles.open(folder.resolve("none"), "model"))
                .isInstanceOf(LiveryException.class)
                .hasMessageEndingWith("The folder itself does not exist.");
    }

    private void write(String file, String tensor) {
        FloatTensor one = new FloatTensor(List.of(1L), new float[] {1});
        SafeTensorsWriter.write(folder.resolve(file), Map.of(tensor, one), Map.of());
    }
}
