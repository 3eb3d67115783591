package org.liverystudio.ai.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.tensors.SafeTensorsWriter;
import org.liverystudio.host.LiveryException;

class EmbeddingFileTest {
    @TempDir private Path folder;

    @Test
    void aWordHasAsManyTokensAsVectors() {
        EmbeddingFile embedding = open(Map.of("clip_l", zeros(3, 4), "clip_g", zeros(3, 6)));

        assertThat(embedding.word()).isEqualTo("chrome-look");
        assertThat(embedding.vectors()).isEqualTo(3);
    }

    @Test
    void oneVectorMayStandAlone() {
        EmbeddingFile embedding = open(Map.of("clip_l", zeros(4), "clip_g", zeros(6)));

        assertThat(embedding.vectors()).isEqualTo(1);
        assertThat(embedding.second().shape()).containsExactly(1L, 6L);
    }

    @Test
    void theOlderNamesAreKnown() {
        assertThat(open(Map.of("text_encoders_0", zeros(2, 4), "text_encoders_1", zeros(2, 6))))
                .extracting(EmbeddingFile::vectors)
                .isEqualTo(2);
    }

    @Test
    void oneForStableDiffusion1IsRefusedWithTheReason() {
        assertThatThrownBy(() -> open(Map.of("emb_params", zeros(2, 4))))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining(
                        "holds vectors for one text encoder only: it was made for Stable Diffusion 1 or 2");
    }

    @Test
    void aFileWithoutSuchVectorsIsRefused() {
        assertThatThrownBy(() -> open(Map.of("clip_l", zeros(2, 4))))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining("is no embedding for SDXL: it has no vectors \"clip_g\"");
    }

    @Test
    void vectorsOfAnotherWidthAreRefused() {
        assertThatThrownBy(() -> open(Map.of("clip_l", zeros(2, 5), "clip_g", zeros(2, 6))))
                .hasMessageContaining(
                        "its vectors \"clip_l\" have the shape [2, 5], where the model's are 4 wide");
    }

    @Test
    void encodersWithDifferentNumbersOfVectorsAreRefused() {
        assertThatThrownBy(() -> open(Map.of("clip_l", zeros(2, 4), "clip_g", zeros(3, 6))))
                .hasMessageContaining("2 vectors for one text encoder and 3 for the other");
    }

    @Test
    void aFileThatIsGoneIsNamed() {
        assertThatThrownBy(() -> EmbeddingFile.open(folder.resolve("gone.safetensors"), 4, 6))
                .hasMessageStartingWith("The embedding file")
                .hasMessageEndingWith("does not exist.");
    }

    private EmbeddingFile open(Map<String, FloatTensor> tensors) {
        Path file = folder.resolve("chrome-look.safetensors");
        SafeTensorsWriter.write(file, tensors, Map.of());
        return EmbeddingFile.open(file, 4, 6);
    }

    private static FloatTensor zeros(long... lengths) {
        List<Long> shape = Arrays.stream(lengths).boxed().toList();
        int count = Math.toIntExact(shape.stream().reduce(1L, (a, b) -> a * b));
        return new FloatTensor(shape, new float[count]);
    }
}
