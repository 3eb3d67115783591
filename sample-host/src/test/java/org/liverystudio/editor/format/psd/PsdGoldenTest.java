package org.liverystudio.editor.format.psd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liverystudio.editor.document.DocumentState;
import org.liverystudio.editor.document.LayerPath;
import org.liverystudio.editor.format.NoProgress;
import org.liverystudio.editor.format.Pictures;
import org.liverystudio.editor.format.ReadDocument;
import org.liverystudio.editor.format.SameDocument;
import tools.jackson.databind.json.JsonMapper;

/** Small documents written by psd-tools; tools/golden/psd makes them. */
class PsdGoldenTest {
    static Path golden(String name) {
        try {
            return Path.of(PsdGoldenTest.class.getResource("/golden/psd/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"layers", "packings", "modes", "flat"})
    void thePictureIsTheOneOfPsdTools(String name) throws IOException {
        ReadDocument document = read(golden(name + ".psd"));

        byte[] picture = document.state().composite(document.state().bounds());

        assertThat(document.notices()).isEmpty();
        Pictures.Difference difference =
                Pictures.difference(picture, Pictures.rgba(golden(name + ".png")));
        assertThat(difference.worst()).as("%s", difference).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"layers", "packings", "modes"})
    void theTreeIsTheOneOfPsdTools(String name) throws IOException {
        TreeExpectation.assertTree(
                JsonMapper.builder()
                        .build()
                        .readTree(Files.readAllBytes(golden(name + ".json")))
                        .get("layers"),
                read(golden(name + ".psd")).state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"layers", "packings", "modes", "flat"})
    void savingAndOpeningAgainChangesNothing(String name, @TempDir Path folder) {
        DocumentState state = read(golden(name + ".psd")).state();
        Path copy = folder.resolve("copy.psd");

        assertThat(new PsdFormat().write(state, copy, NoProgress.INSTANCE)).isEmpty();

        SameDocument.assertSame(state, read(copy).state());
    }

    @Test
    void theMergedPictureInTheFileIsWhatTheLayersShow(@TempDir Path folder) throws IOException {
        DocumentState state = read(golden("layers.psd")).state();
        byte[] picture = state.composite(state.bounds());
        Path copy = folder.resolve("copy.psd");
        new PsdFormat().write(state, copy, NoProgress.INSTANCE);

        byte[] bytes = Files.readAllBytes(copy);
        DocumentState merged = read(MergedOnly.without(bytes, folder.resolve("flat.psd"))).state();

        assertThat(merged.layers()).hasSize(1);
        assertThat(Pictures.difference(picture, merged.composite(merged.bounds())).worst())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void anOpenGroupStaysOpenAndAClosedOneClosed() {
        DocumentState state = read(golden("layers.psd")).state();

        assertThat(LayerPath.find(state, "Paintable Area"))
                .hasFieldOrPropertyWithValue("expanded", false);
        assertThat(LayerPath.find(state, "Sponsors")).hasFieldOrPropertyWithValue("expanded", true);
    }

    private static ReadDocument read(Path file) {
        return new PsdFormat().read(file, NoProgress.INSTANCE);
    }
}
