package org.liverystudio.editor.format.psd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.Pictures;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.format.SameDocument;
import org.liverystudio.editor.format.SharedInputs;
import org.liverystudio.host.LiveryException;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of many writers, mostly Photoshop, against the picture that their writer stored. */
class PsdSuiteTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Words of the notice that explains why a picture differs from its reference. */
    private static final Map<String, String> NOT_SHOWN =
            Map.ofEntries(
                    Map.entry("adjustments_levels_rgb.psd", "Adjustment layers"),
                    Map.entry("adjustments_curves_rgb.psd", "Adjustment layers"),
                    Map.entry("adjustments_adjustment_clipping.psd", "Adjustment layers"),
                    Map.entry("adjustments_brightnesscontrast_grayscale.psd", "Adjustment layers"),
                    Map.entry("adjustments_posterize_16bits_grayscale.psd", "Adjustment layers"),
                    Map.entry("passthrough_opacity.psd", "Adjustment layers"),
                    Map.entry("colormodes_4x4_16bit_rgb.psd", "Fill layers without pixels"),
                    Map.entry("layer_mask_data.psb", "Feathered masks"),
                    Map.entry("effects_shape-fx2.psd", "Layer effects"),
                    Map.entry("effects_stroke-effects.psd", "Layer effects"),
                    Map.entry("layer_effects.psd", "Layer effects"),
                    Map.entry("transparency_fill-opacity.psd", "Layer effects"),
                    Map.entry("artboard.psd", "Artboards"));

    /** Pictures that need no notice: the noise of dissolve is every program's own. */
    private static final Set<String> OWN_NOISE = Set.of("blend-modes_dissolve.psd");

    /** Its writer stored a merged picture that is not what the layers show; psd-tools agrees. */
    private static final Set<String> STALE_MERGED = Set.of("third-party-psds_cactus_top.psd");

    /**
     * psd-tools tells no clipping of groups, and of shapes the mask joined with their vector, while
     * the stored pictures show what this editor reads.
     */
    private static final Set<String> TREE_TOLD_OTHERWISE =
            Set.of("group-clipping_group-clipping.psd", "layer_mask_data.psb");

    static Stream<Arguments> files() throws IOException {
        Path suite;
        try {
            suite = SharedInputs.find("psd-suite");
        } catch (TestAbortedException absent) {
            return Stream.of(Arguments.of("none", null, null));
        }
        JsonNode index = JSON.readTree(Files.readAllBytes(suite.resolve("index.json")));
        return StreamSupport.stream(index.spliterator(), false)
                .map(e -> Arguments.of(e.get("file").asString(), suite, e));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void theLayersMakeThePictureThatTheWriterStored(String name, Path suite, JsonNode entry)
            throws IOException {
        Assumptions.assumeTrue(suite != null, "no ../shared/inputs/psd-suite beside the project");
        Path file = suite.resolve(name);
        if (isRefused(entry)) {
            assertRefusedByName(file, entry);
            return;
        }
        ReadDocument document = new PsdFormat().read(file, NoProgress.INSTANCE);
        if (NOT_SHOWN.containsKey(name)) {
            assertThat(document.notices())
                    .anySatisfy(notice -> assertThat(notice).contains(NOT_SHOWN.get(name)));
            return;
        }
        byte[] picture = document.state().composite(document.state().bounds());
        if (OWN_NOISE.contains(name)) {
            return;
        }
        Pictures.Difference difference =
                Pictures.difference(picture, Pictures.rgba(reference(suite, name)));
        assertThat(difference.worst()).as("%s", difference).isLessThanOrEqualTo(3);
        assertThat(difference.mean()).as("%s", difference).isLessThanOrEqualTo(0.5);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void treeAndBoundsAreThoseOfTheFileAndSurviveSaving(
            String name, Path suite, JsonNode entry, @TempDir Path folder) throws IOException {
        Assumptions.assumeTrue(suite != null, "no ../shared/inputs/psd-suite beside the project");
        Assumptions.assumeFalse(isRefused(entry), "refused by name");
        JsonNode told = JSON.readTree(Files.readAllBytes(suite.resolve(name + ".json")));
        DocumentState state =
                new PsdFormat().read(suite.resolve(name), NoProgress.INSTANCE).state();
        if (!told.get("layers").isEmpty() && !TREE_TOLD_OTHERWISE.contains(name)) {
            TreeExpectation.assertTree(told.get("layers"), state);
        }

        Path copy = folder.resolve("copy.psd");
        new PsdFormat().write(state, copy, NoProgress.INSTANCE);
        DocumentState again = new PsdFormat().read(copy, NoProgress.INSTANCE).state();

        SameDocument.assertSame(state, again);
    }

    private static boolean isRefused(JsonNode entry) {
        String mode = entry.get("mode").asString();
        boolean colour = mode.equals("RGB") || mode.equals("GRAYSCALE");
        return !colour || entry.get("depth").asInt() == 32;
    }

    private static void assertRefusedByName(Path file, JsonNode entry) {
        LiveryException problem =
                catchThrowableOfType(
                        LiveryException.class,
                        () -> new PsdFormat().read(file, NoProgress.INSTANCE));
        assertThat(problem.getMessage()).contains(file.toString(), "cannot open");
        assertThat(problem.getMessage())
                .containsAnyOf(
                        "Bitmap mode",
                        "Indexed Color mode",
                        "Lab mode",
                        "Duotone mode",
                        "CMYK mode",
                        "32 bits a channel");
        assertThat(problem.advice()).contains("Image > Mode > RGB Color");
    }

    /** The stored picture, before colour management where that differs. */
    private static Path reference(Path suite, String name) {
        String[] best =
                STALE_MERGED.contains(name)
                        ? new String[] {"expected"}
                        : new String[] {"merged_raw", "merged", "expected"};
        return Stream.of(best)
                .map(kind -> suite.resolve(name + "." + kind + ".png"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
