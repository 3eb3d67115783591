package org.liverystudio.ai.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.ai.engine.Seamless;
import org.liverystudio.ai.engine.Upscaler;
import org.liverystudio.ai.job.detail.Detail;
import org.liverystudio.ai.job.detail.LargerPass;
import org.liverystudio.ai.job.detail.SecondPass;
import org.liverystudio.ai.job.detail.Target;
import org.liverystudio.ai.livery.Size;
import org.liverystudio.host.LiveryException;
import org.liverystudio.host.Rect;

class PassSizesTest {
    private static final Rect TEMPLATE = new Rect(0, 0, 2048, 2048);

    @ParameterizedTest
    @CsvSource({
        "1024x1024, 1024x1024, ''",
        "1216x1216, 1216x1216, ''", // SDXL draws a little more than it was trained on
        "1536x1536, 1024x1024, 1536x1536",
        "2048x1024, 1440x736, 2048x1024",
        "2048x2048, 1024x1024, 2048x2048"
    })
    void aSizeClearlyAboveTheModelsIsReachedInTwoPasses(String asked, String first, String second) {
        PassSizes sizes = sizes(Detail.usual(), asked);

        assertThat(sizes.first()).hasToString(first);
        assertThat(sizes.second().map(pass -> pass.size().toString()).orElse("")).isEqualTo(second);
        assertThat(sizes.last()).hasToString(asked);
        assertThat(sizes(Detail.single(), asked).first()).hasToString(asked);
    }

    @Test
    void aChosenSecondPassGrowsFromTheSizeAsked() {
        assertThat(sizes(by("1.5"), "1024x768").last()).hasToString("1536x1152");
        assertThat(sizes(by("1.33"), "1024x768").last()).hasToString("1360x1024");
        assertThat(sizes(by("2048x1536"), "1024x768").first()).hasToString("1024x768");
    }

    @Test
    void aRefinementGoesToTheTemplatesOwnPixels() {
        Detail detail =
                new Detail(
                        new SecondPass.Automatic(),
                        Optional.of(LargerPass.refining(new Target.Template())),
                        Seamless.NONE);

        PassSizes whole = sizes(detail, "1024x1024");
        PassSizes part =
                PassSizes.of(detail, size("512x512"), new Rect(9, 9, 700, 650), TEMPLATE, 1024);
        PassSizes little =
                PassSizes.of(detail, size("1024x1024"), new Rect(9, 9, 300, 300), TEMPLATE, 1024);

        assertThat(whole.last()).hasToString("2048x2048");
        assertThat(part.last()).hasToString("704x704");
        assertThat(little.refining()).as("nothing becomes larger").isEmpty();
    }

    @Test
    void aRecipeHoldsTheSizesThatWereMade() {
        Detail detail =
                new Detail(
                        new SecondPass.Automatic(),
                        Optional.of(LargerPass.refining(new Target.Factor(2))),
                        Seamless.X);
        PassSizes sizes = sizes(detail, "1536x1536");

        Detail settled = sizes.settled(detail);

        assertThat(sizes(settled, sizes.first().toString()))
                .isEqualTo(
                        new PassSizes(
                                sizes.first(),
                                sizes.second()
                                        .map(
                                                pass ->
                                                        new PassSizes.Sized(
                                                                pass.settled(), pass.size())),
                                sizes.refining()
                                        .map(
                                                pass ->
                                                        new PassSizes.Sized(
                                                                pass.settled(), pass.size()))));
        assertThat(settled.seamless()).isEqualTo(Seamless.X);
        assertThat(sizes.last()).hasToString("3072x3072");
    }

    @Test
    void aPictureNeitherShrinksNorIsDistorted() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> sizes(by("512x512"), "1024x1024"))
                .satisfies(
                        e ->
                                assertThat(e.oneLine())
                                        .isEqualTo(
                                                "A picture of 1024x1024 cannot grow to 512x512."
                                                        + " Choose a larger size with the same"
                                                        + " proportions, such as 2048x2048, or a"
                                                        + " factor, such as 2."));
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> sizes(by("2048x1024"), "1024x1024"))
                .satisfies(e -> assertThat(e.advice()).contains("such as 2048x2048"));
    }

    private static PassSizes sizes(Detail detail, String asked) {
        return PassSizes.of(detail, size(asked), TEMPLATE, TEMPLATE, 1024);
    }

    private static Detail by(String target) {
        LargerPass pass =
                new LargerPass(
                        Target.parse(target).orElseThrow(),
                        0.4,
                        OptionalInt.empty(),
                        Upscaler.PIXELS);
        return new Detail(new SecondPass.By(pass), Optional.empty(), Seamless.NONE);
    }

    private static Size size(String text) {
        return Size.parse(text).orElseThrow();
    }
}
