package org.liverystudio.ai.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.diffusion.WeightedText.Part;
import org.liverystudio.host.LiveryException;

class WeightedTextTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "red car | red car=1.00",
                "a (red) car | a =1.00/red=1.10/ car=1.00",
                "a [red] car | a =1.00/red=0.91/ car=1.00",
                "(gold:1.3) | gold=1.30",
                "(gold : .5 ) | gold =0.50",
                "((bold)) | bold=1.21",
                "(a (b:0.5) c:1.2) | a =1.20/b=0.60/ c=1.20",
                "([even]) | even=1.00",
                "(ratio 16:9 wide) | ratio 16:9 wide=1.10",
                "\\(plain\\) \\[too\\] \\\\ | (plain) [too] \\=1.00",
                "c:\\pictures | c:\\pictures=1.00",
                "(open to the end | open to the end=1.10",
                "closed) never] opened | closed) never] opened=1.00",
                "[word:1.3] | word:1.3=0.91",
                "() | ``"
            })
    void weightsAreReadAsPaintersWriteThem(String prompt, String parts) {
        assertThat(
                        WeightedText.parse(prompt).parts().stream()
                                .map(WeightedTextTest::words)
                                .collect(Collectors.joining("/")))
                .isEqualTo(parts);
    }

    private static String words(Part part) {
        return part.text()
                + "="
                + Math.round(part.weight() * 100) / 100
                + "."
                + "%02d".formatted(Math.round(part.weight() * 100) % 100);
    }

    @Test
    void aWeightFarOutOfRangeIsNamed() {
        assertThatThrownBy(() -> WeightedText.parse("a (golden car:130)"))
                .isInstanceOf(LiveryException.class)
                .hasMessage("The weight 130.0 of \"golden car\" in the prompt is out of range.");
    }

    @Test
    void bracketsMultiplyExactly() {
        assertThat(WeightedText.parse("(((x)))").parts().getFirst().weight())
                .isEqualTo(1.331, within(1e-12));
    }
}
