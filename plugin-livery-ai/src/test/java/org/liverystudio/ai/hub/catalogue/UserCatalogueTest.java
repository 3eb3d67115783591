package org.liverystudio.ai.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liverystudio.host.LiveryException;

class UserCatalogueTest {
    private static final String GOOD =
            """
            {"version": 1,
             "sets": [{"name": "club", "title": "Club style"}],
             "repositories": [{
               "id": "club/style",
               "commit": "0123456789abcdef0123456789abcdef01234567",
               "licence": "MIT",
               "files": [{
                 "path": "style.safetensors", "sizeBytes": 7, "role": "lora", "sets": ["club"],
                 "sha256": "%1$s",
                 "pieces": {"bytes": 4, "sha256": ["%1$s", "%1$s"]}}]}]}
            """
                    .formatted("a".repeat(64));

    @TempDir Path folder;

    @Test
    void itsSetsStandBehindTheBuiltInOnes() throws IOException {
        Catalogue catalogue = Catalogue.builtIn().with(file(GOOD));

        assertThat(catalogue.sets().getLast().name()).isEqualTo("club");
        PinnedFile file = catalogue.require("club").files().getFirst();
        assertThat(file.pieces().orElseThrow().fits(7)).isTrue();
        assertThat(catalogue.find("minimal")).isPresent();
    }

    @Test
    void withoutOneNothingChanges() {
        assertThat(Catalogue.builtIn().with(folder.resolve("none.json")).sets())
                .isEqualTo(Catalogue.builtIn().sets());
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> Catalogue.builtIn().with(file(GOOD.replace("club\"", "full\""))))
                .withMessageEndingWith("models.json: there is a set \"full\" already.");
    }

    @Test
    void abrokenLineIsNamed() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> Catalogue.builtIn().with(file("{\"version\": 1,\n \"sets\": [}")))
                .withMessageContaining("models.json, line 2, column ")
                .satisfies(e -> assertThat(e.advice()).contains("other models are not affected"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"version\": 1|\"version\": 9|version must be 1, but is 9.",
                "\"title\": \"Club style\"|\"titel\": \"\"|sets[0].title is missing.",
                "0123456789abcdef0123456789abcdef01234567|main|repositories[0].commit must be a"
                        + " commit of 40 digits from 0 to f, but is \"main\".",
                "club/style\"|style\"|repositories[0].id must be a name such as organisation/model,"
                        + " but is \"style\".",
                "\"style.saf|\"../style.saf|repositories[0].files[0].path must be a path inside the"
                        + " model, but is \"../style.safetensors\".",
                "Bytes\": 7|Bytes\": -7|repositories[0].files[0].sizeBytes must be a whole number,"
                        + " not below 0, but is -7.",
                "[\"club\"]|[\"none\"]|repositories[0].files[0].sets[0] must be one of the sets"
                        + " [club], but is \"none\".",
                "\"bytes\": 4|\"bytes\": 0|repositories[0].files[0].pieces.bytes must be from 1 to"
                        + " 2^30, but is 0.",
                "[{\"name\"|{\"a\": [{\"name\"|",
            })
    void aWrongFieldIsNamedWithTheWayToIt(String good, String bad, String problem) {
        assertThat(GOOD).contains(good);
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> Catalogue.builtIn().with(file(GOOD.replace(good, bad))))
                .satisfies(
                        e ->
                                assertThat(e.getMessage())
                                        .contains("models.json")
                                        .endsWith(
                                                problem == null ? "." : "models.json: " + problem));
    }

    @Test
    void addedSetsAreReadAsTheyWereWritten() throws IOException {
        AddedModels added = new AddedModels(folder.resolve("data/added.json"));
        ModelSet club = Catalogue.builtIn().with(file(GOOD)).require("club");
        ModelSet preview = Catalogue.builtIn().require("preview");
        ModelSet other = new ModelSet("org/other@v1", "Other", preview.files());

        added.put(club);
        added.put(other);
        added.put(club);

        Catalogue read = Catalogue.builtIn().with(added.file());
        assertThat(read.require("club")).isEqualTo(club);
        assertThat(read.require("org/other@v1")).isEqualTo(other);
        added.remove("club");
        assertThat(Catalogue.builtIn().with(added.file()).find("club")).isEmpty();
        assertThat(Catalogue.builtIn().with(added.file()).find("org/other@v1")).isPresent();
    }

    @Test
    void anEmptyListOfAddedModelsIsNoTrouble() {
        AddedModels added = new AddedModels(folder.resolve("added.json"));

        added.remove("club");

        assertThat(added.file()).doesNotExist();
        assertThat(List.of(Catalogue.builtIn().with(added.file()).sets().size()))
                .containsExactly(Catalogue.builtIn().sets().size());
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("models.json"), json);
    }
}
