package org.liverystudio.ai.tensors.quantized;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.tensors.quantized.QuantizationManifest.Source;
import org.liverystudio.host.LiveryException;

class QuantizationManifestTest {
    @TempDir private Path folder;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        QuantizationManifest manifest =
                new QuantizationManifest(
                        QuantizationScheme.INT4,
                        List.of(
                                new Source(
                                        "model.safetensors",
                                        123,
                                        "ab".repeat(32),
                                        Optional.of("org/name"),
                                        Optional.of("1".repeat(40))),
                                new Source(
                                        "b.safetensors",
                                        5_000_000_000L,
                                        "cd".repeat(32),
                                        Optional.empty(),
                                        Optional.empty())),
                        Map.of("a.weight", Coding.INT4, "b.weight", Coding.INT8));
        Files.write(folder.resolve(QuantizationManifest.NAME), manifest.toJson());

        assertThat(QuantizationManifest.find(folder)).contains(manifest);
    }

    @Test
    void mostFoldersHaveNone() {
        assertThat(QuantizationManifest.find(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json | it is no valid JSON",
                "[] | its format is not \"ai-livery-quantized-weights\"",
                "{\"format\": \"other\"} | its format is not \"ai-livery-quantized-weights\"",
                "{F} | were stored in version 0 of their format; this program reads version 1",
                "{F, \"version\": 2} | were stored in version 2 of their format",
                "{F, \"version\": 1, \"scheme\": \"int8\"} | it names no tensors",
                "{F, \"version\": 1, \"scheme\": \"int8\", \"tensors\": []} | it names no tensors",
                "{F, \"version\": 1, \"scheme\": \"int3\", \"tensors\": {\"a.weight\": \"int8\"}} | it names the unknown scheme \"int3\"",
                "{F, \"version\": 1, \"scheme\": \"int8\", \"tensors\": {\"a.weight\": \"int9\"}} | \"a.weight\" is coded as \"int9\", which is unknown",
                "{F, \"version\": 1, \"scheme\": \"int8\", \"tensors\": {\"a.weight\": 8}} | which is unknown",
                "{F, \"version\": 1, \"scheme\": \"int8\", \"tensors\": {\"a\": \"int8\"}} | \"a\" is no name of a layer's weights"
            })
    void brokenOnesAreToldByNameAndReason(String json, String reason) throws IOException {
        Path file = folder.resolve(QuantizationManifest.NAME);
        Files.writeString(file, json.replace("{F", "{\"format\": \"ai-livery-quantized-weights\""));

        assertThatThrownBy(() -> QuantizationManifest.find(folder))
                .isInstanceOf(LiveryException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }
}
