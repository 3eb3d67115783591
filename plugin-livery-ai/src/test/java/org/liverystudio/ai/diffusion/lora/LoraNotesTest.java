package org.liverystudio.ai.diffusion.lora;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoraNotesTest {
    private static final Path FILE = Path.of("loras", "rally-v2.safetensors");

    @Test
    void aFileWithoutNotesIsCalledByItsName() {
        assertThat(LoraNotes.of(FILE, Map.of()))
                .isEqualTo(new LoraNotes("rally-v2", Optional.empty(), List.of()));
    }

    @Test
    void theMakersWordsComeBeforeTheCommonestCaptions() {
        LoraNotes notes =
                LoraNotes.of(
                        FILE,
                        Map.of(
                                "modelspec.title", "Rally liveries",
                                "ss_output_name", "rally-v2",
                                "modelspec.architecture", "stable-diffusion-xl-v1-base/lora",
                                "modelspec.trigger_phrase", "rallystyle, gravel ",
                                "ss_tag_frequency",
                                        "{\"10_cars\": {\"mud\": 3, \"gravel\": 9, \" stripes\": 5},"
                                                + " \"2_more\": {\"mud\": 4, \"\": 50}}"));

        assertThat(notes.title()).isEqualTo("Rally liveries");
        assertThat(notes.base()).contains("stable-diffusion-xl-v1-base/lora");
        assertThat(notes.triggerWords()).containsExactly("rallystyle", "gravel", "mud", "stripes");
    }

    @Test
    void notesThatCannotBeReadHarmNothing() {
        assertThat(LoraNotes.of(FILE, Map.of("ss_tag_frequency", "{\"10_cars\": ")).triggerWords())
                .isEmpty();
        assertThat(LoraNotes.of(FILE, Map.of("ss_tag_frequency", "[1, \"x\"]")).triggerWords())
                .isEmpty();
    }

    @Test
    void aListOfHundredsOfCaptionsIsCut() {
        String captions =
                IntStream.range(0, 300)
                        .mapToObj(i -> "\"word%d\": %d".formatted(i, i))
                        .collect(Collectors.joining(", ", "{\"all\": {", "}}"));

        assertThat(LoraNotes.of(FILE, Map.of("ss_tag_frequency", captions)).triggerWords())
                .hasSize(24)
                .startsWith("word299", "word298");
    }
}
