package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liverystudio.ai.tensors.FloatTensor;
import org.liverystudio.ai.torch.NumberFormat;
import org.liverystudio.ai.torch.TestTorch;
import org.liverystudio.ai.torch.Torch;
import org.liverystudio.ai.torch.WeightLoader;

class EncodedPromptsTest {
    @Test
    void thoseThatWereNotAskedForTheLongestAreForgotten() {
        EncodedPrompts prompts = new EncodedPrompts();
        List<EncodedPrompt> some = List.of(prompt());
        for (int i = 0; i < 16; i++) {
            prompts.put(List.of("prompt " + i), some);
        }

        assertThat(prompts.find(List.of("prompt 0"))).contains(some);
        prompts.put(List.of("one more"), some);

        assertThat(prompts.find(List.of("prompt 0"))).isPresent();
        assertThat(prompts.find(List.of("prompt 1"))).isEmpty();
        assertThat(prompts.find(List.of("one more"))).isPresent();
        assertThat(prompts.find(List.of("prompt 0", "one more"))).isEmpty();
    }

    @Test
    void theSameWordsNeedNoEncoderUntilSomethingIsAddedToIt() {
        Torch torch = TestTorch.start();
        ModelFolder folder = ModelFolder.open(Golden.path("tiny-linear"));
        WeightLoader loader = new WeightLoader(torch, NumberFormat.FLOAT32);
        List<Integer> blocks = new ArrayList<>();
        try (PromptEncoder encoder = new PromptEncoder(torch, folder, loader)) {
            List<String> texts = List.of("a red car", "blue");
            List<EncodedPrompt> first = encoder.encode(texts, () -> blocks.add(1));
            assertThat(blocks).isNotEmpty();
            blocks.clear();

            assertThat(encoder.knows(texts)).isTrue();
            assertThat(encoder.encode(texts, () -> blocks.add(1))).isEqualTo(first);
            assertThat(blocks).isEmpty();

            encoder.adapt(Optional.empty(), Optional.empty(), List.of());
            assertThat(encoder.knows(texts)).isFalse();
            encoder.encode(texts, () -> blocks.add(1));
            assertThat(blocks).isNotEmpty();
        }
    }

    private static EncodedPrompt prompt() {
        FloatTensor numbers = new FloatTensor(List.of(1L), new float[] {1});
        return new EncodedPrompt(numbers, numbers);
    }
}
