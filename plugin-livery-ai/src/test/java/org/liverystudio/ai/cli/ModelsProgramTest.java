package org.liverystudio.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.liverystudio.ai.hub.catalogue.HubFixture.bytes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liverystudio.ai.fixture.TestHost;
import org.liverystudio.ai.fixture.TestModels;
import org.liverystudio.ai.hub.catalogue.Catalogue;
import org.liverystudio.ai.hub.catalogue.HubFixture;
import org.liverystudio.ai.hub.catalogue.PinnedFile;
import org.liverystudio.ai.hub.download.HubSettings;
import org.liverystudio.ai.hub.download.ProxySettings;
import org.liverystudio.ai.hub.library.ModelLibrary;
import org.liverystudio.ai.job.QuantizedCopies;
import org.liverystudio.host.LiveryException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelsProgramTest {
    @TempDir Path folder;
    private final Catalogue catalogue = HubFixture.tinyCatalogue();
    private final List<PinnedFile> files = catalogue.require("tiny").files();
    private TestHost host;

    @BeforeEach
    void open() {
        host = new TestHost(folder);
    }

    @Test
    void theListTellsSizesAndWhatIsHere() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));

        assertThat(run("list")).isZero();

        assertThat(host.printed())
                .matches(
                        "(?s)tiny +11 B  5 B are here +Tiny model \\(MIT\\)\\R"
                                + "Models lie in .*hub; .* are free there\\.\\R"
                                + "  org/tiny: 5 B, used by tiny\\R");
    }

    @Test
    void theListIsOneObjectAsJson() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));
        HubFixture.put(cache(), files.get(1), bytes("second"));

        run("list", "--json");

        JsonNode answer = JsonMapper.shared().readTree(host.printed());
        assertThat(answer.get("folder").stringValue()).isEqualTo(cache().toString());
        JsonNode tiny = answer.get("sets").get(0);
        assertThat(tiny.get("bytesHere").longValue()).isEqualTo(11);
        assertThat(tiny.get("complete").booleanValue()).isTrue();
    }

    @Test
    void thePathIsTheOnlyThingPrinted() {
        assertThat(run("path")).isZero();

        assertThat(host.printed().strip()).isEqualTo(cache().toString());
    }

    @Test
    void verifyNamesTheDamagedFile() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));
        Path broken = HubFixture.put(cache(), files.get(1), bytes("sEcond"));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> run("verify"))
                .withMessage("Damaged: " + broken + ".")
                .satisfies(
                        e ->
                                assertThat(e.advice())
                                        .isEqualTo(
                                                "To fetch them again, run: livery models repair tiny"));
        assertThat(host.printed()).startsWith("1 files are whole.");
        assertThat(Files.exists(broken)).isTrue();
    }

    @Test
    void verifyCanBeStopped() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));
        host.interrupt();

        assertThat(run("verify", "tiny")).isEqualTo(130);
    }

    @Test
    void downloadOfWhatIsHereFetchesNothing() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));
        HubFixture.put(cache(), files.get(1), bytes("second"));

        assertThat(run("download", "tiny")).isZero();

        assertThat(host.printed()).isEqualTo("tiny is here, in %s.%n".formatted(cache()));
    }

    @Test
    void downloadTellsTheLicenceAndWhyItCannotBeDone() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> run("download", "tiny"))
                .withMessage("2 files are missing, and HF_HUB_OFFLINE forbids to fetch them.");
        assertThat(host.printedErrors())
                .contains("Tiny model: 11 B to fetch, licence MIT, from org/tiny.");
    }

    @Test
    void downloadOfAnUnknownSetNamesThoseThereAre() {
        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> run("download", "huge"))
                .satisfies(e -> assertThat(e.oneLine()).contains("The sets are: tiny."));
    }

    @Test
    void aSetIsExportedToAStickRemovedAndImportedAgain() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));
        HubFixture.put(cache(), files.get(1), bytes("second"));
        Path zip = folder.resolve("stick/tiny.zip");

        assertThat(run("export", "tiny", zip.toString())).isZero();
        assertThat(run("remove", "tiny")).isZero();
        assertThat(host.printed())
                .contains("tiny was written to %s.".formatted(zip))
                .contains("11 B are free now that tiny is removed.");
        assertThat(cache().resolve("models--org--tiny")).doesNotExist();
        assertThat(run("import", zip.toString())).isZero();

        assertThat(run("verify", "tiny")).isZero();
        assertThat(host.printed()).endsWith("2 files are whole.%n".formatted());
    }

    @Test
    void aCheckpointNeedNotBeImported() throws IOException {
        Path file = Files.createFile(folder.resolve("style.safetensors"));

        assertThatExceptionOfType(LiveryException.class)
                .isThrownBy(() -> run("import", file.toString()))
                .satisfies(
                        e ->
                                assertThat(e.advice())
                                        .isEqualTo(
                                                "Use it in place: livery generate --model "
                                                        + file));
    }

    @Test
    void aMoveTellsThatTheEnvironmentStillNamesTheOldFolder() throws IOException {
        HubFixture.put(cache(), files.get(0), bytes("first"));
        Path target = folder.resolve("big-drive/models");

        assertThat(run("move", target.toString())).isZero();

        assertThat(host.printed()).contains("The models are in %s now.".formatted(target));
        assertThat(host.printedErrors()).contains("HF_HUB_CACHE still names the old folder");
        assertThat(target.resolve("models--org--tiny/snapshots")).isDirectory();
    }

    @Test
    void ratesAndSizesThatAreNoneAreRefused() {
        assertThat(run("download", "tiny", "--limit", "fast")).isEqualTo(2);
        assertThat(run("export", "tiny", "a.zip", "--split", "0")).isEqualTo(2);

        assertThat(host.printedErrors())
                .contains("\"fast\" is no rate such as 5MB/s", "\"0\" is no size such as 4GB");
    }

    @Test
    void wrongUsageSaysWhatIsPossible() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("delete")).isEqualTo(2);

        assertThat(host.printedErrors())
                .contains("Say what to do with the models. See livery models --help.");
        assertThat(run("--help")).isZero();
        assertThat(host.printed()).contains("list", "path", "verify");
    }

    private Path cache() {
        return folder.resolve("hub");
    }

    private int run(String... arguments) {
        HubSettings settings =
                new HubSettings(
                        cache(),
                        true,
                        URI.create("https://hub.example"),
                        Optional.empty(),
                        true,
                        ProxySettings.NONE);
        Path bundled = folder.resolve("bundled");
        return new ModelsProgram(
                        new ModelLibrary(settings, folder.resolve("data"), catalogue),
                        TestModels.withoutDownloads(bundled),
                        new QuantizedCopies(bundled.resolve("copies")))
                .run(List.of(arguments), host);
    }
}
