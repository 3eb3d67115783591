package org.liverystudio.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.engine.LoraChoice;

class LoraOptionTest {
    @ParameterizedTest
    @CsvSource({
        "style.safetensors, style.safetensors, 1",
        "style.safetensors:0.8, style.safetensors, 0.8",
        "style.safetensors:-.5, style.safetensors, -0.5",
        "a:b/style.safetensors:2, a:b/style.safetensors, 2",
        "a:b/style.safetensors, a:b/style.safetensors, 1",
        "odd:1:2, odd:1, 2"
    })
    void aNumberAtTheEndIsTheWeight(String text, String file, double weight) {
        assertThat(LoraOption.parse(text))
                .contains(new LoraChoice(Path.of(file).toAbsolutePath(), weight));
    }
}
